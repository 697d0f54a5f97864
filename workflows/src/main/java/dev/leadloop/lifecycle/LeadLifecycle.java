package dev.leadloop.lifecycle;

import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.nurturing.Withholding;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.qualification.Disqualifying;
import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one door by which everything happens to a lead. */
public final class LeadLifecycle {
  // A lead has a handful of due times; more firings than this in one decision mean a due time that never passes.
  private static final int MOST_FIRINGS = 500;

  private static final Comparator<LeadEvent> BY_TIME =
      Comparator.comparing(LeadEvent::effectiveAt).thenComparingLong(LeadEvent::row);

  private LeadLifecycle() {}

  /**
   * Decides what becomes of a lead.
   *
   * <p>Events are taken one by one in order of when they took effect, interleaved with what is due: an answer recorded
   * before a due time goes first. A move to this policy goes before everything else, since all of it is decided by this
   * policy: whatever fell due before finds the lead at its place there. The result depends on nothing but the arguments.
   *
   * @param events the undecided rows of the inbox, in any order
   * @param desk the locked desk, or {@link SalesDesk#UNSEEN} for a first look
   * @param now decision time; never before the last decision's
   */
  public static Decision decide(
      LeadState state, List<LeadEvent> events, LeadPolicy policy, SalesDesk desk, Instant now) {
    Deciding deciding = new Deciding(state, policy, desk, latest(now, state.decidedAt()));
    try {
      Deque<LeadEvent> waiting = new ArrayDeque<>(inOrder(events, policy));
      if (state.progress() == null && !waiting.isEmpty()) {
        deciding.enter();
      }
      int firings = 0;
      while (true) {
        LeadEvent next = waiting.peek();
        Due due = NextDue.next(deciding);
        if (due != null && !moves(next, policy) && isFirst(due, next, deciding.now())) {
          if (++firings > MOST_FIRINGS) {
            throw new IllegalStateException("due time " + due + " fires again and again");
          }
          if (!Disqualifying.byRule(deciding)) {
            DueActions.fire(deciding, due);
          }
        } else if (next != null) {
          waiting.remove();
          deciding.causedBy(next);
          deciding.verdict(Applying.apply(deciding, next));
          Disqualifying.byRule(deciding);
          Withholding.byRule(deciding);
        } else {
          return deciding.decision(due);
        }
      }
    } catch (Deciding.DeskNeeded needed) {
      return deciding.askForDesk();
    }
  }

  private static List<LeadEvent> inOrder(List<LeadEvent> events, LeadPolicy policy) {
    return events.stream()
        .sorted(Comparator.comparing((LeadEvent event) -> !moves(event, policy)).thenComparing(BY_TIME))
        .toList();
  }

  private static boolean moves(@Nullable LeadEvent event, LeadPolicy policy) {
    return event != null && event.body() instanceof EventBody.RolledOut order && order.version() == policy.version();
  }

  private static boolean isFirst(Due due, @Nullable LeadEvent next, Instant now) {
    return !due.at().isAfter(now) && (next == null || due.at().isBefore(next.effectiveAt()));
  }

  private static Instant latest(Instant now, @Nullable Instant last) {
    return last != null && last.isAfter(now) ? last : now;
  }
}
