package dev.leadloop.lifecycle;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Deciding;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.lifecycle.nurturing.Withholding;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.qualification.Disqualifying;
import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The one door by which everything happens to a lead. */
public final class LeadLifecycle {
  // A lead has a handful of due times; more firings than this in one decision mean a due time that never passes.
  private static final int MOST_FIRINGS = 500;

  private static final Comparator<LeadEvent> BY_TIME =
      Comparator.comparing(LeadEvent::effectiveAt).thenComparingLong(LeadEvent::row);

  private static final SalesDesk NOBODY = new SalesDesk(true, List.of());

  private LeadLifecycle() {}

  /** What {@link #decide(LeadState, List, LeadPolicy, SalesDesk, Instant, BooleanSupplier)} decides of all the events. */
  public static Decision decide(
      LeadState state, List<LeadEvent> events, LeadPolicy policy, SalesDesk desk, Instant now) {
    return decide(state, events, policy, desk, now, () -> false);
  }

  /**
   * Everything that will happen to a lead by itself as it stands, had nothing come in, the first one first. What comes first
   * may change what comes behind it.
   */
  public static List<Due> ahead(
      LeadProgress progress, LeadProfile profile, List<Signal> signals, LeadPolicy policy, Instant now) {
    return NextDue.ahead(progress, profile, signals, policy, now);
  }

  /**
   * Decides what becomes of a lead.
   *
   * <p>Events are taken one by one in order of when they took effect, interleaved with what is due: an answer recorded
   * before a due time goes first. A move to this policy goes before everything else, since all of it is decided by this
   * policy: whatever fell due before finds the lead at its place there. What is told of its life before it came to us goes next:
   * nobody is mailed or handed over who turns out to be a customer. The result depends on nothing but the arguments.
   *
   * @param events the undecided rows of the inbox, in any order
   * @param desk the locked desk, or {@link SalesDesk#UNSEEN} for a first look
   * @param now decision time; never before the last decision's
   * @param enough asked after each event: once it says so, those that are left get no verdict and wait for the next decision
   */
  public static Decision decide(
      LeadState state, List<LeadEvent> events, LeadPolicy policy, SalesDesk desk, Instant now, BooleanSupplier enough) {
    return decide(state, events, policy, desk, now, Instant.MAX, enough);
  }

  /** The same for whoever comes back by then: what is due later need not be told. */
  public static Decision decide(
      LeadState state, List<LeadEvent> events, LeadPolicy policy, SalesDesk desk, Instant now, Instant until) {
    return decide(state, events, policy, desk, now, until, () -> false);
  }

  private static Decision decide(
      LeadState state, List<LeadEvent> events, LeadPolicy policy, SalesDesk desk, Instant now, Instant until,
      BooleanSupplier enough) {
    Deciding deciding = new Deciding(state, policy, desk, latest(now, state.decidedAt()));
    try {
      Deque<LeadEvent> waiting = new ArrayDeque<>(inOrder(events, policy));
      if (state.progress() == null && !waiting.isEmpty()) {
        deciding.enter();
      }
      int firings = 0;
      while (true) {
        LeadEvent next = waiting.peek();
        // What falls due later matters only once nothing waits any more: looking for it is dear.
        Due due = next == null ? NextDue.next(deciding, until) : NextDue.reached(deciding);
        if (due != null && !moves(next, policy) && isFirst(due, next, deciding.now())) {
          if (++firings > MOST_FIRINGS) {
            throw new IllegalStateException("due time " + due + " fires again and again");
          }
          // Whatever has come is heard before a lead is closed by its numbers.
          boolean closed = Disqualifying.byRule(deciding) || next == null && Disqualifying.byNumbers(deciding);
          if (!closed) {
            DueActions.fire(deciding, due);
          }
        } else if (next != null) {
          waiting.remove();
          take(deciding, next);
          if (enough.getAsBoolean() && mayWait(waiting)) {
            return deciding.decision(NextDue.next(deciding, until));
          }
        } else {
          return deciding.decision(due);
        }
      }
    } catch (Deciding.DeskNeeded needed) {
      return deciding.askForDesk();
    }
  }

  /**
   * The stage that events would bring a lead to, coming in now one after the other, by the same rules as {@link #decide}; what
   * is due waits, and sales has nobody, so that the queue would get it.
   *
   * @param state of a lead that has been decided about
   * @param events in the order in which they would come
   */
  public static Stage foresee(LeadState state, List<LeadEvent> events, LeadPolicy policy, Instant now) {
    Deciding deciding = new Deciding(state, policy, NOBODY, latest(now, state.decidedAt()));
    events.forEach(event -> take(deciding, event));
    return deciding.stage();
  }

  private static void take(Deciding deciding, LeadEvent event) {
    deciding.causedBy(event);
    deciding.verdict(Applying.apply(deciding, event));
    Disqualifying.byRule(deciding);
    Withholding.byRule(deciding);
  }

  /** Whether some events are left and none of them orders a move, which goes with the decision that is made by its policy. */
  private static boolean mayWait(Deque<LeadEvent> waiting) {
    return !waiting.isEmpty() && waiting.stream().noneMatch(event -> event.body() instanceof EventBody.RolledOut);
  }

  private static List<LeadEvent> inOrder(List<LeadEvent> events, LeadPolicy policy) {
    return events.size() < 2 ? events : events.stream()
        .sorted(Comparator.comparing((LeadEvent event) -> !moves(event, policy))
            .thenComparing(event -> !(event.body() instanceof EventBody.PastTold))
            .thenComparing(BY_TIME))
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
