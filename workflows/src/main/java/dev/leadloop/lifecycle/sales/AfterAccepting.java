package dev.leadloop.lifecycle.sales;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Standing;
import dev.leadloop.policy.sales.Disposition;
import org.jspecify.annotations.Nullable;

/** What sales reports of a lead it has accepted. */
public final class AfterAccepting {
  private AfterAccepting() {}

  /** Notes that the lead was contacted, unless the report is refused. */
  public static Verdict contacted(Deciding deciding, LeadEvent event) {
    Refusal refusal = AnswerRights.refusedReport(event.by(), deciding.progress());
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    deciding.note(made(deciding));
    return Verdict.applied(event.eventId(), "contact noted");
  }

  /** Notes an outcome and moves the lead to the stage it leads to, unless the report is refused. */
  public static Verdict outcome(Deciding deciding, LeadEvent event, EventBody.OutcomeReported reported) {
    Refusal refusal = AnswerRights.refusedReport(event.by(), deciding.progress());
    if (refusal == null && backward(reported.result())) {
      refusal = Answering.badReason(deciding, reported.reason(), reported.noteGiven());
    }
    if (refusal == null) {
      refusal = badAmount(reported);
    }
    if (refusal != null) {
      return refusal.on(deciding, event);
    }
    if (!backward(reported.result()) && !deciding.progress().sales().contacted()) {
      // Nobody opens an opportunity without having spoken to the lead.
      deciding.note(made(deciding));
    }
    deciding.note(
        new JournalEntry.OutcomeNoted(
            reported.result().name(), reported.amount(), reported.currency(), reported.reason()));
    switch (reported.result()) {
      case OPPORTUNITY -> {
        if (deciding.stage() == Stage.ACCEPTED) {
          deciding.move(Stage.OPPORTUNITY, "opportunity opened by " + event.by(), null);
        }
      }
      case WON -> deciding.move(Stage.WON, "won, reported by " + event.by(), null);
      case LOST -> deciding.move(Stage.LOST, "lost: " + reported.reason(), null);
      case RECYCLED -> recycle(deciding, String.valueOf(reported.reason()));
      case DISQUALIFIED -> deciding.move(Stage.DISQUALIFIED, "sales: " + reported.reason(), null);
    }
    return Verdict.applied(event.eventId(), Standing.inWords(deciding.progress()));
  }

  private static JournalEntry.ContactMade made(Deciding deciding) {
    return new JournalEntry.ContactMade(deciding.countsFrom(deciding.progress().handoffs().endedLast()));
  }

  private static void recycle(Deciding deciding, String reason) {
    Disposition disposition = deciding.policy().disposition(reason);
    if (disposition != null) {
      Recycling.recycle(deciding, reason, disposition.path(), null);
    }
  }

  private static @Nullable Refusal badAmount(EventBody.OutcomeReported reported) {
    if (reported.amount() == null) {
      return null;
    }
    if (reported.amount().signum() < 0) {
      return Refusal.of(RefusalCode.BAD_AMOUNT, "an amount cannot be negative");
    }
    return EventBody.OutcomeReported.lacksCurrency(reported.amount(), reported.currency())
        ? Refusal.of(RefusalCode.BAD_AMOUNT, "an amount needs its currency, such as EUR")
        : null;
  }

  private static boolean backward(EventBody.Outcome result) {
    return switch (result) {
      case LOST, RECYCLED, DISQUALIFIED -> true;
      case OPPORTUNITY, WON -> false;
    };
  }
}
