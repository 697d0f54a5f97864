package dev.leadloop.advice;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What the rules of a policy ask of facts, by what a person would be asked for to tell the fact. */
final class FactConditions {
  /** What a rule about somebody's address goes by. */
  static final String EMAIL = "email";

  private FactConditions() {}

  /** The comparisons of facts in rules about points, readiness, and who is closed, by what is asked for, in order. */
  static Map<String, List<Condition.Fact>> ofScores(LeadPolicy policy) {
    return byAsked(scores(policy));
  }

  /** The same, and those of who gets a lead and how soon it is answered. */
  static Map<String, List<Condition.Fact>> ofScoresAndRouting(LeadPolicy policy) {
    return byAsked(Stream.concat(scores(policy), routing(policy)));
  }

  /** The conditions of teams, territories and segments, in order. */
  static Stream<Condition> routing(LeadPolicy policy) {
    return Stream.of(
            policy.routing().teams().stream().map(team -> team.when()),
            new TreeMap<>(policy.routing().territories()).values().stream(),
            new TreeMap<>(policy.routing().segments()).values().stream())
        .flatMap(conditions -> conditions);
  }

  /** The conditions of rules about points, in the policy's order. */
  static Stream<Condition> scores(LeadPolicy policy) {
    return Stream.of(
            policy.fit().rules().stream().map(rule -> rule.when()),
            policy.negatives().stream().map(rule -> rule.when()),
            policy.scoring().bonuses().stream().map(rule -> rule.when()),
            policy.product().bonuses().stream().map(rule -> rule.when()))
        .flatMap(conditions -> conditions);
  }

  /** What a person is asked for to tell a fact of the policy: the title tells seniority and role. */
  static String askedFor(String fact) {
    return switch (fact) {
      case "seniority", "role" -> "title";
      case "language" -> "answers.language";
      case "emailKind", "emailDomain" -> EMAIL;
      default -> fact;
    };
  }

  private static Map<String, List<Condition.Fact>> byAsked(Stream<Condition> conditions) {
    Map<String, List<Condition.Fact>> found = new TreeMap<>();
    conditions.flatMap(FactConditions::comparisons)
        .forEach(fact -> found.computeIfAbsent(askedFor(fact.field()), name -> new ArrayList<>()).add(fact));
    return found;
  }

  /** The comparisons of facts in a condition, in its order. */
  static Stream<Condition.Fact> comparisons(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all.parts().stream().flatMap(FactConditions::comparisons);
      case Condition.Any any -> any.parts().stream().flatMap(FactConditions::comparisons);
      case Condition.Not not -> comparisons(not.part());
      case Condition.Fact fact -> Stream.of(fact);
      case Condition.SignalCount ignored -> Stream.empty();
      case Condition.SignalMeasure ignored -> Stream.empty();
      case Condition.Quiet ignored -> Stream.empty();
      case Condition.InBand ignored -> Stream.empty();
      case Condition.SinceEnrolment ignored -> Stream.empty();
    };
  }
}
