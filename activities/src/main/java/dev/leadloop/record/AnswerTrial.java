package dev.leadloop.record;

import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.StatusStore.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Says what would become of an answer that waits, were it decided now, and writes nothing. */
public final class AnswerTrial {
  private final LeadRecords records;
  private final PolicySource policies;
  private final Decider decider;
  private final InstantSource clock;

  AnswerTrial(LeadRecords records, PolicySource policies, Decider decider, InstantSource clock) {
    this.records = records;
    this.policies = policies;
    this.decider = decider;
    this.clock = clock;
  }

  /**
   * The verdict on that row of the inbox; empty where nothing is decided of the lead yet, or it is not among what waits. Call
   * it in the transaction that stored the row: it locks the lead, and the desk where the answer would give it to somebody.
   */
  public Optional<Verdict> of(LeadId lead, String eventId) {
    LeadStore.Locked locked = records.leads().lock(lead).orElse(null);
    Status last = records.statuses().lock(lead).orElse(null);
    if (locked == null || locked.erased() || last == null) {
      return Optional.empty();
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant at = last.decidedAt().isAfter(now) ? last.decidedAt() : now;
    LeadPolicy policy = policies.version(last.policyVersion());
    Subject subject = Subject.load(records, lead, locked.profile(), last, policy, at);
    InboxStore.Undecided waiting = records.inbox().undecided(lead);
    return new CarefulDecider(
            decider, subject.state(), policy, () -> records.desk().lock(lead, policy.calendars(), at), at)
        .decide(waiting.rows(), List.of()).decision().verdicts().stream()
        .filter(verdict -> verdict.eventId().equals(eventId)).findFirst();
  }
}
