package dev.leadloop.api.answer;

import dev.leadloop.api.answer.AnswerGiven.Status;
import dev.leadloop.api.answer.AnswerRequests.Order;
import dev.leadloop.api.lead.LeadStatus;
import dev.leadloop.intake.IntakeWarnings;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Verdict;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.CallerKeys;
import dev.leadloop.store.AnswerReadStore;
import dev.leadloop.store.InboxRow;
import dev.leadloop.store.InboxStore;
import dev.leadloop.store.InboxVerdict;
import dev.leadloop.store.LeadReadStore;
import dev.leadloop.store.LeadStore;
import dev.leadloop.text.VisibleText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records an answer first and asks for its verdict then, so that an outage never makes a rep late. */
@Component
public class Answers {
  /** How long a caller waits for the verdict before the answer is left to be read later. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Code of what the decider could not decide. */
  private static final String FAILED = "failed";

  private final LeadStore leads;
  private final LeadReadStore reads;
  private final InboxStore inbox;
  private final AnswerReadStore recorded;
  private final LeadDecider decider;
  private final CallerKeys keys;
  private final Clock clock;

  Answers(
      LeadStore leads,
      LeadReadStore reads,
      InboxStore inbox,
      AnswerReadStore recorded,
      LeadDecider decider,
      CallerKeys keys,
      Clock clock) {
    this.leads = leads;
    this.reads = reads;
    this.inbox = inbox;
    this.recorded = recorded;
    this.decider = decider;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Records the order and waits for its verdict.
   *
   * @param key names the order among those of its caller, so that a repeated call does nothing twice; null makes a new
   *     one
   */
  public AnswerGiven give(String leadId, Order order, Principal by, @Nullable String key) {
    return giveOnce(leadId, order, by, "answer-" + (key == null ? UUID.randomUUID() : keys.kept(by, key)));
  }

  /** The same under an id of ours, which says nothing of anybody: the inbox takes an id once. */
  public AnswerGiven giveOnce(String leadId, Order order, Principal by, String eventId) {
    LeadId lead = known(leadId);
    InboxRow row = row(lead, eventId, order, by);
    if (!inbox.appendAnswer(row) && !recorded.holdsSame(row)) {
      throw Problem.IDEMPOTENCY_MISMATCH.because(
          "You used this Idempotency-Key for something else about this lead. Nothing was changed; use a new key for a new"
              + " answer.");
    }
    AnswerGiven before = verdictOn(lead, eventId);
    if (before.status() != Status.WAITING) {
      return before;
    }
    Optional<Verdict> verdict = decider.decide(lead, eventId, PATIENCE);
    return verdict.isEmpty() ? verdictOn(lead, eventId) : given(lead, before.recordedAt(), verdict.get());
  }

  /** What became of an answer given earlier. */
  AnswerGiven read(String leadId, String eventId) {
    return verdictOn(known(leadId), eventId);
  }

  private LeadId known(String leadId) {
    if (leadId.matches("[0-9A-Za-z-]{1,64}")) {
      LeadId lead = new LeadId(leadId);
      if (leads.known(List.of(lead)).contains(lead)) {
        return lead;
      }
    }
    throw Problem.unknownLead();
  }

  private InboxRow row(LeadId lead, String eventId, Order order, Principal by) {
    Instant said = order.occurredAt();
    if (IntakeWarnings.future("occurredAt", said, clock.instant()).isPresent()) {
      throw FieldError.in("occurredAt", "lies in the future; give when it happened, or leave it out for now");
    }
    String note = order.note();
    return new InboxRow(
        lead,
        eventId,
        order.label(),
        said == null ? clock.instant() : said,
        by,
        order.body(),
        VisibleText.known(note),
        InboxRow.Ringing.BY_CALLER);
  }

  private AnswerGiven verdictOn(LeadId lead, String eventId) {
    InboxVerdict found =
        inbox.verdict(lead, eventId)
            .orElseThrow(
                () ->
                    Problem.NOT_FOUND.because(
                        "This lead has no answer '" + eventId + "'. Take the address from the Location header."));
    Verdict verdict = found.verdict();
    if (verdict != null) {
      return given(lead, found.recordedAt(), verdict);
    }
    String failed = found.failed();
    return failed == null
        ? new AnswerGiven(lead.value(), eventId, found.recordedAt(), Status.WAITING, null, null, null)
        : new AnswerGiven(lead.value(), eventId, found.recordedAt(), Status.FAILED, FAILED, setAside(failed), status(lead));
  }

  private static String setAside(String why) {
    return "this could not be decided (" + why + ") and was set aside; tell an administrator, who finds the cause in the log";
  }

  private AnswerGiven given(LeadId lead, Instant recordedAt, Verdict verdict) {
    Status status =
        verdict.applied() ? Status.APPLIED : FAILED.equals(verdict.code()) ? Status.FAILED : Status.REFUSED;
    return new AnswerGiven(
        lead.value(), verdict.eventId(), recordedAt, status, verdict.code(), verdict.message(), status(lead));
  }

  private @Nullable LeadStatus status(LeadId lead) {
    return reads.current(lead).map(LeadStatus::of).orElse(null);
  }
}
