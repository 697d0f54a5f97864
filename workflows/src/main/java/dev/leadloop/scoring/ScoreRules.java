package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import java.util.ArrayList;
import java.util.List;

/** What of a policy the numbers hang on. */
record ScoreRules(
    ScoringRules scoring, ScoringRules product, AccountRules account, FitRules fit, List<NegativeRule> negatives) {
  private static final Condition ALWAYS = new Condition.All(List.of());
  private static final Condition NEVER = new Condition.Any(List.of());

  static ScoreRules of(LeadPolicy policy) {
    return new ScoreRules(policy.scoring(), policy.product(), policy.account(), policy.fit(), policy.negatives());
  }

  /** How many rules a signal may be held against. */
  int weight() {
    return 1 + scoring.most() + product.most() + scoring.bonuses().size() + product.bonuses().size() + negatives.size()
        + fit.rules().size();
  }

  /**
   * The same for one lead whose facts stay as they are, for whoever asks for its numbers at many instants: what facts alone
   * decide is decided once.
   */
  ScoreRules knowing(LeadProfile profile) {
    List<NegativeRule> left = new ArrayList<>();
    for (NegativeRule rule : negatives) {
      Condition when = knowing(rule.when(), profile);
      if (!when.equals(NEVER)) {
        left.add(new NegativeRule(rule.id(), when, rule.points(), rule.leadsTo(), rule.group(), rule.label()));
      }
    }
    return new ScoreRules(knowing(scoring, profile), knowing(product, profile), account, knowing(fit, profile), left);
  }

  private static FitRules knowing(FitRules rules, LeadProfile profile) {
    List<FitRule> left = new ArrayList<>();
    for (FitRule rule : rules.rules()) {
      Condition when = knowing(rule.when(), profile);
      if (!when.equals(NEVER)) {
        left.add(new FitRule(rule.id(), when, rule.points(), rule.label()));
      }
    }
    return new FitRules(left, rules.grades(), rules.cap());
  }

  private static ScoringRules knowing(ScoringRules rules, LeadProfile profile) {
    List<BonusRule> left = new ArrayList<>();
    for (BonusRule rule : rules.bonuses()) {
      Condition when = knowing(rule.when(), profile);
      if (!when.equals(NEVER)) {
        left.add(new BonusRule(rule.id(), when, rule.points(), rule.label()));
      }
    }
    return rules.with(left, rules.cap(), rules.floor());
  }

  private static Condition knowing(Condition condition, LeadProfile profile) {
    return switch (condition) {
      case Condition.All all -> {
        List<Condition> parts = parts(all.parts(), ALWAYS, profile);
        yield parts.contains(NEVER) ? NEVER : parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
      }
      case Condition.Any any -> {
        List<Condition> parts = parts(any.parts(), NEVER, profile);
        yield parts.contains(ALWAYS) ? ALWAYS : parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
      }
      case Condition.Not not -> {
        Condition part = knowing(not.part(), profile);
        yield part.equals(ALWAYS) ? NEVER : part.equals(NEVER) ? ALWAYS : new Condition.Not(part);
      }
      case Condition.Fact fact -> Conditions.holds(fact, profile) ? ALWAYS : NEVER;
      case Condition.InBand ignored -> NEVER;
      case Condition.SinceEnrolment ignored -> NEVER;
      case Condition.SignalCount count -> count;
      case Condition.SignalMeasure measure -> measure;
      case Condition.Quiet quiet -> quiet;
    };
  }

  /** The parts that are not decided, and those that decide. */
  private static List<Condition> parts(List<Condition> parts, Condition idle, LeadProfile profile) {
    List<Condition> left = new ArrayList<>(parts.size());
    for (Condition part : parts) {
      Condition known = knowing(part, profile);
      if (!known.equals(idle)) {
        left.add(known);
      }
    }
    return left;
  }
}
