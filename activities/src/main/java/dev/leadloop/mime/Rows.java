package dev.leadloop.mime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Reads tables of our own resources: a row a line, cells apart by {@code |}, notes behind {@code #}. */
public final class Rows {
  private Rows() {}

  /**
   * The rows of a resource.
   *
   * @param cells how many each has
   * @throws IllegalStateException where a row has fewer or more, or there is no such resource
   */
  public static List<List<String>> of(String resource, int cells) {
    try (InputStream in = Objects.requireNonNull(Rows.class.getResourceAsStream(resource), resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> row(resource, line, cells))
          .toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> row(String resource, String line, int cells) {
    List<String> row = Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    if (row.size() != cells) {
      throw new IllegalStateException(resource + " has a row of " + row.size() + " cells instead of " + cells + ": " + line);
    }
    return row;
  }
}
