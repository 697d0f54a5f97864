package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.NegativeCaps;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The greatest scores that any lead could have; never less than one can have, where it cannot be told exactly. */
final class Greatest {
  private Greatest() {}

  /** Of a number that a threshold may ask for. */
  static long of(QualifyingNumber measure, Looked looked) {
    LeadPolicy policy = looked.policy();
    return switch (measure) {
      case SCORE, ENGAGEMENT -> signals(policy.scoring(), looked.idleInScoring());
      case NEGATIVE -> 0;
      case PRODUCT -> signals(policy.product(), looked.idleInProduct());
      case FIT -> fit(policy.fit());
      case ACCOUNT -> account(policy.account());
      case PEOPLE_ACTIVE -> Long.MAX_VALUE;
      case PREDICTED -> 100;
    };
  }

  /** The least that it can be; never more than one can have, where it cannot be told exactly. */
  static long least(QualifyingNumber measure, LeadPolicy policy) {
    return switch (measure) {
      case NEGATIVE -> -taken(policy);
      case SCORE -> Math.max(policy.scoring().floor(), -taken(policy));
      case ENGAGEMENT, FIT, PRODUCT, ACCOUNT, PEOPLE_ACTIVE, PREDICTED -> 0;
    };
  }

  private static long taken(LeadPolicy policy) {
    NegativeCaps caps = policy.scoring().negativeCaps();
    Map<String, Long> groups = new HashMap<>();
    long sum = 0;
    for (NegativeRule rule : policy.negatives()) {
      if (rule.group() == null) {
        sum -= rule.points();
      } else {
        groups.merge(rule.group(), (long) -rule.points(), Long::sum);
      }
    }
    for (Map.Entry<String, Long> group : groups.entrySet()) {
      sum += Math.min(group.getValue(), caps.groups().getOrDefault(group.getKey(), Integer.MAX_VALUE));
    }
    return caps.total() == null ? sum : Math.min(sum, caps.total());
  }

  /** Of what it did, all bonuses included. */
  private static long signals(ScoringRules rules, IdleRules idle) {
    Map<String, Long> groups = new HashMap<>();
    long sum = 0;
    for (int i = 0; i < rules.rules().size(); i++) {
      SignalRule rule = rules.rules().get(i);
      long most = idle.why(i) == null ? most(rule) : 0;
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
    long times = ((long) turns.to() - turns.from() + 1) * (rule.terms().per() == null ? 1 : RuleTerms.MOST_PER);
    return Math.min(most, times * rule.points());
  }

  /** Of who it is. Of rules that ask for values of one fact, those count together that one value fulfils. */
  static long fit(FitRules rules) {
    Map<String, List<FitRule>> ofOneFact = new HashMap<>();
    long sum = 0;
    for (FitRule rule : rules.rules()) {
      String field = OneFact.of(rule.when());
      if (field != null) {
        ofOneFact.computeIfAbsent(field, fact -> new ArrayList<>()).add(rule);
      } else if (!Contradictions.neverHolds(rule.when())) {
        sum += rule.points();
      }
    }
    for (List<FitRule> together : ofOneFact.values()) {
      sum += together.stream().flatMap(rule -> OneFact.values(rule.when())).distinct()
          .mapToLong(value -> given(together, value)).max().orElse(0);
    }
    return Math.min(sum, rules.cap());
  }

  private static long given(List<FitRule> rules, String value) {
    return rules.stream().filter(rule -> OneFact.holds(rule.when(), value)).mapToLong(FitRule::points).sum();
  }

  /** Of what its company does. */
  private static long account(AccountRules rules) {
    long sum = rules.rules().stream().filter(rule -> CompanySigns.neverSeen(rule) == null).mapToLong(AccountRule::points).sum();
    return Math.min(sum, rules.cap());
  }
}
