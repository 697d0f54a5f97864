package dev.leadloop.prediction;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.prediction.Predictor.Kind;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import dev.leadloop.scoring.Scoring;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Which rules of a policy give their points for a lead, by the one way in which scores are made. */
public final class FiredRules {
  private FiredRules() {}

  /** A rule by its layer and its id. */
  public record RuleKey(Kind kind, String id) {}

  /**
   * A rule as the policy has it.
   *
   * @param points that it gives once, less than nothing for a negative one
   */
  public record Rule(RuleKey key, String label, int points) {}

  /** All rules of a policy, in its order. */
  public static List<Rule> all(LeadPolicy policy) {
    List<Rule> rules = new ArrayList<>();
    policy.scoring().rules().forEach(r -> add(rules, Kind.ENGAGEMENT, r.id(), r.label(), r.points()));
    policy.scoring().bonuses().forEach(r -> add(rules, Kind.ENGAGEMENT, r.id(), r.label(), r.points()));
    policy.product().rules().forEach(r -> add(rules, Kind.PRODUCT, r.id(), r.label(), r.points()));
    policy.product().bonuses().forEach(r -> add(rules, Kind.PRODUCT, r.id(), r.label(), r.points()));
    policy.account().rules().forEach(r -> add(rules, Kind.ACCOUNT, r.id(), r.label(), r.points()));
    policy.fit().rules().forEach(r -> add(rules, Kind.FIT, r.id(), r.label(), r.points()));
    policy.negatives().forEach(r -> add(rules, Kind.NEGATIVE, r.id(), r.label(), r.points()));
    return rules;
  }

  /** Those that fired for a lead when it was handed over; one whose points a cap took fired all the same. */
  public static Set<RuleKey> of(HandedOver lead, LeadPolicy policy) {
    Set<RuleKey> fired = new LinkedHashSet<>();
    for (Contribution part : Scoring.score(lead.profile(), lead.signals(), policy, lead.at()).contributions()) {
      if (part.notCounted() == null && part.layer() != Layer.FLOOR) {
        fired.add(new RuleKey(kind(part.layer()), part.rule()));
      }
    }
    return fired;
  }

  private static Kind kind(Layer layer) {
    return switch (layer) {
      case ENGAGEMENT, FLOOR -> Kind.ENGAGEMENT;
      case PRODUCT -> Kind.PRODUCT;
      case ACCOUNT -> Kind.ACCOUNT;
      case FIT -> Kind.FIT;
      case NEGATIVE -> Kind.NEGATIVE;
    };
  }

  private static void add(List<Rule> rules, Kind kind, String id, String label, int points) {
    rules.add(new Rule(new RuleKey(kind, id), label, points));
  }
}
