package dev.leadloop.policy;

import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.util.List;

/**
 * How soon sales must answer, by kind of intent.
 *
 * @param classes in order; the last serves whatever the others do not name
 */
public record SlaRules(List<SlaClass> classes) {
  /**
   * One class of answer time.
   *
   * @param triggers signal types that bring a handoff into this class; "score" stands for a score crossing
   * @param answerWithin time to answer, counted in the calendar
   * @param calendar id of a business calendar
   * @param firstContactWithin time from acceptance to first contact, counted in the calendar
   */
  public record SlaClass(
      String id,
      List<String> triggers,
      Duration answerWithin,
      String calendar,
      List<Rung> ladder,
      Duration firstContactWithin) {
    public SlaClass {
      triggers = List.copyOf(triggers);
      ladder = List.copyOf(ladder);
    }
  }

  /** What happens when a share of the answer time has passed; 100 is the deadline. */
  public record Rung(int percent, LadderAction action) {}

  public SlaRules {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a policy needs at least one SLA class");
    }
  }

  /** The class that serves a trigger: the first that names it, else the last. */
  public SlaClass classFor(String trigger) {
    for (SlaClass candidate : classes) {
      if (candidate.triggers().contains(trigger)) {
        return candidate;
      }
    }
    return classes.get(classes.size() - 1);
  }

  /** The class of that id; where a later policy dropped it, the last one. */
  public SlaClass named(String id) {
    for (SlaClass candidate : classes) {
      if (candidate.id().equals(id)) {
        return candidate;
      }
    }
    return classes.get(classes.size() - 1);
  }
}
