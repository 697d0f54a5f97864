package dev.leadloop.imports.mapping;

import java.util.List;

/** The file or its mapping cannot be taken; nothing was stored. The problems are sentences for the person who sent it. */
public final class ImportRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  public ImportRefused(List<String> problems) {
    super(String.join(" ", problems), null, false, false);
    this.problems = List.copyOf(problems);
  }

  public ImportRefused(String problem) {
    this(List.of(problem));
  }

  /** What is wrong, each with what to do about it. */
  public List<String> problems() {
    return problems;
  }
}
