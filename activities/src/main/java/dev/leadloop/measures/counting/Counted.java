package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import java.util.List;
import java.util.Map;

/**
 * The answer to a question.
 *
 * @param whole of all rows
 * @param parts of the rows of each combination of values there is, in their order
 */
public record Counted(Figures whole, List<Part> parts) {
  public Counted {
    parts = List.copyOf(parts);
  }

  /** One part, by its value of each cut, in the order asked for. */
  public record Part(Map<Cut, String> key, Figures figures) {}
}
