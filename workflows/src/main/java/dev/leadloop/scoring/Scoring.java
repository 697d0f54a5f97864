package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The score: {@code max(floor, engagement + negative)}, with fit, product use and account beside it. It depends on the
 * unvoided signals up to an instant, the profile, the policy and that instant, and on nothing else; signals may come in any
 * order. A type of signal counts for engagement or for the product, never for both.
 */
public final class Scoring {

  private Scoring() {}

  /** The score at an instant, with every part of it; later signals do not count. */
  public static ScoreCard score(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    List<Signal> counting = counting(signals, at);
    EngagementFold engagement = EngagementFold.fold(policy.scoring(), Layer.ENGAGEMENT, profile, counting, at);
    EngagementFold product = EngagementFold.fold(policy.product(), Layer.PRODUCT, profile, counting, at);
    AccountFold account = AccountFold.fold(policy.account(), profile.account(), at);
    NegativeFold negatives = NegativeFold.fold(policy, profile, counting, at);
    FitFold fit = FitFold.fold(policy.fit(), profile, counting, at);
    List<Contribution> contributions = new ArrayList<>(engagement.contributions());
    contributions.addAll(voided(policy.scoring(), Layer.ENGAGEMENT, signals, at));
    contributions.addAll(negatives.contributions());
    contributions.addAll(product.contributions());
    contributions.addAll(voided(policy.product(), Layer.PRODUCT, signals, at));
    contributions.addAll(account.contributions());
    contributions.addAll(fit.contributions());
    int engaged = Points.whole(engagement.total());
    int used = Points.whole(product.total());
    int negative = negatives.points();
    int score = Math.max(policy.scoring().floor(), engaged + negative);
    List<Contribution> adjustments = new ArrayList<>(engagement.adjustments());
    adjustments.addAll(negatives.adjustments());
    adjustments.addAll(product.adjustments());
    adjustments.addAll(account.adjustments());
    adjustments.addAll(fit.adjustments());
    rounding(adjustments, Layer.ENGAGEMENT, engaged * Points.ONE - engagement.total());
    rounding(adjustments, Layer.PRODUCT, used * Points.ONE - product.total());
    floor(adjustments, policy.scoring(), score - engaged - negative);
    ScoreSummary summary = banded(profile, policy.qualification(), new ScoreSummary(engaged, negative, score, fit.points(),
        grade(policy.fit(), fit.points()), Band.COLD, List.of(), used, account.points(), null));
    ScoreCard card = new ScoreCard(at, policy.version(), summary, contributions, adjustments);
    return new ScoreCard(at, policy.version(), summary.because(Reasons.of(card.parts(), Layer::ofScore, score)), contributions,
        adjustments);
  }

  private static ScoreSummary banded(LeadProfile profile, QualificationRules rules, ScoreSummary summary) {
    Threshold sql = QualificationRules.first(rules.sql(), measure -> summary.of(measure, profile));
    if (sql != null) {
      return summary.in(Band.HOT, sql.by());
    }
    Threshold mql = QualificationRules.first(rules.mql(), measure -> summary.of(measure, profile));
    return mql == null ? summary : summary.in(Band.WARM, mql.by());
  }

  /** Whether none of the ways holds at an instant. */
  public static boolean isBelow(
      List<Threshold> ways, LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    return !new QualifyingNumbers(profile, counting(signals, at), policy, at).reachesOne(ways);
  }

  /** The signals that count at an instant, oldest first. */
  static List<Signal> counting(Collection<Signal> signals, Instant at) {
    return signals.stream()
        .filter(signal -> !signal.voided() && !signal.occurredAt().isAfter(at))
        .sorted(Signal.ORDER)
        .toList();
  }

  /**
   * The first of the whole hours after {@code from} at which, without any further signal or word of the company, none of the
   * ways holds; null if one does until nothing can change any more.
   */
  public static @Nullable Instant nextDemotion(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, List<Threshold> ways) {
    return new DemotionSearch(profile, signals, policy, from, ways).find();
  }

  /** What machines did, without points: so that whoever misses the points of an opened mail finds out why. */
  private static List<Contribution> voided(ScoringRules rules, Layer layer, Collection<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    for (Signal signal : signals.stream().filter(Signal::voided).sorted(Signal.ORDER).toList()) {
      ScoringRules.SignalRule rule = SignalMatching.ruleForVoided(rules.rules(), signal);
      if (rule != null && Conditions.inWindow(signal, rules.windowOf(rule), at)) {
        String why = signal.properties().getOrDefault(Signal.VOIDED_BECAUSE, "a machine's");
        String label = rule.label() + " (does not count: " + why + ")";
        found.add(
            new Contribution(
                layer, Kind.SIGNAL, rule.id(), label, signal.eventId(), signal.occurredAt(), rule.points(), 0, 0));
      }
    }
    return found;
  }

  /** Where points become whole: the sum of a layer is rounded once, halves upwards, and compared as such. */
  private static void rounding(List<Contribution> adjustments, Layer layer, long millionths) {
    if (millionths != 0) {
      adjustments.add(Points.adjustment(
          layer, Kind.ROUNDING, "rounding", "made whole, halves upwards", millionths, millionths));
    }
  }

  private static void floor(List<Contribution> adjustments, ScoringRules rules, int back) {
    if (back != 0) {
      adjustments.add(Points.adjustment(
          Layer.FLOOR, Kind.FLOOR, "floor", "no score is below " + rules.floor(), back * Points.ONE, back * Points.ONE));
    }
  }

  private static String grade(FitRules rules, int fit) {
    for (FitRules.GradeFloor grade : rules.grades()) {
      if (fit >= grade.atLeast()) {
        return grade.grade();
      }
    }
    return ScoreSummary.none().grade();
  }
}
