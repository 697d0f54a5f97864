package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.FitRules;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NegativeRule;
import dev.leadloop.policy.QualificationRules;
import dev.leadloop.policy.ScoringRules;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score: {@code max(floor, engagement + negative)}, with fit beside it. It depends on the unvoided signals up to
 * an instant, the profile, the policy and that instant, and on nothing else; signals may come in any order.
 */
public final class Scoring {

  private Scoring() {}

  /** The score at an instant, with every contribution behind it; later signals do not count. */
  public static ScoreCard score(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    List<Signal> counting = signals.stream()
        .filter(signal -> !signal.voided() && !signal.occurredAt().isAfter(at))
        .sorted(Signal.ORDER)
        .toList();
    List<Contribution> contributions =
        new ArrayList<>(EngagementFold.fold(policy.scoring(), profile, counting, at));
    contributions.addAll(voided(policy.scoring(), signals, at));
    contributions.addAll(negatives(policy.negatives(), profile, counting, at));
    contributions.addAll(fit(policy.fit(), profile, counting, at));
    return new ScoreCard(at, policy.version(), summary(policy, contributions), contributions);
  }

  /**
   * The first of the whole hours after {@code from} at which the score, without any further signal, is below a
   * threshold; null if it stays there until the last signal has left the window.
   */
  public static @Nullable Instant nextDemotion(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, int threshold) {
    return new DemotionSearch(profile, signals, policy, from, threshold).find();
  }

  private static List<Contribution> negatives(
      List<NegativeRule> rules, LeadProfile profile, List<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    for (NegativeRule rule : rules) {
      if (Conditions.holds(rule.when(), profile, signals, at)) {
        found.add(ofFact(Layer.NEGATIVE, rule.id(), rule.label(), rule.points(), rule.points()));
      }
    }
    return found;
  }

  private static List<Contribution> fit(FitRules fit, LeadProfile profile, List<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    int room = fit.cap();
    for (FitRules.FitRule rule : fit.rules()) {
      if (Conditions.holds(rule.when(), profile, signals, at)) {
        int counted = Math.min(room, rule.points());
        room -= counted;
        found.add(ofFact(Layer.FIT, rule.id(), rule.label(), rule.points(), counted));
      }
    }
    return found;
  }

  /** What machines did, without points: so that whoever misses the points of an opened mail finds out why. */
  private static List<Contribution> voided(ScoringRules rules, Collection<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    for (Signal signal : signals.stream().filter(Signal::voided).sorted(Signal.ORDER).toList()) {
      ScoringRules.SignalRule rule = rules.ruleFor(signal.type());
      if (rule != null && Conditions.inWindow(signal, rules.window(), at)) {
        String why = signal.properties().getOrDefault(Signal.VOIDED_BECAUSE, "a machine's");
        String label = rule.label() + " (does not count: " + why + ")";
        found.add(
            new Contribution(
                Layer.ENGAGEMENT, rule.id(), label, signal.eventId(), signal.occurredAt(), rule.points(), 0, 0));
      }
    }
    return found;
  }

  private static Contribution ofFact(Layer layer, String rule, String label, int points, int counted) {
    return new Contribution(layer, rule, label, null, null, points, points, counted);
  }

  private static ScoreSummary summary(LeadPolicy policy, List<Contribution> contributions) {
    int engagement = sum(contributions, Layer.ENGAGEMENT);
    int negative = sum(contributions, Layer.NEGATIVE);
    int score = Math.max(policy.scoring().floor(), engagement + negative);
    int fit = Math.max(0, sum(contributions, Layer.FIT));
    return new ScoreSummary(engagement, negative, score, fit, grade(policy.fit(), fit),
        band(policy.qualification(), score, fit), Reasons.of(contributions));
  }

  /** The one place where points become whole: each layer's sum is rounded, halves upwards, and compared as such. */
  private static int sum(List<Contribution> contributions, Layer layer) {
    double sum = 0;
    for (Contribution contribution : contributions) {
      if (contribution.layer() == layer) {
        sum += contribution.counted();
      }
    }
    return Math.toIntExact(Math.round(sum));
  }

  private static String grade(FitRules rules, int fit) {
    for (FitRules.GradeFloor grade : rules.grades()) {
      if (fit >= grade.atLeast()) {
        return grade.grade();
      }
    }
    return ScoreSummary.none().grade();
  }

  private static Band band(QualificationRules rules, int score, int fit) {
    if (reaches(rules.sql(), score, fit)) {
      return Band.HOT;
    }
    return reaches(rules.mql(), score, fit) ? Band.WARM : Band.COLD;
  }

  private static boolean reaches(QualificationRules.Threshold threshold, int score, int fit) {
    return score >= threshold.score() && fit >= threshold.fit();
  }
}
