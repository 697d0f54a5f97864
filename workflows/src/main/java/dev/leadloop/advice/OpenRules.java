package dev.leadloop.advice;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.Conditions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The rules with a condition that do not speak for a lead yet, and may: found by the things that may help them. */
final class OpenRules {
  private final Trial trial;
  private final List<Rule> rules = new ArrayList<>();
  private final Map<String, List<FactPart>> byFact = new HashMap<>();
  private final Map<String, List<SignalPart>> byType = new HashMap<>();
  private final List<SignalPart> ofAnyType = new ArrayList<>();

  private record Rule(QualifyingNumber number, int points) {}

  private record FactPart(int rule, Condition.Fact fact, boolean wanted) {}

  private record SignalPart(int rule, List<PropertyTest> where) {}

  OpenRules(Trial trial, LeadPolicy policy) {
    this.trial = trial;
    policy.scoring().bonuses().forEach(rule -> add(rule.when(), QualifyingNumber.ENGAGEMENT, rule.points()));
    policy.product().bonuses().forEach(rule -> add(rule.when(), QualifyingNumber.PRODUCT, rule.points()));
    policy.fit().rules().forEach(rule -> add(rule.when(), QualifyingNumber.FIT, rule.points()));
    policy.negatives().forEach(rule -> add(rule.when(), QualifyingNumber.NEGATIVE, rule.points()));
  }

  int size() {
    return rules.size();
  }

  int number(int rule) {
    return rules.get(rule).number().ordinal();
  }

  /** What it gives once it speaks for the lead, or no longer against it. */
  int points(int rule) {
    return rules.get(rule).points();
  }

  private void add(Condition when, QualifyingNumber number, int points) {
    boolean wanted = points > 0;
    if (points != 0 && holds(when) != wanted && mayTurn(when, wanted)) {
      parts(when, wanted, rules.size());
      rules.add(new Rule(number, Math.abs(points)));
    }
  }

  private boolean holds(Condition condition) {
    return Conditions.holds(condition, trial.profile(), trial.signals(List.of()), trial.now());
  }

  private boolean mayTurn(Condition condition, boolean wanted) {
    if (holds(condition) == wanted) {
      return true;
    }
    return switch (condition) {
      case Condition.All all -> wanted ? all.parts().stream().allMatch(part -> mayTurn(part, true))
          : all.parts().stream().anyMatch(part -> mayTurn(part, false));
      case Condition.Any any -> wanted ? any.parts().stream().anyMatch(part -> mayTurn(part, true))
          : any.parts().stream().allMatch(part -> mayTurn(part, false));
      case Condition.Not not -> mayTurn(not.part(), !wanted);
      case Condition.Fact fact -> Fulfilling.mayBeLearned(trial.profile(), FactConditions.askedFor(fact.field()));
      case Condition.SignalCount ignored -> wanted;
      case Condition.SignalMeasure ignored -> wanted;
      case Condition.Quiet ignored -> !wanted;
      case Condition.InBand ignored -> false;
      case Condition.SinceEnrolment ignored -> false;
    };
  }

  private void parts(Condition condition, boolean wanted, int rule) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(part -> parts(part, wanted, rule));
      case Condition.Any any -> any.parts().forEach(part -> parts(part, wanted, rule));
      case Condition.Not not -> parts(not.part(), !wanted, rule);
      case Condition.Fact fact -> byFact.computeIfAbsent(FactConditions.askedFor(fact.field()), name -> new ArrayList<>())
          .add(new FactPart(rule, fact, wanted));
      case Condition.SignalCount count -> signals(wanted, count.types(), List.of(), rule);
      case Condition.SignalMeasure measure -> signals(wanted, measure.types(), measure.where(), rule);
      case Condition.Quiet quiet -> signals(!wanted, quiet.types(), quiet.where(), rule);
      case Condition.InBand ignored -> {}
      case Condition.SinceEnrolment ignored -> {}
    }
  }

  private void signals(boolean more, List<String> types, List<PropertyTest> where, int rule) {
    if (!more) {
      return;
    }
    SignalPart part = new SignalPart(rule, where);
    if (types.isEmpty()) {
      ofAnyType.add(part);
    }
    types.forEach(type -> byType.computeIfAbsent(type, name -> new ArrayList<>()).add(part));
  }

  /** The rules that a signal may help. */
  int[] helpedBy(Move.Does does) {
    return Stream.concat(byType.getOrDefault(does.type(), List.of()).stream(), ofAnyType.stream())
        .filter(part -> part.where().isEmpty() || SignalMaking.passes(part.where(), does.properties(), trial.profile()))
        .mapToInt(SignalPart::rule)
        .distinct()
        .toArray();
  }

  /** The rules that a fact may help. */
  int[] helpedBy(Move.Learned learned) {
    LeadProfile then = trial.knowing(learned);
    return byFact.getOrDefault(learned.fact(), List.of()).stream()
        .filter(part -> Conditions.holds(part.fact(), then, List.of(), trial.now()) == part.wanted())
        .mapToInt(FactPart::rule)
        .distinct()
        .toArray();
  }
}
