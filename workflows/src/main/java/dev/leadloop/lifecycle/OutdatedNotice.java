package dev.leadloop.lifecycle;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.sla.LadderAction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a notice that was ordered still holds when it is carried out: a mail server may have been away for a day, and
 * nobody is to be asked for what was done meanwhile.
 */
public final class OutdatedNotice {
  private OutdatedNotice() {}

  /**
   * Why the notice is not given any more, such as "handoff 1 is over: accepted by rep:rep-2"; null where it holds.
   *
   * @param progress the lead as it stands now
   * @param orderedAt when the notice was ordered
   */
  public static @Nullable String why(Effect.Notify notice, LeadProgress progress, Instant orderedAt) {
    boolean ofHandoff = notice.notice() != Effect.Notice.REVIEW && notice.notice() != Effect.Notice.REQUESTED;
    if (notice.cycle() == 0 && ofHandoff) {
      return null;
    }
    return switch (notice.notice()) {
      case HANDOFF -> notTheirs(notice, progress);
      case REMINDER -> {
        String not = notTheirs(notice, progress);
        String still = not == null ? standsStill(progress) : not;
        yield still == null && remindedSince(progress, orderedAt) ? "a later reminder stands for it" : still;
      }
      case ESCALATION -> {
        String over = over(notice, progress);
        yield over == null ? standsStill(progress) : over;
      }
      case QUEUED -> notTheirs(notice, progress);
      case REASSIGNED, WITHDRAWN ->
          notice.recipient().equals(owner(progress)) ? "it is with " + notice.recipient() + " again" : null;
      case REVIEW -> progress.qualification().review() == null ? "the review is settled" : null;
      case CONTACT_MISSED -> contactStillMissed(progress);
      case STALLED -> {
        String not = notWithThem(notice, progress);
        yield not == null && heardSince(progress.sales().lastNews(), orderedAt) ? "it was heard of since" : not;
      }
      case PASSED_ON -> notWithThem(notice, progress);
      case REQUESTED -> progress.handoff() != null ? notTheirs(notice, progress)
          : progress.sales().owner() == null && atWork(progress) ? null : notWithThem(notice, progress);
    };
  }

  private static @Nullable String over(Effect.Notify notice, LeadProgress progress) {
    Handoff open = progress.handoff();
    if (open != null && open.cycle() == notice.cycle()) {
      return null;
    }
    EndedCycle end = progress.handoffs().endOf(notice.cycle());
    return "handoff " + notice.cycle() + " is over" + (end == null ? "" : ": " + Sentences.endInBrief(end));
  }

  private static @Nullable String notTheirs(Effect.Notify notice, LeadProgress progress) {
    String over = over(notice, progress);
    Handoff open = progress.handoff();
    return over != null || open == null || open.owner().equals(notice.recipient())
        ? over
        : "handoff " + notice.cycle() + " is with " + open.owner() + " now";
  }

  private static @Nullable String standsStill(LeadProgress progress) {
    Handoff open = progress.handoff();
    return open != null && open.clock().pause() != null ? "the answer time stands still" : null;
  }

  /** Whether the next reminder was ordered meanwhile, so that one mail is enough. */
  private static boolean remindedSince(LeadProgress progress, Instant orderedAt) {
    Handoff open = progress.handoff();
    return open != null && open.ladder().fired().stream().anyMatch(rung -> rung.at().isAfter(orderedAt)
        && (rung.action() == LadderAction.REMIND || rung.action() == LadderAction.ESCALATE && !open.queue()));
  }

  /** A missed first contact is told to the owner and to the queue. */
  private static @Nullable String contactStillMissed(LeadProgress progress) {
    if (progress.stage() != Stage.ACCEPTED) {
      return "the lead is " + progress.stage().is() + " now";
    }
    return progress.sales().contacted() ? "sales was in touch" : null;
  }

  private static @Nullable String notWithThem(Effect.Notify notice, LeadProgress progress) {
    if (!atWork(progress)) {
      return "the lead is " + progress.stage().is() + " now";
    }
    String owner = owner(progress);
    return notice.recipient().equals(owner) ? null : "the lead is with " + owner + " now";
  }

  private static boolean atWork(LeadProgress progress) {
    return progress.stage() == Stage.ACCEPTED || progress.stage() == Stage.OPPORTUNITY;
  }

  private static boolean heardSince(@Nullable Instant lastNews, Instant orderedAt) {
    return lastNews != null && lastNews.isAfter(orderedAt);
  }

  private static @Nullable String owner(LeadProgress progress) {
    Handoff open = progress.handoff();
    return open == null ? progress.sales().owner() : open.owner();
  }
}
