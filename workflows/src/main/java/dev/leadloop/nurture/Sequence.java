package dev.leadloop.nurture;

import java.time.Duration;
import java.util.List;

/** A series of nurture e-mails under one id and version. */
public record Sequence(String id, int version, List<Step> steps) {
  /**
   * One e-mail of a sequence.
   *
   * @param after time since the step before, or since the sequence began
   * @param label what a manager reads, such as "case studies"
   */
  public record Step(String id, Duration after, String template, String label) {}

  public Sequence {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("sequence '" + id + "' has no steps");
    }
  }
}
