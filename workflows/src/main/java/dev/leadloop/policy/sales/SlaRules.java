package dev.leadloop.policy.sales;

import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How soon sales must answer, by kind of intent.
 *
 * @param classes in order; the last serves whatever the others do not name
 * @param pause how far sales may hold an answer time up
 * @param snooze how far a rep may put reminders off
 */
public record SlaRules(List<SlaClass> classes, PauseRules pause, SnoozeRules snooze) {
  /**
   * Limits of pauses.
   *
   * @param reasons codes of the reasons that count
   * @param most pauses of one handoff
   * @param longest real time one pause may last
   */
  public record PauseRules(List<String> reasons, int most, Duration longest) {
    /** What holds where a policy says nothing. */
    public static final PauseRules STANDARD =
        new PauseRules(List.of("waiting_for_lead", "lead_asked_for_time", "waiting_for_us"), 2, Duration.ofDays(3));

    public PauseRules {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Limits of snoozing; nothing is put off beyond the deadline.
   *
   * @param most times for one handoff
   * @param longest real time reminders may be put off at once
   */
  public record SnoozeRules(int most, Duration longest) {
    /** What holds where a policy says nothing. */
    public static final SnoozeRules STANDARD = new SnoozeRules(2, Duration.ofHours(4));
  }

  /**
   * One class of answer time.
   *
   * @param triggers signal types that bring a handoff into this class; {@link HandoffTrigger#SCORE} stands for a score crossing
   * @param segment segment the class is for; null for all
   * @param answerWithin time to answer, counted in the calendar
   * @param calendar id of a business calendar
   * @param firstContactWithin time from acceptance to first contact, counted in the calendar
   */
  public record SlaClass(
      String id,
      List<String> triggers,
      @Nullable String segment,
      Duration answerWithin,
      String calendar,
      List<Rung> ladder,
      Duration firstContactWithin) {
    public SlaClass {
      triggers = List.copyOf(triggers);
      ladder = List.copyOf(ladder);
    }

    /** A class for all segments. */
    public SlaClass(
        String id,
        List<String> triggers,
        Duration answerWithin,
        String calendar,
        List<Rung> ladder,
        Duration firstContactWithin) {
      this(id, triggers, null, answerWithin, calendar, ladder, firstContactWithin);
    }
  }

  /** What happens when a share of the answer time has passed; 100 is the deadline. */
  public record Rung(int percent, LadderAction action) {}

  /** Classes with the standard limits of pauses and snoozing. */
  public SlaRules(List<SlaClass> classes) {
    this(classes, PauseRules.STANDARD, SnoozeRules.STANDARD);
  }

  public SlaRules {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a policy needs at least one SLA class");
    }
  }

  /** The class that serves a trigger for a lead of no segment. */
  public SlaClass classFor(String trigger) {
    return classFor(trigger, Set.of());
  }

  /** The class that serves a trigger: the first that names it and is for one of the segments or all, else the last. */
  public SlaClass classFor(String trigger, Set<String> segments) {
    for (SlaClass candidate : classes) {
      String segment = candidate.segment();
      if (candidate.triggers().contains(trigger) && (segment == null || segments.contains(segment))) {
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
