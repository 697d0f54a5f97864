package dev.leadloop.policyfile;

import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Measure;
import dev.leadloop.policy.scoring.Condition.Measure.Kind;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Reads conditions on what leads did: {@code signals} counted, told apart, added up, or not seen for some time. */
final class BehaviourReader {
  /** In the place of the types of signals: whatever it was. */
  private static final String ANY = "any";

  private static final List<String> MEASURES = List.of("distinct", "sum", "longest");
  private static final int MOST_SIGNALS = 1_000;
  private static final int MOST = 999_999_999;

  private final Set<String> signalTypes;
  private final Duration reach;

  /**
   * Reads conditions over types of signals.
   *
   * @param reach how far back signals are looked at
   */
  BehaviourReader(Set<String> signalTypes, Duration reach) {
    this.signalTypes = signalTypes;
    this.reach = reach;
  }

  /**
   * The condition of a section that has {@code signals}.
   *
   * @param asksEnrolment whether it may count since the lead's sequence began
   */
  Condition read(Section section, boolean asksEnrolment) {
    List<Scalar> given = section.scalars("signals");
    boolean any = given.size() == 1 && given.get(0).text().equals(ANY) && !signalTypes.contains(ANY);
    List<String> types = any ? List.of() : given.stream().map(type -> type.reference(signalTypes, "scored signal type")).toList();
    List<PropertyTest> where = PropertyTestReader.read(section);
    if (asksEnrolment && section.has("since")) {
      if (any) {
        section.problem("signals", "'since: enrolment' counts signals of types that you name");
      }
      section.reference("since", Set.of("enrolment"), "time to count from");
      return new Condition.SinceEnrolment(types, where, atLeast(section, MOST_SIGNALS));
    }
    if (section.has("not-for")) {
      return new Condition.Quiet(types, where, time(section, "not-for"));
    }
    Measure measure = measure(section);
    boolean counts = measure.kind() == Kind.COUNT;
    if (!counts && !section.has("at-least")) {
      section.problem("signals", "say with 'at-least' how much it must come to, such as 'at-least: 3'");
    }
    int atLeast = atLeast(section, counts || measure.kind() == Kind.DISTINCT ? MOST_SIGNALS : MOST);
    Duration within = time(section, "within");
    return counts && where.isEmpty() && !any
        ? new Condition.SignalCount(types, atLeast, within)
        : new Condition.SignalMeasure(types, where, measure, atLeast, within);
  }

  private static int atLeast(Section section, int most) {
    return section.has("at-least") ? section.integer("at-least", 1, most) : 1;
  }

  private static Measure measure(Section section) {
    List<String> given = MEASURES.stream().filter(section::has).toList();
    if (given.size() > 1) {
      section.problem(given.get(1), "a condition measures one thing: keep one of distinct, sum and longest");
    }
    return given.isEmpty() ? Measure.COUNT : new Measure(kind(given.get(0)), section.text(given.get(0), "seconds"));
  }

  private static Kind kind(String key) {
    return switch (key) {
      case "distinct" -> Kind.DISTINCT;
      case "sum" -> Kind.SUM;
      default -> Kind.LONGEST;
    };
  }

  private Duration time(Section section, String key) {
    Duration time = section.duration(key, ScoringReader.POSITIVE);
    if (time.compareTo(reach) > 0) {
      section.problem(
          key, "'" + key + "' must not be longer than the scoring window, because older signals are not looked at");
    }
    return time;
  }
}
