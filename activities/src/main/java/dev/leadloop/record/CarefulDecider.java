package dev.leadloop.record;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Decides with the desk when it is needed, and finds the event that cannot be decided when one makes the decider throw:
 * that one is set aside, the others are decided, and the lead lives on. A desk that cannot be read is no fault of an event.
 */
final class CarefulDecider {
  /** How many rows are tried one by one; the rest wait for the next decision. */
  private static final int TRIED = 50;

  /** How long rows are tried one by one; those that were tried by then are decided, and the rest wait likewise. */
  private static final Duration TRYING = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(CarefulDecider.class);

  private final Decider decider;
  private final LeadState state;
  private final LeadPolicy policy;
  private final Supplier<SalesDesk> lockedDesk;
  private final Instant now;
  private @Nullable SalesDesk desk;

  CarefulDecider(
      Decider decider, LeadState state, LeadPolicy policy, Supplier<SalesDesk> lockedDesk, Instant now) {
    this.decider = decider;
    this.state = state;
    this.policy = policy;
    this.lockedDesk = lockedDesk;
    this.now = now;
  }

  /** The decision on those events; {@code failed} are set aside with it. */
  Outcome decide(List<LeadEvent> events, List<Failed> failed) {
    try {
      return with(failed, decideWithDesk(events), events);
    } catch (DataAccessException unreachable) {
      throw unreachable;
    } catch (RuntimeException poisoned) {
      if (events.isEmpty()) {
        throw poisoned;
      }
      return oneByOne(events, failed);
    }
  }

  private Outcome oneByOne(List<LeadEvent> events, List<Failed> failedBefore) {
    List<Failed> failed = new ArrayList<>(failedBefore);
    List<LeadEvent> good = new ArrayList<>();
    Decision decision = decideWithDesk(good);
    long began = System.nanoTime();
    for (LeadEvent event : events.subList(0, Math.min(TRIED, events.size()))) {
      boolean comeOn = !good.isEmpty() || failed.size() > failedBefore.size();
      if (comeOn && System.nanoTime() - began > TRYING.toNanos()) {
        break;
      }
      good.add(event);
      try {
        decision = decideWithDesk(good);
      } catch (DataAccessException unreachable) {
        throw unreachable;
      } catch (RuntimeException culprit) {
        good.remove(event);
        LOG.error("Lead {}: event {} cannot be decided and is set aside", state.leadId(), event.eventId(), culprit);
        failed.add(new Failed(event.row(), event.eventId(), culprit.getClass().getSimpleName()));
      }
    }
    return with(failed, decision, good);
  }

  private Decision decideWithDesk(List<LeadEvent> events) {
    Decision decision = decider.decide(state, events, policy, desk == null ? SalesDesk.UNSEEN : desk, now);
    if (!decision.needsDesk()) {
      return decision;
    }
    SalesDesk locked = lockedDesk.get();
    desk = locked;
    return decider.decide(state, events, policy, locked, now);
  }

  private Outcome with(List<Failed> failed, Decision decision, List<LeadEvent> given) {
    List<LeadEvent> taken = taken(decision, given);
    if (failed.isEmpty()) {
      return new Outcome(decision, taken, failed);
    }
    List<Decision.Noted> lines = new ArrayList<>(decision.journal());
    List<Verdict> verdicts = new ArrayList<>(decision.verdicts());
    LeadProgress progress = decision.next().progress();
    if (progress == null) {
      JournalEntry entered = new JournalEntry.Entered(state.profile().firstTouch().source());
      lines.add(new Decision.Noted(entered, Principal.SYSTEM, null));
      progress = JournalFold.apply(null, entered, decision.at());
    }
    for (Failed one : failed) {
      JournalEntry entry = new JournalEntry.EventFailed(one.eventId(), one.why());
      lines.add(new Decision.Noted(entry, Principal.SYSTEM, one.eventId()));
      progress = JournalFold.apply(progress, entry, decision.at());
      verdicts.add(one.verdict());
    }
    LeadState next =
        new LeadState(
            state.leadId(), state.seq() + 1, decision.at(), state.profile(), decision.next().signals(), progress);
    Due due = decision.due();
    return new Outcome(
        new Decision(decision.at(), next, lines, decision.signals(), decision.effects(), due, verdicts, false),
        taken,
        failed);
  }

  /** Those that were decided; a decision that ran out of time leaves some without a verdict. */
  private static List<LeadEvent> taken(Decision decision, List<LeadEvent> given) {
    Set<String> decided = decision.verdicts().stream().map(Verdict::eventId).collect(Collectors.toSet());
    return given.stream().filter(event -> decided.contains(event.eventId())).toList();
  }

  /** An event set aside, and why. */
  record Failed(long row, String eventId, String why) {
    Verdict verdict() {
      return new Verdict(
          eventId, false, "failed",
          "this could not be decided (" + why + ") and was set aside; tell an administrator, who finds the cause in the log");
    }
  }

  /** A decision, the events it took and those set aside. */
  record Outcome(Decision decision, List<LeadEvent> taken, List<Failed> failed) {}
}
