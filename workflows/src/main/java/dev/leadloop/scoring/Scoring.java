package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.FitRules;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NegativeRule;
import dev.leadloop.policy.QualificationRules;
import dev.leadloop.policy.QualificationRules.Threshold;
import dev.leadloop.policy.ScoringRules;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
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

  /** The score at an instant, with every part of it; later signals do not count. */
  public static ScoreCard score(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    List<Signal> counting = counting(signals, at);
    EngagementFold engagement = EngagementFold.fold(policy.scoring(), profile, counting, at);
    List<Contribution> negatives = negatives(policy.negatives(), profile, counting, at);
    FitFold fit = FitFold.fold(policy.fit(), profile, counting, at);
    List<Contribution> contributions = new ArrayList<>(engagement.contributions());
    contributions.addAll(voided(policy.scoring(), signals, at));
    contributions.addAll(negatives);
    contributions.addAll(fit.contributions());
    int engaged = Points.whole(engagement.total());
    int negative = negatives.stream().mapToInt(Contribution::base).sum();
    int score = atLeastFloor(policy.scoring(), engaged + negative);
    List<Contribution> adjustments = new ArrayList<>(engagement.adjustments());
    adjustments.addAll(fit.adjustments());
    rounding(adjustments, engaged * Points.ONE - engagement.total());
    floor(adjustments, policy.scoring(), score - engaged - negative);
    ScoreSummary summary = new ScoreSummary(engaged, negative, score, fit.points(), grade(policy.fit(), fit.points()),
        band(policy.qualification(), score, fit.points()), List.of());
    ScoreCard card = new ScoreCard(at, policy.version(), summary, contributions, adjustments);
    return new ScoreCard(at, policy.version(), summary.because(Reasons.of(card.parts(), score)), contributions, adjustments);
  }

  /** Whether the score or the fit is below a threshold at an instant. */
  public static boolean isBelow(
      Threshold threshold, LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    List<Signal> counting = counting(signals, at);
    return points(profile, counting, policy, at) < threshold.score()
        || FitFold.fold(policy.fit(), profile, counting, at).points() < threshold.fit();
  }

  /** The number alone: what {@link #score} comes to, without its parts. */
  static int points(LeadProfile profile, List<Signal> counting, LeadPolicy policy, Instant at) {
    long engagement = EngagementFold.total(policy.scoring(), profile, counting, at);
    int negative = 0;
    for (NegativeRule rule : policy.negatives()) {
      negative += Conditions.holds(rule.when(), profile, counting, at) ? rule.points() : 0;
    }
    return atLeastFloor(policy.scoring(), Points.whole(engagement) + negative);
  }

  /** The signals that count at an instant, oldest first. */
  static List<Signal> counting(Collection<Signal> signals, Instant at) {
    return signals.stream()
        .filter(signal -> !signal.voided() && !signal.occurredAt().isAfter(at))
        .sorted(Signal.ORDER)
        .toList();
  }

  /**
   * The first of the whole hours after {@code from} at which the score, or the fit, without any further signal, is below a
   * threshold; null if they stay there until the last signal has left the window.
   */
  public static @Nullable Instant nextDemotion(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Threshold threshold) {
    return new DemotionSearch(profile, signals, policy, from, threshold).find();
  }

  private static List<Contribution> negatives(
      List<NegativeRule> rules, LeadProfile profile, List<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    for (NegativeRule rule : rules) {
      if (Conditions.holds(rule.when(), profile, signals, at)) {
        found.add(new Contribution(
            Layer.NEGATIVE, Kind.RULE, rule.id(), rule.label(), null, null, rule.points(), rule.points(), rule.points()));
      }
    }
    return found;
  }

  /** What machines did, without points: so that whoever misses the points of an opened mail finds out why. */
  private static List<Contribution> voided(ScoringRules rules, Collection<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    for (Signal signal : signals.stream().filter(Signal::voided).sorted(Signal.ORDER).toList()) {
      ScoringRules.SignalRule rule = SignalMatching.ruleForVoided(rules.rules(), signal);
      if (rule != null && Conditions.inWindow(signal, rules.windowOf(rule), at)) {
        String why = signal.properties().getOrDefault(Signal.VOIDED_BECAUSE, "a machine's");
        String label = rule.label() + " (does not count: " + why + ")";
        found.add(
            new Contribution(
                Layer.ENGAGEMENT, Kind.SIGNAL, rule.id(), label, signal.eventId(), signal.occurredAt(), rule.points(), 0, 0));
      }
    }
    return found;
  }

  /** Where points become whole: the sum of engagement is rounded once, halves upwards, and compared as such. */
  private static void rounding(List<Contribution> adjustments, long millionths) {
    if (millionths != 0) {
      adjustments.add(Points.adjustment(
          Layer.ENGAGEMENT, Kind.ROUNDING, "rounding", "made whole, halves upwards", millionths, millionths));
    }
  }

  private static void floor(List<Contribution> adjustments, ScoringRules rules, int back) {
    if (back != 0) {
      adjustments.add(Points.adjustment(
          Layer.FLOOR, Kind.FLOOR, "floor", "no score is below " + rules.floor(), back * Points.ONE, back * Points.ONE));
    }
  }

  private static int atLeastFloor(ScoringRules rules, int score) {
    return Math.max(rules.floor(), score);
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

  private static boolean reaches(Threshold threshold, int score, int fit) {
    return score >= threshold.score() && fit >= threshold.fit();
  }
}
