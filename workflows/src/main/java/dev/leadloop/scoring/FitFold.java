package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The fit: what its rules give in the policy's order, as far as the cap leaves room.
 *
 * @param points whole points after the cap
 * @param adjustments what the cap cut
 */
record FitFold(int points, List<Contribution> contributions, List<Contribution> adjustments) {

  static FitFold fold(FitRules fit, LeadProfile profile, List<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    int all = 0;
    int room = fit.cap();
    for (FitRule rule : fit.rules()) {
      if (Conditions.holds(rule.when(), profile, signals, at)) {
        int counted = Math.min(room, rule.points());
        room -= counted;
        List<CapCut> cutBy = counted == rule.points()
            ? List.of()
            : List.of(new CapCut(Kind.TOTAL_CAP, "cap", fit.cap(), rule.points() - counted));
        all += rule.points();
        found.add(Contribution.of(Layer.FIT, Kind.RULE, rule.id(), rule.label(), rule.points())
            .counting(rule.points(), counted).cutBy(cutBy).done());
      }
    }
    int points = fit.cap() - room;
    List<Contribution> cut = all == points
        ? List.of()
        : List.of(Points.adjustment(
            Layer.FIT, Kind.TOTAL_CAP, "cap", "no more than " + fit.cap() + " for fit", (points - all) * Points.ONE, 0));
    return new FitFold(points, found, cut);
  }

  /** The number alone. */
  static int points(FitRules fit, LeadProfile profile, List<Signal> signals, Instant at) {
    int room = fit.cap();
    for (FitRule rule : fit.rules()) {
      room -= Conditions.holds(rule.when(), profile, signals, at) ? Math.min(room, rule.points()) : 0;
    }
    return fit.cap() - room;
  }
}
