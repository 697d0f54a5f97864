package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.LeadViews;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.RoutingLog;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import io.temporal.failure.ApplicationFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The record without a database: the same rules about seq and repetition, the real decisions. */
final class InMemoryRecord implements DecisionActivities, EffectActivities {
  private final LeadPolicy policy;
  private final Map<String, Lead> leads = new HashMap<>();
  private final List<String> carriedOut = new ArrayList<>();
  private final List<Instant> mailedAt = new ArrayList<>();
  private boolean away;
  private int rowsAtOnce = Integer.MAX_VALUE;
  private int calls;
  private @Nullable RuntimeException effectFailure;

  InMemoryRecord(LeadPolicy policy) {
    this.policy = policy;
  }

  private static final class Lead {
    LeadState state;
    final Map<String, LeadEvent> undecided = new LinkedHashMap<>();
    final Map<String, Verdict> verdicts = new HashMap<>();
    final Map<EffectRef, DecisionReply.OrderedEffect> open = new LinkedHashMap<>();
    final List<JournalEntry> journal = new ArrayList<>();
    @Nullable DecisionReply reply;
    long row;

    Lead(LeadState state) {
      this.state = state;
    }
  }

  synchronized void know(LeadId id, LeadProfile profile) {
    leads.put(id.value(), new Lead(LeadState.undecided(id, profile)));
  }

  synchronized void append(LeadId id, String eventId, Instant at, Principal by, EventBody body) {
    append(lead(id.value()), eventId, at, by, body);
  }

  /** Fails every call until told otherwise, as a database that is down does. */
  synchronized void away(boolean away) {
    this.away = away;
  }

  /** Lets a decision take so many events and leave the rest to the next, as the real record does with hundreds. */
  synchronized void rowsAtOnce(int most) {
    rowsAtOnce = most;
  }

  synchronized void failEffectsWith(RuntimeException failure) {
    effectFailure = failure;
  }

  synchronized int calls() {
    return calls;
  }

  synchronized List<String> carriedOut() {
    return List.copyOf(carriedOut);
  }

  /** When mails were ordered. */
  synchronized List<Instant> mailedAt() {
    return List.copyOf(mailedAt);
  }

  synchronized List<JournalEntry> journal(LeadId id) {
    return List.copyOf(lead(id.value()).journal);
  }

  synchronized LeadState state(LeadId id) {
    return lead(id.value()).state;
  }

  synchronized int openEffects(LeadId id) {
    return lead(id.value()).open.size();
  }

  @Override
  public synchronized DecisionReply decideAndRecord(DecisionRequest request) {
    reachable();
    Lead lead = lead(request.leadId());
    for (MessageContent message : request.content()) {
      append(lead, message.eventId(), message.occurredAt(), Principal.TEMPORAL, message.body());
    }
    DecisionReply recorded = lead.reply;
    if (recorded != null && request.seq() <= recorded.seq()) {
      return request.seq() == recorded.seq() ? withMore(recorded, lead) : latest(recorded, lead);
    }
    return record(lead, decide(lead, request.now()));
  }

  @Override
  public synchronized @Nullable Verdict recordedVerdict(String leadId, String eventId) {
    reachable();
    return lead(leadId).verdicts.get(eventId);
  }

  @Override
  public synchronized String sendEmail(EffectRef effect) {
    return carryOut(effect);
  }

  @Override
  public synchronized String notifySales(List<EffectRef> effects) {
    effects.forEach(this::carryOut);
    return "done";
  }

  private String carryOut(EffectRef ref) {
    if (effectFailure != null) {
      throw effectFailure;
    }
    DecisionReply.OrderedEffect effect = lead(ref.leadId()).open.remove(ref);
    if (effect != null) {
      carriedOut.add(switch (effect.effect()) {
        case Effect.SendEmail mail -> "mail " + mail.template();
        case Effect.AskConfirmation ignored -> "confirm";
        case Effect.Notify notice -> "tell " + notice.recipient() + " " + notice.notice();
      });
    }
    return "done";
  }

  private void reachable() {
    calls++;
    if (away) {
      throw new IllegalStateException("the database does not answer");
    }
  }

  private Lead lead(String id) {
    Lead lead = leads.get(id);
    if (lead == null) {
      throw ApplicationFailure.newNonRetryableFailure("no lead '" + id + "' is known", UNKNOWN_LEAD);
    }
    return lead;
  }

  private static void append(Lead lead, String eventId, Instant at, Principal by, EventBody body) {
    if (!lead.verdicts.containsKey(eventId)) {
      lead.undecided.computeIfAbsent(eventId, id -> new LeadEvent(++lead.row, id, at, at, by, body));
    }
  }

  private Decision decide(Lead lead, Instant now) {
    List<LeadEvent> events = lead.undecided.values().stream().limit(rowsAtOnce).toList();
    Decision decision = LeadLifecycle.decide(lead.state, events, policy, SalesDesk.UNSEEN, now);
    if (!decision.needsDesk()) {
      return decision;
    }
    SalesDesk desk = new SalesDesk(true, List.of(
        TestReps.rep("rep-a", "sales"), TestReps.rep("rep-b", "sales")))
        .afterAssigning("rep-b", List.of(new RoutingLog.Turn("rep-a", 0, 0), new RoutingLog.Turn("rep-b", SalesDesk.TURN, 0)));
    return LeadLifecycle.decide(lead.state, events, policy, desk, now);
  }

  private DecisionReply record(Lead lead, Decision decision) {
    long seq = decision.next().seq();
    if (seq == lead.state.seq() && lead.reply != null) {
      DecisionReply same = lead.reply;
      return new DecisionReply(
          seq, same.view(), List.of(), same.due(), !lead.undecided.isEmpty(), List.of(), null, same.outcome());
    }
    List<Signal> signals = new ArrayList<>(lead.state.signals());
    signals.addAll(decision.signals());
    LeadState next = decision.next();
    lead.state = next.signals().containsAll(decision.signals()) ? next : new LeadState(
        next.leadId(), next.seq(), next.decidedAt(), next.profile(), signals, next.progress());
    decision.journal().forEach(line -> lead.journal.add(line.entry()));
    for (Verdict verdict : decision.verdicts()) {
      lead.verdicts.put(verdict.eventId(), verdict);
      lead.undecided.remove(verdict.eventId());
    }
    List<DecisionReply.OrderedEffect> effects = new ArrayList<>();
    for (Effect effect : decision.effects()) {
      DecisionReply.OrderedEffect ordered = new DecisionReply.OrderedEffect(seq, effects.size() + 1, effect);
      effects.add(ordered);
      if (effect instanceof Effect.SendEmail) {
        mailedAt.add(decision.at());
      }
      lead.open.put(new EffectRef(next.leadId().value(), seq, ordered.n()), ordered);
    }
    DecisionReply reply = reply(seq, lead, effects, decision.due(), decision.verdicts(), Happening.of(decision));
    lead.reply = reply;
    return reply;
  }

  private DecisionReply reply(long seq, Lead lead, List<DecisionReply.OrderedEffect> effects, @Nullable Due due,
      List<Verdict> verdicts, List<Happening> happened) {
    LeadProgress progress = lead.state.progress();
    if (progress == null) {
      throw new IllegalStateException("nothing was ever recorded of this lead: append its entry first");
    }
    String outcome = progress.stage().closed() && due == null ? progress.stage().label() : null;
    return new DecisionReply(seq, LeadViews.of(seq, progress, due, policy.version()), effects, due,
        !lead.undecided.isEmpty(), verdicts, happened, outcome);
  }

  private static DecisionReply withMore(DecisionReply recorded, Lead lead) {
    return new DecisionReply(recorded.seq(), recorded.view(), recorded.effects(), recorded.due(),
        !lead.undecided.isEmpty(), recorded.verdicts(), recorded.happened(), recorded.outcome());
  }

  private static DecisionReply latest(DecisionReply recorded, Lead lead) {
    return new DecisionReply(recorded.seq(), recorded.view(), List.copyOf(lead.open.values()), recorded.due(),
        !lead.undecided.isEmpty(), List.of(), recorded.happened(), recorded.outcome());
  }
}
