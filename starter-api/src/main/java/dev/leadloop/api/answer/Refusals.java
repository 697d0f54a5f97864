package dev.leadloop.api.answer;

import dev.leadloop.lifecycle.Forgotten;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.problem.Sentence;

/** Which problem a refused order is answered with. */
public final class Refusals {
  private Refusals() {}

  /** What to answer with. */
  public static ProblemException of(AnswerGiven refused) {
    String code = String.valueOf(refused.code());
    ProblemException problem =
        kind(code).because(Sentence.ended("Nothing was changed: " + refused.message()))
            .and("code", code)
            .and("eventId", refused.eventId());
    return refused.lead() == null ? problem : problem.and("lead", refused.lead());
  }

  private static Problem kind(String code) {
    return switch (code) {
      case "cycle-over" -> Problem.CYCLE_OVER;
      case "no-handoff" -> Problem.NO_HANDOFF;
      case "not-owner" -> Problem.NOT_OWNER;
      case "not-allowed" -> Problem.FORBIDDEN;
      case "unknown-reason" -> Problem.BAD_REASON;
      case "note-needed" -> Problem.NOTE_NEEDED;
      case "bad-time" -> Problem.BAD_TIME;
      case "bad-amount" -> Problem.BAD_AMOUNT;
      case "unknown-rep", "same-rep", "unknown-sequence" -> Problem.BAD_CHOICE;
      case Forgotten.REASON -> Problem.ERASED;
      // It stands recorded, and sent again it would be answered the same: nothing that the same request could mend.
      case "failed" -> Problem.SET_ASIDE;
      // Whatever else a lead may say no with is about the stage it is in; the code is in the document.
      default -> Problem.REFUSED;
    };
  }
}
