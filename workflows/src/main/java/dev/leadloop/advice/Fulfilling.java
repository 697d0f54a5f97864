package dev.leadloop.advice;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Measure;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.scoring.Conditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what would have to happen for a condition to hold, in a few ways at most; time alone brings nothing. */
final class Fulfilling {
  /** Of each condition no more are looked at. */
  private static final int MOST_WAYS = 4;
  private static final int MOST_TIMES = 5;

  private final Trial trial;
  private final LeadPolicy policy;

  Fulfilling(Trial trial, LeadPolicy policy) {
    this.trial = trial;
    this.policy = policy;
  }

  /**
   * Ways to it, none of them tried; one without a move where it holds already.
   *
   * @param wanted whether it is to hold, or not to
   * @param label what the policy gives for it
   */
  List<List<Move>> ways(Condition condition, boolean wanted, String label) {
    if (holds(condition, List.of()) == wanted) {
      return List.of(List.of());
    }
    return switch (condition) {
      case Condition.All all -> wanted ? each(all.parts(), true, label) : one(all.parts(), false, label);
      case Condition.Any any -> wanted ? one(any.parts(), true, label) : each(any.parts(), false, label);
      case Condition.Not not -> ways(not.part(), !wanted, label);
      case Condition.Fact fact -> facts(fact, wanted, label);
      case Condition.SignalCount count -> wanted ? counted(count, count.types(), List.of(), null, count.atLeast()) : List.of();
      case Condition.SignalMeasure measure ->
          wanted ? counted(measure, measure.types(), measure.where(), measure.measure(), measure.atLeast()) : List.of();
      case Condition.Quiet quiet -> wanted ? List.of() : quiet(quiet);
      case Condition.InBand ignored -> List.of();
      case Condition.SinceEnrolment ignored -> List.of();
    };
  }

  private boolean holds(Condition condition, List<Move> moves) {
    return Conditions.holds(condition, trial.profile(moves), trial.signals(moves), trial.now());
  }

  private List<List<Move>> one(List<Condition> parts, boolean wanted, String label) {
    return parts.stream().flatMap(part -> ways(part, wanted, label).stream()).limit(MOST_WAYS).toList();
  }

  private List<List<Move>> each(List<Condition> parts, boolean wanted, String label) {
    List<List<Move>> ways = List.of(List.of());
    for (Condition part : parts) {
      List<List<Move>> next = ways(part, wanted, label);
      ways = ways.stream()
          .flatMap(way -> next.stream().map(more -> joined(way, more)))
          .limit(MOST_WAYS)
          .toList();
    }
    return ways;
  }

  /** Both; a fact that is said twice is said as the later one says, which is seen by trying. */
  private static List<Move> joined(List<Move> one, List<Move> other) {
    List<Move> both = new ArrayList<>(one);
    for (Move move : other) {
      if (move instanceof Move.Learned learned) {
        both.removeIf(known -> known instanceof Move.Learned before && before.fact().equals(learned.fact()));
      }
      if (!both.contains(move)) {
        both.add(move);
      }
    }
    return both;
  }

  private List<List<Move>> facts(Condition.Fact fact, boolean wanted, String label) {
    String asked = FactConditions.askedFor(fact.field());
    if (!mayBeLearned(trial.profile(), asked)) {
      return List.of();
    }
    return trial.answers(asked).stream()
        .map(value -> List.<Move>of(new Move.Learned(asked, value, label)))
        .filter(way -> holds(fact, way) == wanted)
        .limit(MOST_WAYS)
        .toList();
  }

  /** Who somebody is does not change, and is learned once; what somebody plans may. */
  static boolean mayBeLearned(LeadProfile profile, String asked) {
    return asked.equals(FactConditions.EMAIL)
        ? FactValues.isUnknown(profile, asked)
        : LeadProfile.mayBeSaid(asked)
            && (FactValues.isUnknown(profile, asked) || (asked.startsWith("answers.") && !asked.equals("answers.language")));
  }

  private List<List<Move>> counted(
      Condition condition, List<String> types, List<PropertyTest> where, @Nullable Measure measure, int atLeast) {
    Map<String, String> properties = SignalMaking.passing(where, trial.profile());
    if (properties == null) {
      return List.of();
    }
    List<Map<String, String>> kinds = kinds(properties, where, measure, atLeast);
    List<List<Move>> ways = new ArrayList<>();
    for (String type : types.isEmpty() ? anyType() : types.subList(0, Math.min(MOST_WAYS, types.size()))) {
      fewest(condition, type, kinds, Math.min(MOST_TIMES, atLeast)).ifPresent(move -> ways.add(List.of(move)));
    }
    return ways;
  }

  /** What the signals may be like: where a number is added up, also one signal of all of it. */
  private List<Map<String, String>> kinds(
      Map<String, String> properties, List<PropertyTest> where, @Nullable Measure measure, int atLeast) {
    if (measure == null || measure.of() == null || measure.of().equals(RuleTerms.DAY)) {
      return List.of(properties);
    }
    if (measure.kind() == Measure.Kind.DISTINCT) {
      return List.of(SignalMaking.and(properties, measure.of(), SignalMaking.OWN));
    }
    Map<String, String> atOnce = SignalMaking.with(properties, measure.of(), String.valueOf(atLeast));
    Map<String, String> asItIs = SignalMaking.and(properties, measure.of(), String.valueOf(atLeast));
    return !atOnce.equals(asItIs) && SignalMaking.passes(where, atOnce, trial.profile()) ? List.of(atOnce, asItIs)
        : List.of(asItIs);
  }

  private Optional<Move> fewest(Condition condition, String type, List<Map<String, String>> kinds, int most) {
    for (int times = 1; times <= most; times++) {
      for (Map<String, String> kind : kinds) {
        Move way = new Move.Does(type, kind, times, label(policy, type, kind));
        if (holds(condition, List.of(way))) {
          return Optional.of(way);
        }
      }
    }
    return Optional.empty();
  }

  private List<List<Move>> quiet(Condition.Quiet quiet) {
    Map<String, String> properties = SignalMaking.passing(quiet.where(), trial.profile());
    List<String> types = quiet.types().isEmpty() ? anyType() : quiet.types();
    return properties == null
        ? List.of()
        : types.stream()
            .limit(MOST_WAYS)
            .map(type -> List.<Move>of(new Move.Does(type, properties, 1, label(policy, type, properties))))
            .filter(way -> !holds(quiet, way))
            .toList();
  }

  private List<String> anyType() {
    return Stream.of(policy.scoring(), policy.product())
        .flatMap(scoring -> scoring.rules().stream())
        .filter(rule -> rule.points() > 0)
        .map(ScoringRules.SignalRule::signalType)
        .limit(1)
        .toList();
  }

  /** What the policy calls a signal, with its properties where its words do not tell them. */
  static String label(LeadPolicy policy, String type, Map<String, String> properties) {
    ScoringRules.SignalRule rule = policy.ruleFor(type);
    String words = rule != null && rule.terms().where().isEmpty() ? rule.label() : type.replace('_', ' ');
    return properties.isEmpty() ? words : words + " (" + properties.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(property -> property.getValue().equals(SignalMaking.OWN) ? "another " + property.getKey()
            : property.getKey() + " " + property.getValue())
        .collect(java.util.stream.Collectors.joining(", ")) + ")";
  }
}
