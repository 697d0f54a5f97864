package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.temporal.LeadWorkflows;
import java.time.Duration;
import java.util.Optional;

/** Has one recorded answer decided while its giver waits. */
public final class LeadDoor {
  private final RingStore store;
  private final InboxStore inbox;
  private final LeadWorkflows workflows;

  LeadDoor(RingStore store, InboxStore inbox, LeadWorkflows workflows) {
    this.store = store;
    this.inbox = inbox;
    this.workflows = workflows;
  }

  /**
   * The verdict on the inbox row of that event id, which the caller has committed.
   *
   * @return empty when none came within that time, whatever the reason: the row stands, and the relay rings for it
   */
  public Optional<Verdict> decide(LeadId lead, String eventId, Duration within) {
    Optional<Verdict> verdict = store.start(lead).flatMap(start -> workflows.decide(start, eventId, within));
    if (verdict.isPresent()) {
      inbox.received(lead, eventId);
    }
    return verdict;
  }
}
