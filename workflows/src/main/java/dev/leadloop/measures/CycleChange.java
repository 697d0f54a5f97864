package dev.leadloop.measures;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.handoff.HandingOver;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.CycleEnds;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.measures.CycleFacts.Ended;
import dev.leadloop.measures.CycleFacts.Opened;
import dev.leadloop.measures.CycleFacts.Owned;
import dev.leadloop.measures.CycleFacts.Terms;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.sla.BusinessCalendar.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What lines say of one handoff cycle. */
final class CycleChange {
  private final int cycle;
  private @Nullable JournalLine opening;
  private @Nullable Handoff opened;
  private @Nullable Terms terms;
  private @Nullable Instant deadline;
  private @Nullable String owner;
  private @Nullable Boolean queue;
  private @Nullable Instant ownerSince;
  private @Nullable Instant queuedAt;
  private @Nullable Instant contactedAt;
  private @Nullable EndedCycle end;
  private boolean takenOver;
  private @Nullable List<Stretch> hours;
  private final List<Stretch> paused = new ArrayList<>();

  CycleChange(int cycle) {
    this.cycle = cycle;
  }

  void opened(JournalLine line, Handoff handoff) {
    opening = line;
    opened = handoff;
    terms = new Terms(handoff.terms().trigger(), handoff.terms().slaClass());
    deadline = Kept.instant(handoff.deadline());
    owned(handoff.owner(), handoff.queue(), Kept.instant(handoff.terms().assignedAt()));
  }

  void owned(String by, boolean byQueue, Instant since) {
    owner = by;
    queue = byQueue;
    ownerSince = since;
    queuedAt = byQueue && queuedAt == null ? since : queuedAt;
  }

  /** The lead asked meanwhile: what is more urgent says for what, and under which terms, it is to be answered. */
  void asked(JournalEntry.RequestAdded added) {
    Handoff.Raised raised = added.raised();
    if (raised != null) {
      terms = new Terms(added.signalType(), raised.slaClass());
      deadline = Kept.instant(raised.deadline());
    }
  }

  /** The answer time goes on; before is the handoff as it stood still. */
  void resumed(@Nullable Handoff before, JournalEntry.ClockResumed resumed, Instant at) {
    deadline = Kept.instant(resumed.deadline());
    stoodStill(before, at);
  }

  void contacted(Instant at) {
    contactedAt = contactedAt == null ? at : contactedAt;
  }

  /**
   * It is over; before is the handoff as it was.
   *
   * @param policy by which it ended
   */
  void ended(JournalLine line, @Nullable Handoff before, JournalEntry.CycleEnded ended, LeadPolicy policy) {
    EndedCycle how = ended.end();
    end = how;
    deadline = ended.deadline() == null ? deadline : Kept.instant(ended.deadline());
    owner = before != null && before.owner().equals(how.owner()) ? owner : how.owner();
    takenOver = CycleEnds.takenOver(how.how(), line.by(), how.reason());
    if (before != null) {
      hours = HandingOver.calendar(policy, before).open(before.terms().assignedAt(), how.at());
      stoodStill(before, how.at());
    }
  }

  /** A pause is over by itself at its own time, however late that was noticed. */
  private void stoodStill(@Nullable Handoff before, Instant at) {
    AnswerClock.Pause pause = before == null ? null : before.clock().pause();
    if (pause != null && pause.since().isBefore(at)) {
      paused.add(new Stretch(pause.since(), pause.until().isBefore(at) ? pause.until() : at));
    }
  }

  CycleFacts facts(LeadId lead) {
    return new CycleFacts(
        lead.value(), cycle, opening(), terms, deadline, owner == null ? null : new Owned(owner, queue, ownerSince, queuedAt),
        contactedAt, ending(), paused.isEmpty() ? null : ranges(paused));
  }

  private @Nullable Opened opening() {
    Handoff handoff = opened;
    JournalLine line = opening;
    return handoff == null || line == null
        ? null
        : new Opened(
            line.seq(), line.causeEventId(), line.policyVersion(),
            Kept.instant(handoff.terms().assignedAt()), handoff.owner());
  }

  private @Nullable Ended ending() {
    EndedCycle over = end;
    return over == null
        ? null
        : new Ended(
            Kept.instant(over.at()), over.how().name(), over.by(), CycleEnds.code(over), takenOver,
            hours == null ? null : ranges(hours));
  }

  private static String ranges(List<Stretch> stretches) {
    return stretches.stream()
        .map(one -> "[\"" + Kept.instant(one.from()) + "\",\"" + Kept.instant(one.to()) + "\")")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
