package dev.leadloop.provider;

import dev.leadloop.engagement.HiddenLink;
import dev.leadloop.engagement.MachineJudgement;
import dev.leadloop.engagement.Observation;
import dev.leadloop.engagement.Observation.Marks;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxRow.Ringing;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.provider.ProviderEvent.Kind;
import dev.leadloop.provider.ProviderEventStore.Kept;
import dev.leadloop.provider.ProviderEventStore.Seen;
import dev.leadloop.record.LeadStore;
import dev.leadloop.sending.SendStore;
import dev.leadloop.sending.SendStore.Sent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells the ledger and the leads what the events say: a mail whose fate was open has been taken, opens and clicks are
 * signals unless a machine made them. Each mail is judged by everything known of it, so the order in which events come
 * makes no difference; what was counted before a later event gave the machine away is voided.
 */
public final class ProviderSignals {
  /** How many of the oldest events one transaction tells. */
  static final int BATCH = 1_000;

  /** How many it tells with the others of the same mails. */
  private static final int MOST = 5_000;

  /** How many calls of a provider one transaction makes events of; a call may bring a mebibyte. */
  private static final int CALLS = 10;

  private static final int MOST_NOTE = 4_000;

  private final Duration gather;
  private final ProviderEventStore events;
  private final SendStore ledger;
  private final LeadStore leads;
  private final InboxStore inbox;
  private final ComplaintBrake brake;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /**
   * Tells events of the record.
   *
   * @param gather how long an event waits for what comes with it, such as the other clicks of a scanner, and for a burst to
   *     be taken in
   */
  public ProviderSignals(
      Duration gather,
      ProviderEventStore events,
      SendStore ledger,
      LeadStore leads,
      InboxStore inbox,
      ComplaintBrake brake,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.gather = gather;
    this.events = events;
    this.ledger = ledger;
    this.leads = leads;
    this.inbox = inbox;
    this.brake = brake;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Tells the oldest events that have waited long enough, with the others of the same mails; returns how many. */
  public int tell() {
    Instant before = clock.instant().minus(gather);
    if (events.anyBatch(before)) {
      makeEvents();
    }
    return Objects.requireNonNull(transaction.execute(status -> {
      List<Kept> claimed = events.claim(before, BATCH, MOST);
      if (!claimed.isEmpty()) {
        tell(claimed);
        events.applied(claimed.stream().map(Kept::eventId).toList(), clock.instant());
      }
      return claimed.size();
    }));
  }

  /** Of all that wait, younger ones too: a mail is judged by everything that is known of it. */
  private void makeEvents() {
    int made;
    do {
      made = Objects.requireNonNull(transaction.execute(status -> events.addBatches(CALLS)));
    } while (made > 0);
  }

  private void tell(List<Kept> claimed) {
    Set<UUID> named = claimed.stream().map(Kept::sendId).filter(Objects::nonNull).collect(Collectors.toSet());
    Map<UUID, Sent> sends = named.isEmpty() ? Map.of() : ledger.find(named);
    Set<UUID> settled = sends.isEmpty() ? Set.of() : ledger.takenByProvider(sends.keySet(), clock.instant());
    Map<String, InboxRow> rows = new HashMap<>();
    settled.forEach(id -> put(rows, settledRow(sends.get(id))));
    Machines machines = judge(sends);
    machines.late().forEach(row -> put(rows, row));
    Map<String, LeadId> writers = writers(claimed);
    for (Kept event : claimed) {
      Sent send = event.sendId() == null ? null : sends.get(event.sendId());
      String writer = event.emailKey();
      LeadId lead = send != null ? send.lead() : writer == null ? null : writers.get(writer);
      if (lead != null) {
        put(rows, row(event, lead, send, machines.reasons().get(event.eventId())));
      }
    }
    inbox.appendAll(List.copyOf(rows.values()));
    brake.look(
        claimed.stream()
            .filter(event -> event.kind() == Kind.SPAM_REPORT)
            .map(event -> event.sendId() == null ? null : sends.get(event.sendId()))
            .filter(Objects::nonNull)
            .map(Sent::sequence)
            .collect(Collectors.toSet()));
  }

  /** Who wrote back, by address, where the answer names no mail of ours. */
  private Map<String, LeadId> writers(List<Kept> claimed) {
    Set<String> addresses =
        claimed.stream()
            .filter(event -> event.kind() == Kind.MAY_ASK_TO_STOP || answer(event) != null)
            .map(Kept::emailKey)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return addresses.isEmpty() ? Map.of() : leads.byAddresses(addresses);
  }

  /**
   * What was found of the mails.
   *
   * @param reasons why an event is a machine's, by event id
   * @param late voidings of signals that were told as a person's before
   */
  private record Machines(Map<String, String> reasons, List<InboxRow> late) {}

  private Machines judge(Map<UUID, Sent> sends) {
    if (sends.isEmpty()) {
      return new Machines(Map.of(), List.of());
    }
    Map<UUID, List<Seen>> byMail =
        events.seen(sends.keySet()).stream().collect(Collectors.groupingBy(Seen::sendId));
    Map<String, String> reasons = new HashMap<>();
    List<InboxRow> late = new ArrayList<>();
    byMail.forEach((id, seen) -> {
      Sent send = Objects.requireNonNull(sends.get(id));
      Map<String, String> machines = MachineJudgement.judge(observations(seen), deliveredAt(send, seen));
      reasons.putAll(machines);
      for (Seen one : seen) {
        String reason = machines.get(one.eventId());
        if (reason != null && one.applied()) {
          late.add(voided(one.eventId(), one.kind(), send.lead(), one.occurredAt(), reason, Ringing.NOW));
        }
      }
    });
    return new Machines(reasons, late);
  }

  private static List<Observation> observations(Collection<Seen> seen) {
    return seen.stream()
        .filter(one -> one.kind() != Kind.DELIVERED)
        .map(one -> new Observation(
            one.eventId(),
            one.kind() == Kind.OPEN ? Observation.Kind.OPEN : Observation.Kind.CLICK,
            one.occurredAt(),
            one.agent(),
            one.url(),
            new Marks(one.reported(), one.head(), HiddenLink.is(one.url()))))
        .toList();
  }

  /** Without a report of delivery it is as if it were delivered when it was handed over, which is never later. */
  private static @Nullable Instant deliveredAt(Sent send, Collection<Seen> seen) {
    Instant latest = send.sendingAt();
    for (Seen one : seen) {
      if (one.kind() == Kind.DELIVERED && (latest == null || one.occurredAt().isAfter(latest))) {
        latest = one.occurredAt();
      }
    }
    return latest;
  }

  private static @Nullable InboxRow row(Kept event, LeadId lead, @Nullable Sent send, @Nullable String machine) {
    if (event.kind() == Kind.OPEN || event.kind() == Kind.CLICK) {
      if (send == null) {
        return null;
      }
      return machine == null
          ? engaged(event, lead, send, signal(event.kind()), Ringing.NOW)
          : voided(event.eventId(), event.kind(), lead, event.occurredAt(), machine, Ringing.QUIET);
    }
    if (event.kind() == Kind.MAY_ASK_TO_STOP) {
      return new InboxRow(
          lead, event.eventId(), "may_ask_to_stop", event.occurredAt(), by(event.eventId()),
          new EventBody.MayAskToStop(event.eventId()), note(event), Ringing.NOW);
    }
    String answer = answer(event);
    if (answer != null) {
      return engaged(event, lead, send, answer, event.kind() == Kind.OUT_OF_OFFICE ? Ringing.QUIET : Ringing.NOW);
    }
    String state = MailReport.state(event.kind());
    return state == null || send == null ? null : report(event, send, state);
  }

  private static String signal(Kind kind) {
    return kind == Kind.OPEN ? OwnSignals.EMAIL_OPEN : OwnSignals.EMAIL_CLICK;
  }

  private static @Nullable String answer(Kept event) {
    return switch (event.kind()) {
      case REPLY -> OwnSignals.EMAIL_REPLY;
      case REPLY_NEGATIVE -> OwnSignals.EMAIL_REPLY_NEGATIVE;
      case REPLY_STOP -> OwnSignals.EMAIL_REPLY_STOP;
      case OUT_OF_OFFICE -> InboundEvents.LEFT.equals(event.code()) ? OwnSignals.LEFT_COMPANY : OwnSignals.OUT_OF_OFFICE;
      case PROCESSED, DEFERRED, DELIVERED, OPEN, CLICK, HARD_BOUNCE, SOFT_BOUNCE, BLOCKED, DROPPED, SPAM_REPORT,
          UNSUBSCRIBE, GROUP_UNSUBSCRIBE, GROUP_RESUBSCRIBE, MAY_ASK_TO_STOP, OTHER -> null;
    };
  }

  private static InboxRow engaged(Kept event, LeadId lead, @Nullable Sent send, String type, Ringing ringing) {
    Map<String, String> mail = send == null ? Map.of() : Map.of("sequence", send.sequence(), "step", send.step());
    return new InboxRow(
        lead, event.eventId(), type, event.occurredAt(), by(event.eventId()), new EventBody.Engaged(type, mail, false),
        note(event), ringing);
  }

  private static @Nullable String note(Kept event) {
    String text = event.text();
    return text == null || text.isBlank() ? null : ShortText.of(text, MOST_NOTE);
  }

  private static InboxRow voided(
      String eventId, Kind kind, LeadId lead, Instant occurredAt, String reason, Ringing ringing) {
    EventBody body = new EventBody.SignalVoided(eventId, signal(kind), reason);
    return new InboxRow(
        lead, "void-" + eventId, signal(kind) + "_voided", occurredAt, by(eventId), body, null, ringing);
  }

  /** Each thing is reported once of a mail, however many times a server put it off. */
  private static InboxRow report(Kept event, Sent send, String state) {
    EventBody body = new EventBody.SendSettled(send.sequence(), send.step(), state, event.code());
    return quiet(send, state, event.occurredAt(), by(event.eventId()), body);
  }

  private InboxRow settledRow(@Nullable Sent settled) {
    Sent send = Objects.requireNonNull(settled);
    EventBody body = new EventBody.SendSettled(send.sequence(), send.step(), "ACCEPTED", null);
    return quiet(send, "ACCEPTED", clock.instant(), Principal.SYSTEM, body);
  }

  private static InboxRow quiet(Sent send, String state, Instant at, Principal by, EventBody body) {
    String label = "mail_" + state.toLowerCase(java.util.Locale.ROOT);
    return new InboxRow(
        send.lead(), "send-" + send.id() + "-" + state, label, at, by, body, null, Ringing.QUIET);
  }

  private static Principal by(String eventId) {
    return new Principal(Principal.Kind.PROVIDER, eventId.substring(0, Math.max(0, eventId.indexOf(':'))));
  }

  private static void put(Map<String, InboxRow> rows, @Nullable InboxRow row) {
    if (row != null) {
      rows.putIfAbsent(row.lead().value() + " " + row.eventId(), row);
    }
  }
}
