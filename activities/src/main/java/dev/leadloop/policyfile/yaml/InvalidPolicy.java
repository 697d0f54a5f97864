package dev.leadloop.policyfile.yaml;

import java.util.List;
import java.util.stream.Collectors;

/** A policy document that cannot be used, with everything that is wrong in it. */
public final class InvalidPolicy extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * One thing to put right.
   *
   * @param line from 1
   * @param column from 1
   * @param message what is wrong and what to do
   */
  public record Problem(int line, int column, String message) {
    @Override
    public String toString() {
      return "line " + line + ", column " + column + ": " + message;
    }
  }

  InvalidPolicy(List<Problem> problems) {
    super(problems.stream().map(Problem::toString)
        .collect(Collectors.joining("\n  ", "The policy has " + count(problems.size()) + ":\n  ", "")));
    this.problems = List.copyOf(problems);
  }

  /** In order of their lines. */
  public List<Problem> problems() {
    return problems;
  }

  private static String count(int problems) {
    return problems == 1 ? "1 error" : problems + " errors";
  }
}
