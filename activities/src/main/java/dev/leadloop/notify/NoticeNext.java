package dev.leadloop.notify;

import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.sla.LadderAction;
import dev.leadloop.sla.SpokenTime;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What a notice says will happen if nobody does anything: what the ladder of that very handoff has still to come. */
final class NoticeNext {
  private NoticeNext() {}

  /** The sentence; null where the notice asks for nothing that something would follow from. */
  static @Nullable String of(Effect.Notify notice, NoticeCause cause, LeadProgress progress, LeadPolicy policy, ZoneId zone) {
    return switch (notice.notice()) {
      case HANDOFF, REMINDER -> unanswered(progress, policy, zone, "It stays with you until it is answered.");
      case ESCALATION -> unanswered(progress, policy, zone, "It stays with its owner until it is answered.");
      case REQUESTED -> progress.handoff() == null
          ? contact(progress, cause.contactWas(), zone)
          : unanswered(progress, policy, zone, "It stays with you until it is answered.");
      case PASSED_ON -> contact(progress, null, zone);
      case REVIEW -> progress.stage().nurtured()
          ? "Until you decide, the lead is nurtured on, and its score alone may hand it to sales."
          : "Until you decide, the lead stays in its stage, " + progress.stage().words()
              + ": it gets no mail and goes to nobody.";
      case QUEUED, REASSIGNED, CONTACT_MISSED, STALLED, WITHDRAWN -> null;
    };
  }

  private static @Nullable String contact(LeadProgress progress, @Nullable Instant was, ZoneId zone) {
    Instant contact = progress.sales().contactDue();
    return contact == null ? null : was == null || !was.isAfter(contact)
        ? "First contact is due by " + SpokenTime.full(contact, zone) + "."
        : "First contact was due by " + SpokenTime.full(was, zone) + "; now it is due by " + SpokenTime.full(contact, zone) + ".";
  }

  private static String unanswered(LeadProgress progress, LeadPolicy policy, ZoneId zone, String otherwise) {
    Handoff handoff = progress.handoff();
    if (handoff == null) {
      return otherwise;
    }
    return handoff.ladder().ahead().stream()
        .filter(rung -> rung.action() != LadderAction.REMIND)
        .findFirst()
        .map(rung ->
            "Without an answer by " + SpokenTime.full(rung.at(), zone) + ", " + follows(rung.action(), handoff, policy) + ".")
        .orElse(otherwise);
  }

  private static String follows(LadderAction action, Handoff handoff, LeadPolicy policy) {
    boolean movesOn = handoff.tried().reassignments() < policy.routing().maxReassignments();
    return switch (action) {
      case REMIND -> "its owner is reminded";
      case ESCALATE -> "the managers are told";
      case REASSIGN -> movesOn ? "it is offered to another rep" : "it goes to the managers' queue";
      case QUEUE -> "it goes to the managers' queue";
    };
  }
}
