package dev.leadloop.api.answer;

import dev.leadloop.api.problem.Problem;
import dev.leadloop.api.problem.ProblemException;

/** Which problem a refused order is answered with. */
public final class Refusals {
  private Refusals() {}

  /** What to answer with. */
  public static ProblemException of(AnswerGiven refused) {
    String code = String.valueOf(refused.code());
    ProblemException problem =
        kind(code).because("Nothing was changed: " + refused.message() + ".").and("code", code);
    return refused.lead() == null ? problem : problem.and("lead", refused.lead());
  }

  private static Problem kind(String code) {
    return switch (code) {
      case "cycle-over", "no-handoff" -> Problem.CYCLE_OVER;
      case "not-owner" -> Problem.NOT_OWNER;
      case "not-allowed" -> Problem.FORBIDDEN;
      case "bad-time", "unknown-reason", "note-needed", "reason-needed" -> Problem.BAD_REASON;
      case "unknown-rep", "same-rep", "unknown-sequence", "bad-amount" -> Problem.BAD_CHOICE;
      case "erased" -> Problem.ERASED;
      case "failed" -> Problem.OUT_OF_ORDER;
      // Whatever else a lead may say no with is about the stage it is in; the code is in the document.
      default -> Problem.REFUSED;
    };
  }
}
