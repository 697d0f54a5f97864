package dev.leadloop.connect.mapping;

import java.util.List;
import java.util.stream.Collectors;

/** A mapping that cannot be used, with everything that is wrong in it. */
public final class InvalidMapping extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One thing to put right.
   *
   * @param line from 1
   * @param message what is wrong and what to do
   */
  public record Problem(int line, String message) {
    @Override
    public String toString() {
      return "line " + line + ": " + message;
    }
  }

  public InvalidMapping(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n  ", "The mapping cannot be used:\n  ", "")));
    this.problems = List.copyOf(problems);
  }

  /** In order of their lines. */
  public List<Problem> problems() {
    return problems;
  }
}
