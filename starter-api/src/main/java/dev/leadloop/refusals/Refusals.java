package dev.leadloop.refusals;

import dev.leadloop.lifecycle.deciding.RefusalCode;
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
    // Another version may have recorded a code that this one does not have.
    Problem kind = RefusalCode.of(refused.code()).map(Refusals::kind).orElse(Problem.REFUSED);
    return because(kind, refused.code(), refused.message(), eventId);
  }

  /** For a recorded order that could not be decided. */
  public static ProblemException of(Failed failed, String eventId) {
    // It stands recorded, and sent again it would be answered the same: nothing that the same request could mend.
    return because(Problem.SET_ASIDE, Failed.CODE, failed.message(), eventId);
  }

  /** For an answer that there is none of. */
  public static ProblemException of(Unknown unknown) {
    return Problem.NOT_FOUND.because("There is no answer " + unknown.id() + ". GET /api/v1/replies lists them.");
  }

  /** For an answer of which all is said already. */
  public static ProblemException of(TooLate late) {
    return Problem.REFUSED.because("Nothing was changed: " + late.why());
  }

  private static ProblemException because(Problem kind, String code, String message, String eventId) {
    return kind.because(Sentence.ended("Nothing was changed: " + message)).and("code", code).and("eventId", eventId);
  }

  private static Problem kind(RefusalCode code) {
    return switch (code) {
      case CYCLE_OVER -> Problem.CYCLE_OVER;
      case NO_HANDOFF -> Problem.NO_HANDOFF;
      case NOT_OWNER -> Problem.NOT_OWNER;
      case NOT_ALLOWED -> Problem.FORBIDDEN;
      case UNKNOWN_REASON -> Problem.BAD_REASON;
      case NOTE_NEEDED -> Problem.NOTE_NEEDED;
      case BAD_TIME -> Problem.BAD_TIME;
      case BAD_AMOUNT -> Problem.BAD_AMOUNT;
      case UNKNOWN_REP, SAME_REP, UNKNOWN_SEQUENCE -> Problem.BAD_CHOICE;
      case ERASED -> Problem.ERASED;
      // These are about where the lead stands; the code is in the document.
      case PAUSED, NOT_PAUSED, PAUSE_LIMIT, SNOOZE_LIMIT, NOT_ACCEPTED, NO_REVIEW, NOT_NURTURED, NO_ADDRESS, SUPPRESSED,
          WITHHELD, NO_CONSENT, PARKED, ALREADY_RUNNING, HAD_BEFORE, ANOTHER_VERSION, NOT_CLOSED, DISQUALIFIED, INVALID,
          NO_TYPE ->
          Problem.REFUSED;
    };
  }
}
