package dev.leadloop.policyfile;

import static dev.leadloop.policyfile.ScoringReader.POSITIVE;

import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.ReviewRules.Alarm;
import dev.leadloop.policy.sales.AfterAcceptance;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policy.sales.RecycleRules;
import dev.leadloop.policy.sales.SlaRules.PauseRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.sales.SlaRules.SnoozeRules;
import dev.leadloop.policy.scoring.HandoffTrigger;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads what sales is held to: answer times, ladder, reasons and what follows them. */
final class SalesReader {
  private static final Set<String> ACTIONS = Set.of("remind", "escalate", "reassign", "queue");
  private static final Set<String> PATHS = Set.of("recycle", "park", "reassign", "review", "disqualify", "duplicate");
  private static final String CODE = "[a-z][a-z0-9_]{0,63}";
  private static final int MOST = 100_000;

  /** A lead that nobody answers within a year is not waited for. */
  private static final Duration LONGEST_ANSWER = Duration.ofDays(366);

  private final Set<String> sequences;
  private final Set<String> calendars;
  private final Set<String> triggers;
  private final Set<String> segments;
  private final Set<String> ids = new HashSet<>();

  SalesReader(Set<String> sequences, Set<String> calendars, Set<String> signalTypes, Set<String> segments) {
    this.sequences = sequences;
    this.calendars = calendars;
    this.segments = segments;
    triggers = new HashSet<>(signalTypes);
    triggers.addAll(HandoffTrigger.BY_THRESHOLD);
    triggers.add(HandoffTrigger.REVIEW);
  }

  SlaClass slaClass(Section section) {
    String id = unique(section, "id", "standard", "answer time class");
    List<String> named = section.scalars("triggers").stream()
        .map(trigger -> trigger.reference(triggers, "scored signal type")).toList();
    Scalar segment = section.optional("segment");
    SlaClass read = new SlaClass(id, named, segment == null ? null : segment.reference(segments, "segment"),
        section.duration("answer-within", POSITIVE, LONGEST_ANSWER),
        section.reference("calendar", calendars, "calendar"), ladder(section.sections("ladder")),
        section.duration("first-contact-within", POSITIVE, LONGEST_ANSWER));
    section.end();
    return read;
  }

  private static List<Rung> ladder(List<Section> sections) {
    List<Rung> rungs = new ArrayList<>();
    int before = 0;
    for (Section section : sections) {
      int percent = section.integer("at", 1, 10_000);
      String action = section.reference("do", ACTIONS, "step of a ladder");
      if (percent <= before) {
        section.problem("at",
            "steps of a ladder must come in order: this one is at " + percent + " percent, the one before at " + before);
      }
      if (percent < 100 && ACTIONS.contains(action) && !action.equals("remind")) {
        section.problem("at", "'" + action + "' must not come before the deadline, which is at 100 percent; before it, remind");
      }
      before = percent;
      if (ACTIONS.contains(action)) {
        rungs.add(new Rung(percent, LadderAction.valueOf(action.toUpperCase(Locale.ROOT))));
      }
      section.end();
    }
    return rungs;
  }

  /** When the policy is looked at again; the standard where it says nothing. */
  static ReviewRules review(Section root) {
    if (!root.has("review")) {
      return ReviewRules.STANDARD;
    }
    Section section = root.section("review");
    Scalar every = section.optional("every");
    Alarm alarm = section.has("rejections") ? alarm(section.section("rejections")) : ReviewRules.STANDARD.alarm();
    section.end();
    return new ReviewRules(every == null || every.text().equals("never") ? null : every.duration(POSITIVE), alarm);
  }

  private static Alarm alarm(Section section) {
    Alarm alarm = new Alarm(section.duration("window", POSITIVE), section.duration("baseline", POSITIVE),
        section.integer("least", 1, MOST), section.integer("usual-percent", 1, 99),
        section.integer("false-alarm-in", 10, 1_000_000));
    section.end();
    return alarm;
  }

  /** How far an answer time may be held up; the standard where the policy says nothing. */
  static PauseRules pause(Section answering) {
    if (!answering.has("pause")) {
      return PauseRules.STANDARD;
    }
    Section section = answering.section("pause");
    List<String> reasons = section.scalars("reasons").stream().map(Scalar::text).toList();
    PauseRules rules = new PauseRules(reasons, section.integer("most", 0, 100), section.duration("longest", POSITIVE));
    section.scalars("reasons").stream().filter(reason -> !reason.text().matches(CODE))
        .forEach(reason -> reason.problem("a reason is a code of small letters, digits and _, such as waiting_for_lead"));
    if (reasons.isEmpty() && rules.most() > 0) {
      section.problem("reasons", "'pause' needs 'reasons', such as [waiting_for_lead]; for no pauses write 'most: 0'");
    }
    section.end();
    return rules;
  }

  static SnoozeRules snooze(Section answering) {
    if (!answering.has("snooze")) {
      return SnoozeRules.STANDARD;
    }
    Section section = answering.section("snooze");
    SnoozeRules rules = new SnoozeRules(section.integer("most", 0, 100), section.duration("longest", POSITIVE));
    section.end();
    return rules;
  }

  Disposition disposition(Section section) {
    Disposition read = new Disposition(unique(section, "code", "no_budget", "reason"), section.text("label", "No budget"),
        section.flag("note-required"), path(section));
    section.end();
    return read;
  }

  private Disposition.Path path(Section section) {
    String path = section.reference("leads-to", PATHS, "path after a rejection");
    return switch (path) {
      case "recycle" -> new Disposition.Path.Recycle(sequence(section), freshPoints(section));
      case "park" -> new Disposition.Path.Park(section.duration("for", POSITIVE), sequence(section), freshPoints(section));
      case "reassign" -> new Disposition.Path.Reassign();
      case "duplicate" -> new Disposition.Path.Duplicate();
      case "disqualify" -> new Disposition.Path.Disqualify();
      default -> new Disposition.Path.Review();
    };
  }

  private String sequence(Section section) {
    return section.reference("sequence", sequences, "sequence");
  }

  private static int freshPoints(Section section) {
    return section.integer("fresh-points", 0, MOST);
  }

  RecycleRules recycle(Section section) {
    int limit = section.integer("limit", 0, 1_000);
    Duration coolDown = section.duration("cool-down", Duration.ZERO);
    Scalar after = section.optional("win-back-after");
    if (after == null && section.has("win-back-sequence")) {
      section.problem("win-back-sequence", "'win-back-sequence' needs 'win-back-after', for example 'win-back-after: 180d'");
    }
    RecycleRules rules = after == null
        ? new RecycleRules(limit, coolDown, null, null)
        : new RecycleRules(limit, coolDown, after.duration(POSITIVE),
            section.reference("win-back-sequence", sequences, "sequence"));
    section.end();
    return rules;
  }

  AfterAcceptance afterAcceptance(Section section) {
    AfterAcceptance rules = new AfterAcceptance(
        section.flag("missed-contact-reassigns"), section.duration("stalled-after", POSITIVE));
    section.end();
    return rules;
  }

  private String unique(Section section, String key, String example, String kind) {
    String id = section.text(key, example);
    if (!id.isEmpty() && !ids.add(kind + " " + id)) {
      section.problem(key, "the " + kind + " '" + id + "' is given twice; keep one");
    }
    return id;
  }
}
