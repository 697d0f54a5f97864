package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.NegativeCaps;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What negative rules take off, in the policy's order, as far as the caps of their groups and of all let them. */
final class NegativeFold {
  private final List<NegativeRule> rules;
  private final NegativeCaps caps;
  private final CapCuts cuts = new CapCuts(Layer.NEGATIVE);
  private final Map<String, Long> byGroup = new HashMap<>(0);
  private final long[] byRule;
  private final List<Contribution> contributions = new ArrayList<>(0);
  private long total;

  private NegativeFold(ScoreRules policy) {
    this.rules = policy.negatives();
    this.caps = policy.scoring().negativeCaps();
    this.byRule = new long[rules.size()];
  }

  static NegativeFold fold(ScoreRules policy, LeadProfile profile, List<Signal> signals, Instant at) {
    NegativeFold fold = new NegativeFold(policy);
    for (int i = 0; i < fold.byRule.length; i++) {
      if (Conditions.holds(fold.rules.get(i).when(), profile, signals, at)) {
        fold.byRule[i] = fold.take(fold.rules.get(i));
      }
    }
    return fold;
  }

  private long take(NegativeRule rule) {
    long taken = -rule.points() * Points.ONE;
    String group = rule.group();
    if (group != null) {
      long used = byGroup.getOrDefault(group, 0L);
      taken = cuts.cut(taken, caps.groups().get(group), used, Kind.GROUP_CAP, group, "the negative group " + group);
    }
    taken = cuts.cut(taken, caps.total(), total, Kind.TOTAL_CAP, "negative-cap", "what negative rules take off");
    if (group != null) {
      byGroup.merge(group, taken, Long::sum);
    }
    total += taken;
    contributions.add(Contribution.of(Layer.NEGATIVE, Kind.RULE, rule.id(), rule.label(), rule.points())
        .counting(rule.points(), Points.shown(-taken)).in(group).cutBy(cuts.ofPart()).done());
    return taken;
  }

  /** Whole points, zero or below. */
  int points() {
    return Points.whole(-total);
  }

  /** What each rule that holds took off. */
  List<Contribution> contributions() {
    return contributions;
  }

  /** What the caps gave back. */
  List<Contribution> adjustments() {
    return cuts.adjustments(1);
  }

  /** Tells what each rule took off. */
  void tell(Reasons reasons) {
    for (int i = 0; i < byRule.length; i++) {
      reasons.add(rules.get(i).label(), 1, -byRule[i]);
    }
  }
}
