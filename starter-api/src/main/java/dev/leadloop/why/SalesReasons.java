package dev.leadloop.why;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.view.LeadReadStore.Current;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Reads out of the score and the open handoff why sales has not got a lead yet, or why nobody is pressed to answer. */
final class SalesReasons {
  private SalesReasons() {}

  /** The reasons, a sentence each. */
  static List<Because> of(Current current, LeadProfile profile, LeadPolicy policy) {
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
    return progress.stage().nurtured() ? List.of(notYet(progress, profile, policy.qualification().sql())) : List.of();
  }

  private static Because notYet(LeadProgress progress, LeadProfile profile, List<Threshold> sql) {
    ScoreSummary score = progress.qualification().score();
    ToIntFunction<QualifyingNumber> numbers = measure -> score.of(measure, profile);
    Threshold reached = QualificationRules.first(sql, numbers);
    if (reached == null) {
      String asked = sql.stream().map(way -> inWords(way, numbers)).collect(Collectors.joining("; or "));
      return new Because("below-threshold", "Not with sales: " + asked + " asked", null);
    }
    return new Because(
        "not-crossed",
        progress.recycling().gate() == null
            ? "Not with sales although it has enough (" + inWords(reached, numbers) + "): the next signal hands it over"
            : "Not with sales although it has enough (" + inWords(reached, numbers)
            + "): it was given back, and takes fresh evidence or its own request",
        null);
  }

  private static String inWords(Threshold way, ToIntFunction<QualifyingNumber> numbers) {
    return way.least().entrySet().stream()
        .map(asked -> asked.getKey().words() + " " + asked.getKey().said(numbers.applyAsInt(asked.getKey())) + " of "
        + asked.getValue())
        .collect(Collectors.joining(", "));
  }
}
