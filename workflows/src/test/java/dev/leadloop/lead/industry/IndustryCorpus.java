package dev.leadloop.lead.industry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Names of industries from public lists, each with what it is. */
final class IndustryCorpus {
  private IndustryCorpus() {}

  /** What something is, and what it is called. */
  record Entry(String expected, String name) {}

  /** The names of a file beside this class: lines of what they are, a colon and names. */
  static List<Entry> of(String file, String between) {
    try (InputStream in = Objects.requireNonNull(IndustryCorpus.class.getResourceAsStream(file), file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && line.charAt(0) != '#')
          .flatMap(line -> entries(line, between)).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Entry> entries(String line, String between) {
    int colon = line.indexOf(": ");
    return Arrays.stream(line.substring(colon + 2).split(between, -1)).map(name -> new Entry(line.substring(0, colon), name));
  }
}
