package dev.leadloop.policy.scoring;

import java.util.List;

/**
 * How well who they are matches who we sell to.
 *
 * @param grades letter grades from the best down, each with its least points; the last has 0
 * @param cap greatest fit score
 */
public record FitRules(List<FitRule> rules, List<GradeFloor> grades, int cap) {
  /** Points given where a condition on the facts holds. */
  public record FitRule(String id, Condition when, int points, String label) {}

  /** The least fit points of a letter grade. */
  public record GradeFloor(String grade, int atLeast) {}

  public FitRules {
    rules = List.copyOf(rules);
    grades = List.copyOf(grades);
  }
}
