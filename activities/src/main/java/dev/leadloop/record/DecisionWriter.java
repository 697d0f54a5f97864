package dev.leadloop.record;

import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.InboxStore.DecidedRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.LeadViews;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.measures.FactChanges;
import dev.leadloop.measures.FactProjector;
import dev.leadloop.measures.JournalLine;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.StatusStore.Status;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a decision into the record; its caller holds the lead's lock. */
final class DecisionWriter {
  private final LeadRecords records;

  DecisionWriter(LeadRecords records) {
    this.records = records;
  }

  /** Writes everything a decision came to, and makes the reply that a repeated call will get again. */
  DecisionReply write(Subject subject, LeadPolicy policy, CarefulDecider.Outcome outcome) {
    int policyVersion = policy.version();
    LeadId lead = subject.lead();
    Decision decision = outcome.decision();
    long seq = decision.next().seq();
    LeadProgress progress = Objects.requireNonNull(decision.next().progress(), "a decided lead has progress");
    List<OrderedEffect> effects = ordered(seq, decision.effects());
    LeadView view = LeadViews.of(seq, progress, decision.due(), policyVersion);
    List<Happening> happened = Happening.of(decision);
    List<Verdict> verdicts = Outward.verdicts(decision.verdicts(), outcome.taken());
    DecisionReply reply = reply(view, effects, decision.due(), false, verdicts, happened);

    records.journal().append(lead, seq, decision.at(), policyVersion, decision.journal());
    records.signals().addAll(lead, decision.signals());
    records.effects().order(lead, decision.at(), effects);
    records.handoffs().write(
        lead, CycleFold.changed(subject.progress(), decision.journal(), decision.at()).values());
    records.measures().write(lead, facts(subject, seq, decision, policy));
    Assignments given = Assignments.of(decision.journal());
    records.desk().assigned(given.reps(), given.turns(), decision.at());
    if (decision.journal().stream().map(Decision.Noted::entry).anyMatch(DecisionWriter::forgets)) {
      records.leads().bury(lead, decision.at());
    }
    records.inbox().decided(lead, seq, rows(outcome));
    boolean more =
        records.statuses().write(
            lead, new Status(seq, decision.at(), policyVersion, progress, reply), CountingChange.in(subject.progress(), outcome));
    return reply(view, effects, decision.due(), more, verdicts, happened);
  }

  private static FactChanges facts(Subject subject, long seq, Decision decision, LeadPolicy policy) {
    List<JournalLine> lines = new ArrayList<>(decision.journal().size());
    for (Decision.Noted noted : decision.journal()) {
      lines.add(
          new JournalLine(
              seq, lines.size(), decision.at(), noted.by(), noted.causeEventId(), policy.version(), noted.entry()));
    }
    return FactProjector.changes(subject.lead(), subject.progress(), lines, version -> policy);
  }

  /** Events about which there was nothing to record are taken all the same. */
  void verdicts(Subject subject, CarefulDecider.Outcome outcome) {
    records.inbox().decided(subject.lead(), subject.state().seq(), rows(outcome));
  }

  /** Takes rows without deciding them. */
  void refuse(LeadId lead, long seq, InboxStore.Undecided waiting, List<Verdict> refused) {
    List<DecidedRow> rows = new ArrayList<>();
    for (int i = 0; i < refused.size(); i++) {
      rows.add(new DecidedRow(waiting.rows().get(i).row(), refused.get(i), null));
    }
    waiting.unreadable().forEach(u -> rows.add(new DecidedRow(u.row(), null, u.why())));
    records.inbox().decided(lead, seq, rows);
  }

  static DecisionReply reply(
      LeadView view, List<OrderedEffect> effects, @Nullable Due due, boolean more, List<Verdict> verdicts,
      @Nullable List<Happening> happened) {
    Stage stage = view.stage();
    String outcome = stage.closed() && due == null ? stage.label() : null;
    return new DecisionReply(view.seq(), view, effects, due, more, verdicts, happened, outcome);
  }

  private static List<OrderedEffect> ordered(long seq, List<Effect> effects) {
    List<OrderedEffect> ordered = new ArrayList<>(effects.size());
    for (Effect effect : effects) {
      ordered.add(new OrderedEffect(seq, ordered.size(), effect));
    }
    return ordered;
  }

  private static boolean forgets(JournalEntry entry) {
    return switch (entry) {
      case JournalEntry.OfPerson line ->
          switch (line) {
            case JournalEntry.ErasureNoted ignored -> true;
            case JournalEntry.SuppressionNoted ignored -> false;
            case JournalEntry.SuppressionLifted ignored -> false;
            case JournalEntry.ConsentNoted ignored -> false;
            case JournalEntry.StopDoubted ignored -> false;
            case JournalEntry.StopDoubtSettled ignored -> false;
          };
      case JournalEntry.OfLead ignored -> false;
      case JournalEntry.OfNurture ignored -> false;
      case JournalEntry.OfHandoff ignored -> false;
      case JournalEntry.OfSales ignored -> false;
    };
  }

  private static List<DecidedRow> rows(CarefulDecider.Outcome outcome) {
    Map<String, Verdict> verdicts =
        outcome.decision().verdicts().stream()
            .collect(Collectors.toMap(Verdict::eventId, Function.identity(), (first, second) -> first));
    List<DecidedRow> rows = new ArrayList<>();
    for (LeadEvent event : outcome.taken()) {
      Verdict verdict = verdicts.get(event.eventId());
      rows.add(
          new DecidedRow(
              event.row(), verdict == null ? Verdict.applied(event.eventId(), "noted") : verdict, null));
    }
    outcome.failed().forEach(failed -> rows.add(new DecidedRow(failed.row(), failed.verdict(), failed.why())));
    return rows;
  }
}
