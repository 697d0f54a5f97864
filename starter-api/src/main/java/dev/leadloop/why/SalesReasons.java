package dev.leadloop.why;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.journal.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.QualificationRules.Threshold;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.view.LeadReadStore.Current;
import java.util.List;

/** Reads out of the score and the open handoff why sales has not got a lead yet, or why nobody is pressed to answer. */
final class SalesReasons {
  private SalesReasons() {}

  /** The reasons, a sentence each. */
  static List<Because> of(Current current, LeadPolicy policy) {
    LeadProgress progress = current.progress();
    Handoff handoff = progress.handoff();
    if (handoff != null) {
      AnswerClock.Pause pause = handoff.clock().pause();
      return pause == null
          ? List.of()
          : List.of(new Because(
              "answer-time-paused",
              "The answer time stands still until " + Sentences.time(pause.until()) + " (" + pause.reason().replace('_', ' ')
                  + ")",
              pause.until()));
    }
    return progress.stage().nurtured() ? List.of(notYet(progress, policy.qualification().sql())) : List.of();
  }

  private static Because notYet(LeadProgress progress, Threshold sql) {
    ScoreSummary score = progress.qualification().score();
    boolean enough = score.score() >= sql.score() && score.fit() >= sql.fit();
    String numbers =
        "score " + score.score() + " of " + sql.score() + ", fit " + score.fit() + " of " + sql.fit();
    if (!enough) {
      return new Because("below-threshold", "Not with sales: " + numbers + " asked", null);
    }
    return new Because(
        "not-crossed",
        progress.recycling().gate() == null
            ? "Not with sales although it has enough (" + numbers + "): the next signal hands it over"
            : "Not with sales although it has enough (" + numbers
            + "): it was given back, and takes fresh evidence or its own request",
        null);
  }
}
