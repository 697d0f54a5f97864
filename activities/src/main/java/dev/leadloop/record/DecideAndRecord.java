package dev.leadloop.record;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.InboxVerdict;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.LeadViews;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.Forgotten;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.StatusStore.Status;
import dev.leadloop.temporal.ActivityFailures;
import dev.leadloop.temporal.DecisionActivities;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.MessageContent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes a lead's next decision and records it, all in one transaction under the lead's lock. */
public final class DecideAndRecord implements DecisionActivities {
  private final LeadRecords records;
  private final TransactionTemplate transaction;
  private final PolicySource policies;
  private final Decider decider;
  private final InstantSource clock;
  private final DecisionWriter writer;

  public DecideAndRecord(
      LeadRecords records,
      TransactionTemplate transaction,
      PolicySource policies,
      Decider decider,
      InstantSource clock) {
    this.records = records;
    this.transaction = transaction;
    this.policies = policies;
    this.decider = decider;
    this.clock = clock;
    this.writer = new DecisionWriter(records);
  }

  @Override
  public DecisionReply decideAndRecord(DecisionRequest request) {
    LeadId lead = leadId(request.leadId());
    List<Verdict> refused = new ArrayList<>();
    for (MessageContent content : request.content()) {
      MessageCheck.refused(content)
          .ifPresentOrElse(refused::add, () -> records.inbox().appendAnswer(row(lead, content)));
    }
    DecisionReply reply = decided(lead, request);
    return refused.isEmpty() ? reply : with(refused, reply);
  }

  @Override
  public @Nullable Verdict recordedVerdict(String leadId, String eventId) {
    return records.inbox().verdict(leadId(leadId), eventId).map(InboxVerdict::verdict).orElse(null);
  }

  /** A decision that fails for a reason of its lead's own is told to people; it is asked for again all the same. */
  private DecisionReply decided(LeadId lead, DecisionRequest request) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> locked(lead, request)));
    } catch (DataAccessResourceFailureException | TransientDataAccessException | TransactionException nobodysOwn) {
      throw nobodysOwn;
    } catch (RuntimeException failed) {
      if (ActivityFailures.meant(failed)) {
        throw failed;
      }
      try {
        String words = String.valueOf(NestedExceptionUtils.getMostSpecificCause(failed).getMessage());
        // What comes behind the first line may name what the record holds of the person.
        records.inbox()
            .undecidable(lead, failed.getClass().getSimpleName(), ShortText.of(words.lines().findFirst().orElse(""), 200));
      } catch (DataAccessException away) {
        failed.addSuppressed(away);
      }
      throw failed;
    }
  }

  private static DecisionReply with(List<Verdict> refused, DecisionReply reply) {
    List<Verdict> verdicts = new ArrayList<>(reply.verdicts());
    verdicts.addAll(refused);
    return new DecisionReply(
        reply.seq(), reply.view(), reply.effects(), reply.due(), reply.more(), verdicts, reply.happened(), reply.outcome());
  }

  private DecisionReply locked(LeadId lead, DecisionRequest request) {
    LeadStore.Locked locked = records.leads().lock(lead).orElseThrow(() -> unknown(lead.value()));
    Status status = records.statuses().lock(lead).orElse(null);
    if (locked.erased()) {
      return erased(lead, status);
    }
    if (status != null && request.seq() == status.seq()) {
      return more(lead, status.reply());
    }
    if (status != null && request.seq() < status.seq()) {
      return latest(lead, status);
    }
    if (request.seq() == 0) {
      return undecided(true);
    }
    return decide(lead, locked, status, request.now());
  }

  private DecisionReply decide(LeadId lead, LeadStore.Locked locked, @Nullable Status last, Instant given) {
    InboxStore.Undecided waiting = records.inbox().undecided(lead);
    Instant now = decisionTime(given, last, locked.factsAt());
    List<CarefulDecider.Failed> failed =
        waiting.unreadable().stream()
            .map(u -> new CarefulDecider.Failed(u.row(), u.eventId(), u.why()))
            .toList();
    List<LeadEvent> rows = waiting.rows();
    Decided decided = decide(lead, locked, last, policy(last, rows), rows, failed, now);
    List<LeadEvent> moves = rows.stream().filter(row -> row.body() instanceof EventBody.RolledOut).toList();
    List<CarefulDecider.Failed> stuck = decided.outcome().failed().stream()
        .filter(one -> moves.stream().anyMatch(move -> move.row() == one.row()))
        .toList();
    if (last != null && !moves.isEmpty() && stuck.size() == moves.size()) {
      // No move could be decided: the lead stays where it is, and so does all that came with it.
      List<LeadEvent> others = rows.stream().filter(row -> !moves.contains(row)).toList();
      decided = decide(lead, locked, last, policies.foretold(policies.version(last.policyVersion())), others,
          joined(failed, stuck), now);
    }
    CarefulDecider.Outcome outcome = decided.outcome();
    if (outcome.decision().journal().isEmpty()) {
      writer.verdicts(decided.subject(), outcome);
      return nothing(lead, last, outcome);
    }
    return writer.write(decided.subject(), decided.policy(), outcome);
  }

  private Decided decide(
      LeadId lead, LeadStore.Locked locked, @Nullable Status last, LeadPolicy policy, List<LeadEvent> rows,
      List<CarefulDecider.Failed> failed, Instant now) {
    Subject subject = Subject.load(records, lead, locked.profile(), last, policy, now);
    CarefulDecider careful = new CarefulDecider(
        decider, subject.state(), policy, () -> records.desk().lock(lead, policy.calendars(), now), now);
    return new Decided(subject, policy, careful.decide(rows, failed));
  }

  private record Decided(Subject subject, LeadPolicy policy, CarefulDecider.Outcome outcome) {}

  private static List<CarefulDecider.Failed> joined(List<CarefulDecider.Failed> one, List<CarefulDecider.Failed> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /** The version the lead is pinned to, or the one that a rollout among its rows moves it to. */
  private LeadPolicy policy(@Nullable Status last, List<LeadEvent> rows) {
    if (last == null) {
      return policies.foretold(policies.latest());
    }
    int version = last.policyVersion();
    for (LeadEvent row : rows) {
      if (row.body() instanceof EventBody.RolledOut order) {
        version = order.version();
      }
    }
    return policies.foretold(policies.version(version));
  }

  /** Nothing is recorded, but a due time that moved by itself, such as by decay, is told. */
  private DecisionReply nothing(LeadId lead, @Nullable Status last, CarefulDecider.Outcome outcome) {
    boolean more = records.inbox().anyUndecided(lead);
    if (last == null) {
      return undecided(more);
    }
    Due due = outcome.decision().due();
    LeadView view = LeadViews.of(last.seq(), last.progress(), due, last.policyVersion());
    DecisionReply recorded = last.reply();
    if (!Objects.equals(due, recorded.due())) {
      // Else the record would go on naming a time that has passed, as that of a lead that lost its timer.
      records.statuses().dueMoved(lead, DecisionWriter.reply(
          view, recorded.effects(), due, recorded.more(), recorded.verdicts(), recorded.happened()));
    }
    return DecisionWriter.reply(view, List.of(), due, more,
        Outward.verdicts(outcome.decision().verdicts(), outcome.taken()), null);
  }

  /** The state as recorded and everything still to be carried out, for a workflow that lost its place. */
  private DecisionReply latest(LeadId lead, Status status) {
    DecisionReply recorded = status.reply();
    return new DecisionReply(
        status.seq(),
        recorded.view(),
        records.effects().open(lead),
        recorded.due(),
        records.inbox().anyUndecided(lead),
        List.of(),
        recorded.happened(),
        recorded.outcome());
  }

  private DecisionReply more(LeadId lead, DecisionReply recorded) {
    return new DecisionReply(
        recorded.seq(),
        recorded.view(),
        recorded.effects(),
        recorded.due(),
        records.inbox().anyUndecided(lead),
        recorded.verdicts(),
        recorded.happened(),
        recorded.outcome());
  }

  private static DecisionReply undecided(boolean more) {
    return new DecisionReply(0, Subject.UNDECIDED, List.of(), null, more, List.of(), null, null);
  }

  /** A forgotten lead decides nothing any more: what still comes in is refused, and its workflow ends. */
  private DecisionReply erased(LeadId lead, @Nullable Status status) {
    long seq = status == null ? 0 : status.seq();
    InboxStore.Undecided waiting = records.inbox().undecided(lead);
    List<Verdict> refused =
        waiting.rows().stream()
            .map(e -> new Verdict(e.eventId(), false, Forgotten.REASON, "The person asked to be forgotten."))
            .toList();
    writer.refuse(lead, seq, waiting, refused);
    records.inbox().empty(lead);
    LeadView view = status == null ? Subject.UNDECIDED : status.reply().view();
    List<Verdict> told = Outward.verdicts(refused, waiting.rows());
    return new DecisionReply(seq, view, List.of(), null, false, told, null, Stage.ERASED.label());
  }

  /** Never before what it goes by: the last decision, and the facts, whose clock may be another's. */
  private Instant decisionTime(Instant given, @Nullable Status last, @Nullable Instant factsAt) {
    Instant latest = later(given, clock.instant());
    latest = last == null ? latest : later(latest, last.decidedAt());
    latest = factsAt == null ? latest : later(latest, factsAt);
    return latest.truncatedTo(ChronoUnit.MICROS);
  }

  private static Instant later(Instant one, Instant other) {
    return other.isAfter(one) ? other : one;
  }

  private static InboxRow row(LeadId lead, MessageContent content) {
    EventBody body = content.body();
    String label = body instanceof EventBody.Engaged engaged ? engaged.type() : InboxStore.kind(body);
    return new InboxRow(
        lead, content.eventId(), label, content.occurredAt(), Principal.TEMPORAL, body, null,
        content.awaited() ? InboxRow.Ringing.BY_CALLER : InboxRow.Ringing.LATER);
  }

  private static LeadId leadId(String given) {
    try {
      return new LeadId(given);
    } catch (IllegalArgumentException e) {
      throw unknown(given);
    }
  }

  private static RuntimeException unknown(String lead) {
    return ActivityFailures.forGood(
        "There is no lead '" + lead + "' in Leadloop's record. Take the lead in first (POST /api/v1/leads or an import),"
            + " then start its workflow with the id lead/<leadId>.",
        UNKNOWN_LEAD);
  }
}
