package dev.leadloop.sending;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.consent.SuppressionReason;
import dev.leadloop.consent.SuppressionStore;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.record.EffectResult;
import dev.leadloop.record.Ids;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.Outward;
import dev.leadloop.record.PolicySource;
import dev.leadloop.sending.SendStore.State;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends nurture e-mails by the ledger. One transaction, under the lead's and the address's locks, checks that the mail may
 * still go and commits SENDING; the provider is called outside; a second one settles. A row found SENDING is from a
 * process that died: nobody knows whether the mail went, so it is UNKNOWN and never sent again blindly.
 */
public final class NurtureSending {
  /** SMTP replies that are about the recipient's address and stay so. */
  private static final Set<Integer> BAD_ADDRESS = Set.of(550, 551, 553);

  private final LeadRecords records;
  private final SendStore ledger;
  private final SuppressionStore addresses;
  private final Suppressions suppressions;
  private final LastChecks lastChecks;
  private final EmailComposer composer;
  private final ConfirmationMail confirmations;
  private final EmailTransport transport;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  /**
   * Over the ledger.
   *
   * @param checks what is asked last before a mail goes
   */
  public NurtureSending(
      LeadRecords records,
      SendStore ledger,
      ConsentStore consents,
      SuppressionStore addresses,
      Suppressions suppressions,
      PolicySource policies,
      List<SendCheck> checks,
      EmailComposer composer,
      EmailTransport transport,
      TransactionTemplate transaction,
      InstantSource clock) {
    this.records = records;
    this.ledger = ledger;
    this.addresses = addresses;
    this.suppressions = suppressions;
    this.composer = composer;
    this.confirmations = new ConfirmationMail(consents, composer);
    this.lastChecks = new LastChecks(records.statuses(), policies, confirmations, checks);
    this.transport = transport;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Sends one, or finds out what became of it.
   *
   * @return what came of it, for the history
   */
  public String send(EffectRef ref, Effect.SendEmail email) {
    return deliver(ref, email, Map.of()).result();
  }

  /**
   * What came of a mail.
   *
   * @param again when it is tried again; null where it is settled
   */
  record Sent(String result, @Nullable Instant again) {}

  /**
   * The same of a mail that was asked for.
   *
   * @param values what its template says besides what is known of the reader
   */
  Sent deliver(EffectRef ref, Effect.SendEmail email, Map<String, String> values) {
    Prepared prepared = Objects.requireNonNull(transaction.execute(status -> prepare(ref, email, values)));
    OutgoingEmail message = prepared.message();
    return message == null ? new Sent(prepared.result(), prepared.again()) : new Sent(sent(ref, email, message), null);
  }

  private String sent(EffectRef ref, Effect.SendEmail email, OutgoingEmail message) {
    return switch (transport.send(message)) {
      case TransportResult.Accepted accepted ->
          settled(ref, email, message, State.ACCEPTED, null, accepted.providerMessageId());
      case TransportResult.Rejected rejected -> rejected(ref, email, message, rejected);
      case TransportResult.Unknown unknown ->
          settled(ref, email, message, State.UNKNOWN, unknown.reason(), null);
      case TransportResult.NotSent notSent -> {
        ledger.backToReserved(message.sendId());
        throw EffectResult.notSent(notSent.reason(), notSent.retryAfter());
      }
    };
  }

  private Prepared prepare(EffectRef ref, Effect.SendEmail email, Map<String, String> more) {
    LeadId lead = new LeadId(ref.leadId());
    records.leads().share(lead);
    LeadRecord person = records.leads().find(lead).orElseThrow();
    String emailKey = person.emailKey();
    String suppressed = emailKey == null ? null : addresses.lock(emailKey).orElse(null);
    SendStore.Send send = ledger.reserve(lead, ref.seq(), ref.n(), email, sendId(lead, email), clock.instant());
    if (send.settled()) {
      records.effects().done(lead, ref.seq(), ref.n(), clock.instant(), EffectResult.of(send.state().name(), send.reason()));
      return Prepared.result(EffectResult.of(send.state().name(), send.reason()));
    }
    if (send.state() == State.SENDING && !transport.takesOnce()) {
      return close(ref, email, send.id(), State.UNKNOWN, "the process ended while sending", null);
    }
    Instant now = clock.instant();
    SendCheck.Held held = lastChecks.look(person, suppressed, email, now);
    if (held != null || emailKey == null) {
      Instant until = held == null ? null : held.until();
      if (held != null && until != null && until.isAfter(now) && send.state() != State.SENDING) {
        return hold(ref, email, send.id(), held.why(), until);
      }
      // Of a mail that was cut off nobody knows whether it went, so it cannot be said to have been held.
      State state = send.state() == State.SENDING ? State.UNKNOWN : State.HELD;
      return close(ref, email, send.id(), state, held == null ? "no address" : held.why(), null);
    }
    try {
      OutgoingEmail message = compose(send.id(), person, emailKey, email, more);
      ledger.sending(send.id(), emailKey, clock.instant());
      ledger.keep(send.id(), message.forOthers());
      return new Prepared(message, "", null);
    } catch (IllegalArgumentException unwritable) {
      return close(ref, email, send.id(), State.HELD, "cannot be written: " + unwritable.getMessage(), null);
    }
  }

  private OutgoingEmail compose(
      UUID sendId, LeadRecord person, String emailKey, Effect.SendEmail email, Map<String, String> more) {
    if (ConfirmationMail.isOne(email)) {
      return confirmations.compose(sendId, person, emailKey);
    }
    Map<String, String> values = new HashMap<>(more);
    values.putAll(MailValues.of(person));
    Mailbox to = Mailbox.of(emailKey);
    return composer.nurture(
        sendId, person.leadId().value(), to, email.template(), values, List.of(email.sequence(), email.step()));
  }

  private String settled(
      EffectRef ref,
      Effect.SendEmail email,
      OutgoingEmail message,
      State state,
      @Nullable String reason,
      @Nullable String providerId) {
    return Objects.requireNonNull(
            transaction.execute(status -> close(ref, email, message.sendId(), state, reason, providerId)))
        .result();
  }

  private String rejected(
      EffectRef ref, Effect.SendEmail email, OutgoingEmail message, TransportResult.Rejected rejected) {
    String reason = rejected.code() + " " + rejected.reason();
    return Objects.requireNonNull(
            transaction.execute(status -> {
              if (BAD_ADDRESS.contains(rejected.code())) {
                suppressions.suppressInside(
                    message.to().address(), SuppressionReason.HARD_BOUNCE, new Principal(Principal.Kind.PROVIDER, "mail"));
              }
              return close(ref, email, message.sendId(), State.REJECTED, reason, null);
            }))
        .result();
  }

  /** Settles the row, tells the lead quietly, and notes the effect as done; runs inside a transaction. */
  private Prepared close(
      EffectRef ref,
      Effect.SendEmail email,
      UUID send,
      State state,
      @Nullable String reason,
      @Nullable String providerId) {
    LeadId lead = new LeadId(ref.leadId());
    String result = EffectResult.of(state.name(), reason);
    if (ledger.settle(send, state, reason, providerId, clock.instant())) {
      String label = "mail_" + state.name().toLowerCase(Locale.ROOT);
      EventBody body =
          new EventBody.SendSettled(
              email.sequence(), email.step(), state.name(), reason, email.sequenceVersion(), email.occurrence());
      records.inbox().append(
          new InboxRow(
              lead, "send-" + send + "-" + state.name(), label, clock.instant(), Principal.SYSTEM, body, null,
              InboxRow.Ringing.QUIET));
    }
    records.effects().done(lead, ref.seq(), ref.n(), clock.instant(), result);
    return Prepared.result(result);
  }

  /** Tells the lead until when the mail is held; it then orders the mail again, under the same intent. */
  private Prepared hold(EffectRef ref, Effect.SendEmail email, UUID send, String why, Instant until) {
    LeadId lead = new LeadId(ref.leadId());
    Instant now = clock.instant();
    ledger.hold(send, why, until);
    String result = Outward.HELD_UNTIL + until.truncatedTo(ChronoUnit.SECONDS);
    if (ContentDeliveries.isOne(email)) {
      return new Prepared(null, result, until);
    }
    HeldMail mail =
        new HeldMail(
            email.sequence(), email.sequenceVersion(), email.occurrence(), email.step(), email.template(),
            email.label(), email.topic(), why, until.truncatedTo(ChronoUnit.MICROS));
    String event = "send-" + send + "-held-" + ref.seq() + "." + ref.n();
    records.inbox().append(
        InboxRow.called(lead, event, "mail_held", now, Principal.SYSTEM, new EventBody.SendHeld(mail)));
    records.effects().done(lead, ref.seq(), ref.n(), now, result);
    return new Prepared(null, result, until);
  }

  /** Opaque, and the same for the same intent. */
  private static UUID sendId(LeadId lead, Effect.SendEmail email) {
    return Ids.of(
        "send", lead, email.sequence(), email.sequenceVersion(), email.step(), email.occurrence());
  }

  private record Prepared(@Nullable OutgoingEmail message, String result, @Nullable Instant again) {
    static Prepared result(String result) {
      return new Prepared(null, result, null);
    }
  }
}
