package dev.leadloop.orders;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.inbox.InboxVerdict;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.orders.OrderResult.Decision;
import dev.leadloop.orders.OrderResult.Failed;
import dev.leadloop.orders.OrderResult.FieldWrong;
import dev.leadloop.orders.OrderResult.KeyUsed;
import dev.leadloop.orders.OrderResult.NotRecorded;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.orders.OrderResult.Refused;
import dev.leadloop.orders.OrderResult.UnknownLead;
import dev.leadloop.orders.OrderResult.UnknownOrder;
import dev.leadloop.orders.OrderResult.Waiting;
import dev.leadloop.record.LeadStore;
import dev.leadloop.security.CallerKeys;
import dev.leadloop.text.VisibleText;
import dev.leadloop.view.AnswerReadStore;
import dev.leadloop.view.LeadReadStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Records an order first and asks for its verdict then, so that an outage never makes a rep late. */
@Component
public class Orders {
  /** How long whoever gives an order waits for the verdict before it is left to be read later. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  private final LeadStore leads;
  private final LeadReadStore reads;
  private final InboxStore inbox;
  private final AnswerReadStore recorded;
  private final LeadDecider decider;
  private final CallerKeys keys;
  private final OrderChecks checks;
  private final Clock clock;

  Orders(
      LeadStore leads,
      LeadReadStore reads,
      InboxStore inbox,
      AnswerReadStore recorded,
      LeadDecider decider,
      CallerKeys keys,
      OrderChecks checks,
      Clock clock) {
    this.leads = leads;
    this.reads = reads;
    this.inbox = inbox;
    this.recorded = recorded;
    this.decider = decider;
    this.keys = keys;
    this.checks = checks;
    this.clock = clock;
  }

  /**
   * Records the order and waits at most two seconds for its verdict.
   *
   * @param key names the order among those of whoever gives it, so that given again it does nothing twice; null makes a
   *     new one
   */
  public OrderResult give(String leadId, Order order, Principal by, @Nullable String key) {
    return giveOnce(leadId, order, by, eventId(by, key));
  }

  /** The same under an id of ours, which says nothing of anybody: the inbox takes an id once. */
  public OrderResult giveOnce(String leadId, Order order, Principal by, String eventId) {
    Optional<NotRecorded> wrong = fault(leadId, order);
    if (wrong.isPresent()) {
      return wrong.get();
    }
    InboxRow row = row(new LeadId(leadId), eventId, order, by);
    if (!inbox.appendAnswer(row) && !recorded.holdsSame(row)) {
      return new KeyUsed();
    }
    return settled(row.lead(), eventId);
  }

  /**
   * What each of many leads is told by one order.
   *
   * @param label as the history shows it
   * @param note a person's free text; null where none was written
   */
  public record Told(String label, EventBody body, @Nullable String note) {}

  /** What is wrong with the form of an order, whichever leads it is for; empty where nothing is. */
  public Optional<OrderResult.FieldWrong> wrongForm(Order order) {
    return checks.form(order);
  }

  /** What each of many leads is told by that order, whose form was found right. */
  public static Told told(Order order) {
    return new Told(OrderEvents.label(order), OrderEvents.body(order), VisibleText.known(order.note()));
  }

  /** Under which id the inbox takes an order that is given with that key. */
  String eventId(Principal by, @Nullable String key) {
    return "answer-" + (key == null ? UUID.randomUUID() : keys.kept(by, key));
  }

  /** Why an order cannot be recorded; empty where it can. */
  Optional<NotRecorded> fault(String leadId, Order order) {
    Optional<FieldWrong> wrong = checks.form(order);
    if (wrong.isPresent()) {
      return Optional.of(wrong.get());
    }
    if (known(leadId) == null) {
      return Optional.of(new UnknownLead());
    }
    return OrderChecks.time(order, clock.instant()).map(NotRecorded.class::cast);
  }

  /** What became of a recorded order; where nothing has yet, its verdict is asked for. */
  OrderResult settled(LeadId lead, String eventId) {
    return verdictOn(lead, eventId) instanceof Recorded before ? decided(before) : new UnknownOrder(eventId);
  }

  /** What became of an order given earlier. */
  public OrderResult read(String leadId, String eventId) {
    LeadId lead = known(leadId);
    return lead == null ? new UnknownLead() : verdictOn(lead, eventId);
  }

  private OrderResult decided(Recorded before) {
    return switch (before.decision()) {
      case Applied ignored -> before;
      case Refused ignored -> before;
      case Failed ignored -> before;
      case Waiting ignored -> {
        Optional<Verdict> verdict = decider.decide(before.lead(), before.eventId(), PATIENCE);
        yield verdict.isEmpty()
            ? verdictOn(before.lead(), before.eventId())
            : recorded(before.lead(), before.recordedAt(), verdict.get());
      }
    };
  }

  private @Nullable LeadId known(String leadId) {
    if (!LeadId.isOne(leadId)) {
      return null;
    }
    LeadId lead = new LeadId(leadId);
    return leads.known(List.of(lead)).contains(lead) ? lead : null;
  }

  /** The order as the inbox takes it. */
  InboxRow row(LeadId lead, String eventId, Order order, Principal by) {
    Instant said = order.occurredAt();
    return new InboxRow(
        lead,
        eventId,
        OrderEvents.label(order),
        said == null ? clock.instant() : said,
        by,
        OrderEvents.body(order),
        VisibleText.known(order.note()),
        InboxRow.Ringing.BY_CALLER);
  }

  private OrderResult verdictOn(LeadId lead, String eventId) {
    InboxVerdict found = inbox.verdict(lead, eventId).orElse(null);
    if (found == null) {
      return new UnknownOrder(eventId);
    }
    if (found.verdict() != null) {
      return recorded(lead, found.recordedAt(), found.verdict());
    }
    String failed = found.failed();
    return failed == null
        ? new Recorded(lead, eventId, found.recordedAt(), new Waiting(), null)
        : recorded(lead, eventId, found.recordedAt(), new Failed(setAside(failed)));
  }

  private static String setAside(String why) {
    return "this could not be decided (" + why + ") and was set aside; tell an administrator, who finds the cause in the log";
  }

  private Recorded recorded(LeadId lead, Instant recordedAt, Verdict verdict) {
    Decision decision =
        verdict.applied()
            ? new Applied(verdict.code(), verdict.message())
            : Failed.CODE.equals(verdict.code())
                ? new Failed(verdict.message())
                : new Refused(verdict.code(), verdict.message());
    return recorded(lead, verdict.eventId(), recordedAt, decision);
  }

  private Recorded recorded(LeadId lead, String eventId, Instant recordedAt, Decision decision) {
    return new Recorded(lead, eventId, recordedAt, decision, reads.current(lead).orElse(null));
  }
}
