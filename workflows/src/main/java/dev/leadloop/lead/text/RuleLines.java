package dev.leadloop.lead.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules kept as data beside the classes that know them: a line of words, then " | " and whom or what the line is after. */
public final class RuleLines {
  /** One line; the source says where its data come from. */
  public record Line(String data, String source) {}

  private RuleLines() {}

  /** The lines of a file beside that class, without those that are empty or begin with #. */
  public static List<Line> of(Class<?> beside, String file) {
    try (InputStream in = beside.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("the rules " + file + " are missing from this build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && line.charAt(0) != '#')
          .map(line -> line(file, line))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the rules " + file + " cannot be read", e);
    }
  }

  private static Line line(String file, String line) {
    int bar = line.indexOf(" | ");
    if (bar < 1 || line.substring(bar + 3).isBlank()) {
      throw new IllegalStateException("a line of " + file + " names no source: " + line);
    }
    return new Line(line.substring(0, bar).strip(), line.substring(bar + 3).strip());
  }
}
