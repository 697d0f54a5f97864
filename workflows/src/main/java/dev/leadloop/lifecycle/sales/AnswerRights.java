package dev.leadloop.lifecycle.sales;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Refusal;
import dev.leadloop.lifecycle.deciding.RefusalCode;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.sales.SlaRules;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who may answer a handoff and report for sales, and what an open handoff still takes. The door refuses by these rules,
 * and whoever offers answers to people asks here which ones.
 */
public final class AnswerRights {
  private AnswerRights() {}

  /** Whether that principal may give an answer of that kind to the open handoff; its content is not looked at. */
  public static boolean may(Principal by, EventBody.Answer answer, Handoff handoff) {
    return refusal(by, answer, handoff) == null;
  }

  /**
   * Whether that principal may take the handoff from whoever has it.
   *
   * @param active whether the principal is a rep who takes leads
   */
  public static boolean mayTakeOver(Principal by, Handoff handoff, boolean active) {
    return may(by, new EventBody.TakenOver(handoff.cycle()), handoff) && refusedTaker(by, handoff, () -> active) == null;
  }

  /** Whether that principal may report a contact or an outcome of the lead. */
  public static boolean mayReport(Principal by, LeadProgress progress) {
    return refusedReport(by, progress) == null;
  }

  /** Whether that principal may settle a review the lead is in. */
  public static boolean maySettle(Principal by, LeadProgress progress) {
    return refusedReview(by, progress) == null;
  }

  /** Until when a pause that begins now may last; null where the handoff takes none. */
  public static @Nullable Instant pauseUntil(SlaRules rules, Handoff handoff, Instant now) {
    return Pausing.refusedPause(rules.pause(), handoff) == null ? Pausing.longestPause(rules.pause(), now) : null;
  }

  /** Until when reminders may be put off now; null where they may not be. */
  public static @Nullable Instant snoozeUntil(SlaRules rules, Handoff handoff, Instant now) {
    return Pausing.refusedSnooze(rules.snooze(), handoff, now) == null
        ? Pausing.longestSnooze(rules.snooze(), handoff, now)
        : null;
  }

  static @Nullable Refusal refusal(Principal by, EventBody.Answer answer, Handoff handoff) {
    boolean mayByRole =
        switch (answer) {
          case EventBody.Withdrawn ignored -> manages(by) || by.kind() == Principal.Kind.MARKETING;
          case EventBody.Reassigned ignored -> manages(by);
          case EventBody.TakenOver ignored -> by.kind() == Principal.Kind.REP;
          case EventBody.Accepted ignored -> sells(by);
          case EventBody.Rejected ignored -> sells(by);
          case EventBody.Returned ignored -> sells(by);
          case EventBody.PauseAsked ignored -> sells(by);
          case EventBody.ResumeAsked ignored -> sells(by);
          case EventBody.Snoozed ignored -> sells(by);
        };
    if (!mayByRole) {
      return Refusal.of(RefusalCode.NOT_ALLOWED, by + " may not answer so");
    }
    boolean another = by.kind() == Principal.Kind.REP && !handoff.queue() && !by.id().equals(handoff.owner());
    return another && !(answer instanceof EventBody.TakenOver)
        ? Refusal.of(RefusalCode.NOT_OWNER, "handoff " + handoff.cycle() + " belongs to " + handoff.owner())
        : null;
  }

  /** The desk is asked only where the rest is in order, since asking locks it. */
  static @Nullable Refusal refusedTaker(Principal by, Handoff handoff, BooleanSupplier active) {
    if (by.id().equals(handoff.owner())) {
      return Refusal.of(RefusalCode.SAME_REP, "handoff " + handoff.cycle() + " is yours already; accept it");
    }
    return active.getAsBoolean()
        ? null
        : Refusal.of(RefusalCode.UNKNOWN_REP, "you are not a rep who takes leads now");
  }

  static @Nullable Refusal refusedReport(Principal by, LeadProgress progress) {
    Stage stage = progress.stage();
    if (stage != Stage.ACCEPTED && stage != Stage.OPPORTUNITY) {
      return Refusal.of(RefusalCode.NOT_ACCEPTED, "a lead that is " + stage.is()
          + " is not with sales; it must be accepted first");
    }
    if (by.kind() == Principal.Kind.REP && progress.sales().owner() == null) {
      return Refusal.of(RefusalCode.NOT_OWNER, "the lead came to us with sales and has no owner here; a manager reports for it");
    }
    if (by.kind() == Principal.Kind.REP && !by.id().equals(progress.sales().owner())) {
      return Refusal.of(RefusalCode.NOT_OWNER, "the lead belongs to " + progress.sales().owner());
    }
    return sells(by) ? null : Refusal.of(RefusalCode.NOT_ALLOWED, by + " may not report for sales");
  }

  /** Why that principal may not settle a review of the lead; null where it may. */
  public static @Nullable Refusal refusedReview(Principal by, LeadProgress progress) {
    if (!manages(by)) {
      return Refusal.of(RefusalCode.NOT_ALLOWED, "a manager settles a review");
    }
    return progress.qualification().review() == null ? Refusal.of(RefusalCode.NO_REVIEW, "the lead is not in review") : null;
  }

  private static boolean sells(Principal by) {
    return manages(by) || by.kind() == Principal.Kind.REP;
  }

  static boolean manages(Principal by) {
    return switch (by.kind()) {
      case MANAGER, ADMIN, TEMPORAL, SYSTEM -> true;
      case REP, MARKETING, PROVIDER, PERSON -> false;
    };
  }
}
