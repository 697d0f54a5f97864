package dev.leadloop.refusals;

import dev.leadloop.lifecycle.journal.Forgotten;
import dev.leadloop.orders.OrderResult.Failed;
import dev.leadloop.orders.OrderResult.FieldWrong;
import dev.leadloop.orders.OrderResult.KeyUsed;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Refused;
import dev.leadloop.orders.OrderResult.UnknownLead;
import dev.leadloop.orders.OrderResult.UnknownOrder;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.problem.Sentence;
import dev.leadloop.replies.ReplySettled.TooLate;
import dev.leadloop.replies.ReplySettled.Unknown;

/** Which problem is answered to whoever gives an order, or says what a reply meant, where it came to nothing. */
public final class Refusals {
  private Refusals() {}

  /** For an order that was not recorded, or is not there to be read. */
  public static ProblemException of(NotRecorded not) {
    return switch (not) {
      case UnknownLead ignored -> Problem.unknownLead();
      case UnknownOrder unknown ->
          Problem.NOT_FOUND.because(
              "This lead has no answer '" + unknown.eventId() + "'. Take the address from the Location header.");
      case FieldWrong wrong -> FieldError.in(wrong.field(), wrong.message());
      case KeyUsed ignored ->
          Problem.IDEMPOTENCY_MISMATCH.because(
              "You used this Idempotency-Key for something else about this lead. Nothing was changed; use a new key for a"
                  + " new answer.");
    };
  }

  /** For a recorded order that was not followed. */
  public static ProblemException of(Refused refused, String eventId) {
    return because(refused.code(), refused.message(), eventId);
  }

  /** For a recorded order that could not be decided. */
  public static ProblemException of(Failed failed, String eventId) {
    return because(Failed.CODE, failed.message(), eventId);
  }

  /** For an answer that there is none of. */
  public static ProblemException of(Unknown unknown) {
    return Problem.NOT_FOUND.because("There is no answer " + unknown.id() + ". GET /api/v1/replies lists them.");
  }

  /** For an answer of which all is said already. */
  public static ProblemException of(TooLate late) {
    return Problem.REFUSED.because("Nothing was changed: " + late.why());
  }

  private static ProblemException because(String code, String message, String eventId) {
    return kind(code).because(Sentence.ended("Nothing was changed: " + message)).and("code", code).and("eventId", eventId);
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
      case Failed.CODE -> Problem.SET_ASIDE;
      // Whatever else a lead may say no with is about the stage it is in; the code is in the document.
      default -> Problem.REFUSED;
    };
  }
}
