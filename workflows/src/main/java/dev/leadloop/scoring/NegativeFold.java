package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
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

/**
 * What negative rules take off, in the policy's order, as far as the caps of their groups and of all let them.
 *
 * @param points whole points, zero or below
 * @param adjustments what the caps gave back
 */
record NegativeFold(int points, List<Contribution> contributions, List<Contribution> adjustments) {

  static NegativeFold fold(LeadPolicy policy, LeadProfile profile, List<Signal> signals, Instant at) {
    NegativeCaps caps = policy.scoring().negativeCaps();
    CapCuts cuts = new CapCuts(Layer.NEGATIVE);
    Map<String, Long> byGroup = new HashMap<>();
    List<Contribution> found = new ArrayList<>();
    long total = 0;
    for (NegativeRule rule : policy.negatives()) {
      if (Conditions.holds(rule.when(), profile, signals, at)) {
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
        found.add(new Contribution(
            Layer.NEGATIVE, Kind.RULE, rule.id(), rule.label(), null, null, rule.points(), rule.points(),
            Points.shown(-taken), group, cuts.ofPart()));
      }
    }
    return new NegativeFold(Points.whole(-total), found, cuts.adjustments(1));
  }
}
