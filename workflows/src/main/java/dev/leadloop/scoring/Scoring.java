package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The score: {@code max(floor, engagement + negative)}, with fit, product use and account beside it. It depends on the
 * unvoided signals up to an instant, the profile, the policy and that instant, and on nothing else; signals may come in any
 * order. A type of signal counts for engagement or for the product, never for both.
 */
public final class Scoring {

  private Scoring() {}

  /** The first rule for a signal by its type and its properties, whatever its number among others; null for none. */
  public static @Nullable SignalRule ruleFor(LeadPolicy policy, Signal signal) {
    SignalRule engagement = SignalMatching.firstFor(policy.scoring(), signal);
    return engagement == null ? SignalMatching.firstFor(policy.product(), signal) : engagement;
  }

  /** The score at an instant, with every part of it; later signals do not count. */
  public static ScoreCard score(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    List<Signal> counting = counting(signals, at);
    EngagementFold engagement = EngagementFold.fold(policy.scoring(), Layer.ENGAGEMENT, profile, counting, at);
    EngagementFold product = EngagementFold.fold(policy.product(), Layer.PRODUCT, profile, counting, at);
    AccountFold account = AccountFold.fold(policy.account(), profile.account(), at);
    NegativeFold negatives = NegativeFold.fold(ScoreRules.of(policy), profile, counting, at);
    FitFold fit = FitFold.fold(policy.fit(), profile, counting, at);
    ScoreSummary summary =
        summary(policy, profile, engagement, negatives, product, fit.points(), account.points());
    List<Contribution> contributions = new ArrayList<>(engagement.contributions());
    contributions.addAll(voided(policy.scoring(), Layer.ENGAGEMENT, signals, at));
    contributions.addAll(negatives.contributions());
    contributions.addAll(product.contributions());
    contributions.addAll(voided(policy.product(), Layer.PRODUCT, signals, at));
    contributions.addAll(account.contributions());
    contributions.addAll(fit.contributions());
    List<Contribution> adjustments = new ArrayList<>(engagement.adjustments());
    adjustments.addAll(negatives.adjustments());
    adjustments.addAll(product.adjustments());
    adjustments.addAll(account.adjustments());
    adjustments.addAll(fit.adjustments());
    rounding(adjustments, Layer.ENGAGEMENT, summary.engagement() * Points.ONE - engagement.total());
    rounding(adjustments, Layer.PRODUCT, summary.product() * Points.ONE - product.total());
    floor(adjustments, policy.scoring(), raised(summary));
    return new ScoreCard(at, policy.version(), summary, contributions, adjustments);
  }

  /** The score at an instant without its parts, as a decision takes it; the same numbers, counted without making them. */
  public static ScoreSummary summary(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    List<Signal> counting = counting(signals, at);
    KnownFacts facts = KnownFacts.of(policy, profile);
    ScoreSummary summary = summary(policy, profile,
        EngagementFold.count(facts.rules().scoring(), profile, counting, at),
        NegativeFold.fold(facts.rules(), profile, counting, at),
        EngagementFold.count(facts.rules().product(), profile, counting, at),
        facts.fit(counting, at),
        AccountFold.points(policy.account(), profile.account(), at));
    KnownSignals known = KnownSignals.of(signals, at);
    if (known != null) {
      known.counted(facts, measure -> summary.of(measure, profile));
    }
    return summary;
  }

  private static ScoreSummary summary(
      LeadPolicy policy, LeadProfile profile, EngagementFold engagement, NegativeFold negatives, EngagementFold product,
      int fit, int account) {
    int engaged = Points.whole(engagement.total());
    int negative = negatives.points();
    int score = Math.max(policy.scoring().floor(), engaged + negative);
    ScoreSummary counted = banded(profile, policy.qualification(), new ScoreSummary(engaged, negative, score, fit,
        grade(policy.fit(), fit), Band.COLD, List.of(), Points.whole(product.total()), account, null,
        policy.asksForPrediction() ? profile.foretold() : null));
    Reasons reasons = new Reasons();
    engagement.tell(reasons);
    negatives.tell(reasons);
    reasons.addFloor(floorLabel(policy.scoring()), raised(counted) * Points.ONE);
    return counted.because(reasons.words(score));
  }

  /** By how many points the floor raises a score. */
  private static int raised(ScoreSummary summary) {
    return summary.score() - summary.engagement() - summary.negative();
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
    return QualificationRules.first(ways, numbers(profile, signals, policy, at)) == null;
  }

  /** What a lead has of each number at an instant, each counted where it is asked for. */
  public static ToIntFunction<QualifyingNumber> numbers(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant at) {
    KnownFacts facts = KnownFacts.of(policy, profile);
    KnownSignals known = KnownSignals.of(signals, at);
    return known == null ? facts.numbers(ordered(signals, at), at)::of : known.numbers(facts);
  }

  /** The negative rules of a policy that may hold for a lead, in order; in their conditions, what its facts decide is decided. */
  public static List<NegativeRule> negatives(LeadPolicy policy, LeadProfile profile) {
    return KnownFacts.of(policy, profile).rules().negatives();
  }

  /** The signals that count at an instant, oldest first. */
  static List<Signal> counting(Collection<Signal> signals, Instant at) {
    KnownSignals known = KnownSignals.of(signals, at);
    return known == null ? ordered(signals, at) : known.counting();
  }

  /** The same, put in order anew. */
  static List<Signal> ordered(Collection<Signal> signals, Instant at) {
    List<Signal> counting = new ArrayList<>(signals.size());
    Signal before = null;
    boolean inOrder = true;
    for (Signal signal : signals) {
      if (!signal.voided() && !signal.occurredAt().isAfter(at)) {
        inOrder &= before == null || Signal.ORDER.compare(before, signal) <= 0;
        before = signal;
        counting.add(signal);
      }
    }
    if (!inOrder) {
      counting.sort(Signal.ORDER);
    }
    return counting;
  }

  /**
   * The first of the whole hours after {@code from} at which, without any further signal or word of the company, none of the
   * ways holds; null if one does until nothing can change any more. Where that takes long to find, it is an hour before, at which
   * one holds still and from which it is to be looked for again.
   *
   * @param until what is so after it only need not be found
   */
  public static @Nullable Instant nextDemotion(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Instant until, List<Threshold> ways) {
    return NumberTurns.nextFall(profile, signals, policy, from, until, ways);
  }

  /**
   * The first of the whole hours after {@code from} at which, without any further signal or word of the company, one of the ways
   * holds by what lifts a number; null if none does until nothing can change any more. Where that takes long to find, it is an
   * hour before, from which it is to be looked for again.
   *
   * @param until what is so later only need not be found
   * @param open what is to be so then, beside the way
   */
  public static @Nullable Instant nextRise(
      LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Instant until, List<Threshold> ways,
      Predicate<Instant> open) {
    return NumberTurns.nextRise(profile, signals, policy, from, until, ways, open);
  }

  /** What machines did, without points: so that whoever misses the points of an opened mail finds out why. */
  private static List<Contribution> voided(ScoringRules rules, Layer layer, Collection<Signal> signals, Instant at) {
    List<Contribution> found = new ArrayList<>();
    for (Signal signal : signals.stream().filter(Signal::voided).sorted(Signal.ORDER).toList()) {
      ScoringRules.SignalRule rule = SignalMatching.firstFor(rules, signal);
      if (rule != null && Conditions.inWindow(signal, rules.windowOf(rule), at)) {
        String why = signal.properties().getOrDefault(Signal.VOIDED_BECAUSE, "a machine's");
        found.add(Contribution.of(layer, Kind.SIGNAL, rule.id(), rule.label(), rule.points()).from(signal)
            .in(rule.group()).notCounted(why).done());
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
          Layer.FLOOR, Kind.FLOOR, "floor", floorLabel(rules), back * Points.ONE, back * Points.ONE));
    }
  }

  private static String floorLabel(ScoringRules rules) {
    return "no score is below " + rules.floor();
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
