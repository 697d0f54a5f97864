package dev.leadloop.lifecycle;

import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Effect.Notice;
import dev.leadloop.policy.QualificationRules;
import dev.leadloop.policy.QualificationRules.Threshold;
import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When a lead becomes marketing or sales qualified, falls back, or is no buyer. */
final class Qualifying {
  static final String BY_SCORE = "score";
  static final String BY_REVIEW = "review";

  private Qualifying() {}

  /** Judges a lead by its score. */
  static void byScore(Deciding deciding, ScoreSummary score, boolean mayHandOver) {
    if (Disqualifying.byRule(deciding) || !deciding.stage().nurtured()) {
      return;
    }
    QualificationRules rules = deciding.policy().qualification();
    boolean open = gateOpen(deciding);
    if (score.band() == Band.HOT && open && mayHandOver) {
      HandingOver.handOver(deciding, BY_SCORE, "the score reached " + score.score(), evidence(deciding, BY_SCORE, rules.sql()));
    } else if (deciding.stage() == Stage.NURTURING && score.band() != Band.COLD && open) {
      deciding.move(Stage.MQL, "the score reached " + score.score(), evidence(deciding, BY_SCORE, rules.mql()));
      Nurturing.followTrack(deciding);
    } else if (deciding.stage() == Stage.MQL && fallenBack(score, rules)) {
      deciding.move(Stage.NURTURING, "the score fell to " + score.score(), null);
      Nurturing.followTrack(deciding);
    }
  }

  private static boolean fallenBack(ScoreSummary score, QualificationRules rules) {
    return score.score() < rules.mql().score() - rules.hysteresis() || score.fit() < rules.mql().fit();
  }

  /**
   * Judges a signal by which the lead asks for sales itself; true where that settled the matter. How old a request is was
   * settled when we were told of it: an outage on our side makes none too old.
   *
   * @param toldAt when it was recorded
   */
  static boolean byRequest(Deciding deciding, Signal signal, Instant toldAt, ScoreSummary score) {
    QualificationRules rules = deciding.policy().qualification();
    if (!rules.directIntent().contains(signal.type()) || tooOld(deciding, signal, toldAt) || !fresh(deciding, signal)) {
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
      review(deciding, "asked by '" + signal.type() + "', but fits with " + score.fit() + " points only");
      return false;
    }
    Threshold asked = new Threshold(0, rules.directIntentFit());
    HandingOver.handOver(
        deciding, signal.type(), "asked by '" + signal.type() + "'", evidence(deciding, signal.type(), asked));
    return true;
  }

  /** Whether a request is too old to hand anything over; the timeline says so where it would have. */
  private static boolean tooOld(Deciding deciding, Signal signal, Instant toldAt) {
    Duration within = deciding.policy().qualification().directIntentWithin();
    if (Duration.between(signal.occurredAt(), toldAt).compareTo(within) <= 0) {
      return false;
    }
    Stage stage = deciding.stage();
    if (stage.nurtured() || stage == Stage.LOST || stage == Stage.DISQUALIFIED) {
      deciding.note(new JournalEntry.RequestTooOld(signal.type(), signal.occurredAt(), within));
    }
    return true;
  }

  static void review(Deciding deciding, String why) {
    if (deciding.progress().review() == null) {
      deciding.note(new JournalEntry.ReviewOpened(why));
      String queue = deciding.policy().routing().queue();
      deciding.effect(
          new Effect.Notify(Notice.REVIEW, queue, deciding.progress().cycles(), "a person is to look: " + why));
    }
  }

  static JournalEntry.Evidence evidence(Deciding deciding, String trigger, Threshold threshold) {
    ScoreSummary score = deciding.progress().score();
    List<String> counted =
        Scoring.score(deciding.profile(), deciding.signals(), deciding.policy(), deciding.now()).contributions().stream()
            .filter(contribution -> contribution.eventId() != null && contribution.counted() != 0)
            .map(contribution -> String.valueOf(contribution.eventId()))
            .distinct()
            .toList();
    return new JournalEntry.Evidence(
        trigger, score.score(), threshold.score(), score.fit(), threshold.fit(), score.grade(), counted);
  }

  private static boolean gateOpen(Deciding deciding) {
    RecycleGate gate = deciding.progress().gate();
    if (gate == null) {
      return true;
    }
    if (gate.parkedUntil() != null || gate.coolDownUntil() != null) {
      return false;
    }
    List<Signal> since =
        deciding.signals().stream().filter(signal -> signal.occurredAt().isAfter(gate.since())).toList();
    return Scoring.score(deciding.profile(), since, deciding.policy(), deciding.now()).summary().engagement()
        >= gate.freshPoints();
  }

  // A request made before sales last answered was known to them then, however late it came in.
  private static boolean fresh(Deciding deciding, Signal signal) {
    List<EndedCycle> ended = deciding.progress().ended();
    Instant lastAnswer = ended.isEmpty() ? Instant.MIN : ended.get(ended.size() - 1).at();
    return signal.occurredAt().isAfter(lastAnswer);
  }
}
