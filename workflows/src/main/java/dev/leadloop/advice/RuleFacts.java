package dev.leadloop.advice;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which facts the rule behind a part of a score went by. */
public final class RuleFacts {
  private RuleFacts() {}

  /**
   * The facts by the names under which they are told, in order: a rule about seniority goes by the title. None for what goes
   * by signals alone, and for what a cap, the floor or rounding did.
   *
   * @param policy the version the score was made under
   */
  public static Set<String> of(LeadPolicy policy, Contribution part) {
    Set<String> facts = new TreeSet<>();
    conditions(policy, part).flatMap(FactConditions::comparisons).forEach(fact -> facts.add(told(fact.field())));
    return facts;
  }

  /** The name under which a fact that rules compare is told; the kind and the domain of an address are told by it. */
  private static String told(String fact) {
    String asked = FactConditions.askedFor(fact);
    return asked.equals(FactConditions.EMAIL) ? fact : asked;
  }

  private static Stream<Condition> conditions(LeadPolicy policy, Contribution part) {
    return switch (part.layer()) {
      case FIT -> policy.fit().rules().stream().filter(rule -> rule.id().equals(part.rule())).map(FitRule::when);
      case NEGATIVE -> policy.negatives().stream().filter(rule -> rule.id().equals(part.rule())).map(NegativeRule::when);
      case ENGAGEMENT -> bonuses(policy.scoring().bonuses(), part);
      case PRODUCT -> bonuses(policy.product().bonuses(), part);
      case FLOOR, ACCOUNT -> Stream.empty();
    };
  }

  private static Stream<Condition> bonuses(List<BonusRule> rules, Contribution part) {
    return part.kind() == Kind.BONUS
        ? rules.stream().filter(rule -> rule.id().equals(part.rule())).map(BonusRule::when)
        : Stream.empty();
  }
}
