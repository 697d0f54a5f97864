package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The greatest scores that any lead could have; never less than one can have, where it cannot be told exactly. */
final class Greatest {
  private Greatest() {}

  /** Of a number that a threshold may ask for. */
  static long of(QualifyingNumber measure, LeadPolicy policy) {
    return switch (measure) {
      case SCORE, ENGAGEMENT -> signals(policy.scoring());
      case PRODUCT -> signals(policy.product());
      case FIT -> fit(policy.fit());
      case ACCOUNT ->
          Math.min(policy.account().cap(), policy.account().rules().stream().mapToLong(AccountRule::points).sum());
      case PEOPLE_ACTIVE -> Long.MAX_VALUE;
    };
  }

  /** Of what it did, all bonuses included. */
  private static long signals(ScoringRules rules) {
    Map<String, Long> groups = new HashMap<>();
    long sum = 0;
    for (SignalRule rule : rules.rules()) {
      long most = most(rule);
      if (rule.group() == null) {
        sum += most;
      } else {
        groups.merge(rule.group(), most, Long::sum);
      }
    }
    for (Map.Entry<String, Long> group : groups.entrySet()) {
      Integer cap = rules.groupCaps().get(group.getKey());
      sum += cap == null ? group.getValue() : Math.min(cap, group.getValue());
    }
    for (BonusRule bonus : rules.bonuses()) {
      sum += Contradictions.neverHolds(bonus.when()) ? 0 : bonus.points();
    }
    return Math.min(sum, rules.cap());
  }

  private static long most(SignalRule rule) {
    if (rule.points() == 0) {
      return 0;
    }
    long most = rule.cap() == null ? Integer.MAX_VALUE : rule.cap();
    RuleTerms.Turns turns = rule.terms().turns();
    long times = (long) turns.to() - turns.from() + 1;
    return rule.terms().per() == null ? Math.min(most, times * rule.points()) : most;
  }

  /** Of who it is. Of rules that compare one fact with values, those count together that one value fulfils. */
  static long fit(FitRules rules) {
    Map<String, Set<String>> values = new HashMap<>();
    long sum = 0;
    for (FitRule rule : rules.rules()) {
      if (rule.when() instanceof Condition.Fact fact && fact.comparison() == Comparison.IN) {
        values.computeIfAbsent(fact.field(), field -> new LinkedHashSet<>()).addAll(fact.values());
      } else if (!Contradictions.neverHolds(rule.when())) {
        sum += rule.points();
      }
    }
    for (Map.Entry<String, Set<String>> field : values.entrySet()) {
      sum += field.getValue().stream().mapToLong(value -> given(rules.rules(), field.getKey(), value)).max().orElse(0);
    }
    return Math.min(sum, rules.cap());
  }

  private static long given(List<FitRule> rules, String field, String value) {
    return rules.stream()
        .filter(rule -> rule.when() instanceof Condition.Fact fact && fact.comparison() == Comparison.IN
            && fact.field().equals(field) && fact.values().contains(value))
        .mapToLong(FitRule::points).sum();
  }
}
