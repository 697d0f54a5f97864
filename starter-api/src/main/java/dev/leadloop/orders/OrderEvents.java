package dev.leadloop.orders;

import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.EventBody.ReviewOrder;
import dev.leadloop.text.VisibleText;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts an order into the lead's inbox's own terms. */
final class OrderEvents {
  private OrderEvents() {}

  /** What it says, in codes. */
  static EventBody body(Order order) {
    return switch (order) {
      case Order.Accept accept -> new EventBody.Accepted(number(accept.cycle()));
      case Order.Reject reject -> new EventBody.Rejected(number(reject.cycle()), reject.reason(), given(reject.note()));
      case Order.Return back -> new EventBody.Returned(number(back.cycle()), back.reason(), given(back.note()), back.until());
      case Order.Reassign reassign -> new EventBody.Reassigned(number(reassign.cycle()), reassign.toRep());
      case Order.Withdraw withdraw -> new EventBody.Withdrawn(number(withdraw.cycle()), withdraw.reason());
      case Order.TakeOver takeOver -> new EventBody.TakenOver(number(takeOver.cycle()));
      case Order.Pause pause -> new EventBody.PauseAsked(number(pause.cycle()), pause.reason(), pause.until());
      case Order.Resume resume -> new EventBody.ResumeAsked(number(resume.cycle()));
      case Order.Snooze snooze -> new EventBody.Snoozed(number(snooze.cycle()), snooze.until());
      case Order.Contact ignored -> new EventBody.Contacted();
      case Order.ReportOutcome report ->
          new EventBody.OutcomeReported(
              Outcome.valueOf(report.result().toUpperCase(Locale.ROOT)), report.amount(), report.currency(), report.reason(),
              given(report.note()));
      case Order.Review review ->
          new EventBody.ReviewDecided(ReviewOrder.valueOf(review.order().toUpperCase(Locale.ROOT)), review.reason());
      case Order.Reopen reopen -> new EventBody.Reopened(reopen.reason());
      case Order.StartNurture start -> new EventBody.NurtureOrdered(start.sequence(), start.again());
    };
  }

  /** The words shown in the history; a reason is not among them, since nobody has looked at it yet. */
  static String label(Order order) {
    return switch (order) {
      case Order.Accept ignored -> "accept";
      case Order.Reject ignored -> "reject";
      case Order.Return ignored -> "return";
      case Order.Reassign ignored -> "reassign";
      case Order.Withdraw ignored -> "withdraw";
      case Order.TakeOver ignored -> "take over";
      case Order.Pause ignored -> "pause";
      case Order.Resume ignored -> "resume";
      case Order.Snooze ignored -> "snooze";
      case Order.Contact ignored -> "contact";
      case Order.ReportOutcome report -> "outcome: " + report.result();
      case Order.Review review -> "review: " + review.order();
      case Order.Reopen ignored -> "reopen";
      case Order.StartNurture ignored -> "start nurture";
    };
  }

  private static int number(@Nullable Integer cycle) {
    return cycle == null ? 0 : cycle;
  }

  private static boolean given(@Nullable String note) {
    return VisibleText.known(note) != null;
  }
}
