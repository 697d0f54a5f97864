package dev.leadloop.qualification;

import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.RecycleGate;
import dev.leadloop.lifecycle.nurturing.Nurturing;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** When a lead becomes marketing or sales qualified, falls back, or is no buyer. */
public final class Qualifying {
  private Qualifying() {}

  /** Judges a lead by its scores: the first way of the policy that holds says by what it is ready. */
  public static void byScore(Deciding deciding, ScoreSummary score, boolean mayHandOver) {
    judge(deciding, score, mayHandOver, "");
  }

  /** Judges a lead by what the passing of time alone has made of its scores; where it becomes ready by that, that is said. */
  public static void byTime(Deciding deciding, ScoreSummary score, boolean mayHandOver) {
    judge(deciding, score, mayHandOver, "by time alone ");
  }

  private static void judge(Deciding deciding, ScoreSummary score, boolean mayHandOver, String how) {
    if (Disqualifying.byRule(deciding) || !deciding.stage().nurtured()) {
      return;
    }
    QualificationRules rules = deciding.policy().qualification();
    ToIntFunction<QualifyingNumber> numbers = measure -> score.of(measure, deciding.profile());
    boolean open =
        isGateOpen(deciding.progress(), deciding.profile(), deciding.signals(), deciding.policy(), deciding.now());
    Threshold sql = QualificationRules.first(rules.sql(), numbers);
    Threshold mql = QualificationRules.first(rules.marketing(), numbers);
    if (sql != null && open && mayHandOver) {
      HandingOver.handOver(deciding, sql.by().trigger(), how + why(deciding, sql), evidence(deciding, sql.by().trigger(), sql));
    } else if (deciding.stage() == Stage.NURTURING && mql != null && open) {
      deciding.move(Stage.MQL, how + why(deciding, mql), evidence(deciding, mql.by().trigger(), mql));
      Nurturing.followTrack(deciding);
    } else if (deciding.stage() == Stage.MQL && QualificationRules.first(rules.staying(), numbers) == null) {
      deciding.move(Stage.NURTURING, whyFallenBack(rules.staying(), numbers), null);
      Nurturing.followTrack(deciding);
    }
  }

  private static String why(Deciding deciding, Threshold way) {
    ScoreSummary score = deciding.progress().qualification().score();
    return switch (way.by()) {
      case SCORE -> way.least().keySet().stream()
          .filter(measure -> measure != QualifyingNumber.FIT || way.least().size() == 1)
          .map(measure -> "the " + measure.words() + " reached " + score.of(measure, deciding.profile()) + model(measure, score))
          .collect(Collectors.joining(", "));
      case PRODUCT -> "ready by product use, " + score.product() + " points" + because(deciding, way.by());
      case ACCOUNT -> "ready by its company, " + score.account() + " points" + because(deciding, way.by());
    };
  }

  private static String model(QualifyingNumber measure, ScoreSummary score) {
    Foretold foretold = score.foretold();
    return measure == QualifyingNumber.PREDICTED && foretold != null ? " by model " + foretold.model() : "";
  }

  private static String because(Deciding deciding, QualifiedBy by) {
    List<String> reasons =
        Scoring.score(deciding.profile(), deciding.signals(), deciding.policy(), deciding.now()).reasons(by);
    return reasons.isEmpty() ? "" : ": " + String.join(", ", reasons);
  }

  private static String whyFallenBack(List<Threshold> staying, ToIntFunction<QualifyingNumber> numbers) {
    List<QualifyingNumber> fallen =
        staying.stream().flatMap(way -> way.missing(numbers).stream()).distinct().toList();
    if (fallen.size() == 1) {
      return "the " + fallen.get(0).words() + " fell to " + fallen.get(0).said(numbers.applyAsInt(fallen.get(0)));
    }
    return "no threshold is held any more: " + fallen.stream()
        .map(measure -> measure.words() + " " + measure.said(numbers.applyAsInt(measure))).collect(Collectors.joining(", "));
  }

  /**
   * Judges a signal by which the lead asks for sales itself; true where that settled the matter. How old a request is was
   * settled when we were told of it: an outage on our side makes none too old.
   *
   * @param toldAt when it was recorded
   */
  public static boolean byRequest(Deciding deciding, Signal signal, Instant toldAt, ScoreSummary score) {
    QualificationRules rules = deciding.policy().qualification();
    if (!rules.directIntent().contains(signal.type()) || tooOld(deciding, signal, toldAt) || !isFresh(deciding, signal)) {
      return false;
    }
    if (Disqualifying.byRule(deciding)) {
      return true;
    }
    Stage stage = deciding.stage();
    if (stage == Stage.LOST || stage == Stage.DISQUALIFIED) {
      review(deciding, "asked by '" + signal.type() + "' after it was " + stage.label().toLowerCase(java.util.Locale.ROOT));
      return true;
    }
    if (!stage.nurtured()) {
      return true;
    }
    if (score.fit() < rules.directIntentFit()) {
      review(deciding, misfit(signal.type()) + score.fit() + " points only");
      return false;
    }
    handOver(deciding, signal.type(), "asked by '" + signal.type() + "'");
    return true;
  }

  /**
   * Judges anew a request that waits in review, since the lead did not fit when it asked: by what is known now it may. It is
   * handed over like one that comes now; true where that settled the matter. Every other review is left by a person alone.
   *
   * @param toldAt when that was recorded which makes it fit
   */
  public static boolean byReviewedRequest(Deciding deciding, Instant toldAt, ScoreSummary score) {
    QualificationRules rules = deciding.policy().qualification();
    String review = deciding.progress().qualification().review();
    if (review == null || !deciding.stage().nurtured() || score.fit() < rules.directIntentFit()) {
      return false;
    }
    Signal request = deciding.signals().stream()
        .filter(signal -> !signal.voided() && rules.directIntent().contains(signal.type())
            && review.startsWith(misfit(signal.type())))
        .filter(signal -> isWithin(rules, signal, toldAt) && isFresh(deciding, signal))
        .max(Signal.ORDER)
        .orElse(null);
    if (request == null) {
      return false;
    }
    if (!Disqualifying.byRule(deciding)) {
      handOver(deciding, request.type(), "asked by '" + request.type() + "', and fits by what is known now");
    }
    return true;
  }

  private static void handOver(Deciding deciding, String trigger, String why) {
    int fit = deciding.policy().qualification().directIntentFit();
    Threshold asked = new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.FIT, fit));
    HandingOver.handOver(deciding, trigger, why, evidence(deciding, trigger, asked));
  }

  private static String misfit(String signalType) {
    return "asked by '" + signalType + "', but fits with ";
  }

  private static boolean isWithin(QualificationRules rules, Signal signal, Instant toldAt) {
    return Duration.between(signal.occurredAt(), toldAt).compareTo(rules.directIntentWithin()) <= 0;
  }

  /** Whether a request is too old to hand anything over; the timeline says so where it would have. */
  private static boolean tooOld(Deciding deciding, Signal signal, Instant toldAt) {
    QualificationRules rules = deciding.policy().qualification();
    if (isWithin(rules, signal, toldAt)) {
      return false;
    }
    Stage stage = deciding.stage();
    if (stage.nurtured() || stage == Stage.LOST || stage == Stage.DISQUALIFIED) {
      deciding.note(new JournalEntry.RequestTooOld(signal.type(), signal.occurredAt(), rules.directIntentWithin()));
    }
    return true;
  }

  /** Asks a person to look at the lead; nothing where a review is open already. */
  public static void review(Deciding deciding, String why) {
    if (deciding.progress().qualification().review() == null) {
      deciding.note(new JournalEntry.ReviewOpened(why));
      String queue = deciding.policy().routing().queue();
      deciding.effect(
          new Effect.Notify(Notice.REVIEW, queue, deciding.progress().handoffs().cycles(), "a person is to look: " + why));
    }
  }

  /** What a qualification rests on: the numbers reached and asked for, and the events that counted. */
  public static JournalEntry.Evidence evidence(Deciding deciding, String trigger, Threshold threshold) {
    ScoreSummary score = deciding.progress().qualification().score();
    List<String> counted =
        Scoring.score(deciding.profile(), deciding.signals(), deciding.policy(), deciding.now()).contributions().stream()
            .filter(contribution -> contribution.eventId() != null && contribution.counted() != 0)
            .map(contribution -> String.valueOf(contribution.eventId()))
            .distinct()
            .toList();
    List<JournalEntry.Reached> others = threshold.least().entrySet().stream()
        .filter(asked -> asked.getKey() != QualifyingNumber.SCORE && asked.getKey() != QualifyingNumber.FIT)
        .map(asked ->
            new JournalEntry.Reached(asked.getKey(), score.of(asked.getKey(), deciding.profile()), asked.getValue()))
        .toList();
    return new JournalEntry.Evidence(
        trigger, score.score(), threshold.of(QualifyingNumber.SCORE), score.fit(), threshold.of(QualifyingNumber.FIT),
        score.grade(), counted,
        others);
  }

  /** Whether a lead that was given back may become ready by its scores again, and whoever never was. */
  public static boolean isGateOpen(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant at) {
    RecycleGate gate = progress.recycling().gate();
    return gate == null
        || gate.parkedUntil() == null && gate.coolDownUntil() == null
            && freshPoints(gate, profile, signals, policy, at) >= gate.freshPoints();
  }

  /** What a lead that was given back has to show since then, of engagement and use of the product together. */
  public static int freshPoints(
      RecycleGate gate, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant now) {
    List<Signal> since = signals.stream().filter(signal -> signal.occurredAt().isAfter(gate.since())).toList();
    ToIntFunction<QualifyingNumber> fresh = Scoring.numbers(profile, since, policy, now);
    return fresh.applyAsInt(QualifyingNumber.ENGAGEMENT) + fresh.applyAsInt(QualifyingNumber.PRODUCT);
  }

  /** Whether a signal by which leads ask for sales was not too old when we were told of it. */
  public static boolean isRecentRequest(Deciding deciding, Signal signal, Instant toldAt) {
    QualificationRules rules = deciding.policy().qualification();
    return rules.directIntent().contains(signal.type()) && isWithin(rules, signal, toldAt);
  }

  /** Whether a request asks anew: one made before sales last answered was known to them then, however late it came in. */
  public static boolean isFresh(Deciding deciding, Signal signal) {
    return signal.occurredAt().isAfter(deciding.progress().handoffs().answeredLast());
  }
}
