package dev.leadloop.record;

import dev.leadloop.consent.SuppressionStore;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.provider.ComplaintBrake;
import dev.leadloop.provider.MailedAddresses;
import dev.leadloop.provider.ProviderEventStore;
import dev.leadloop.provider.ProviderEvents;
import dev.leadloop.provider.ProviderSignals;
import dev.leadloop.provider.sendgrid.SendGridEvents;
import dev.leadloop.sending.ComplaintStore;
import dev.leadloop.sending.SendStore;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.temporal.DecisionReply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events of a provider over a record of its own. */
public final class ProviderRig implements AutoCloseable {
  public final RecordFixture fixture = new RecordFixture();
  final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  public final SendStore ledger = new SendStore(fixture.jdbc);
  public final SuppressionStore addresses = new SuppressionStore(fixture.jdbc);
  public final ProviderEventStore store = new ProviderEventStore(fixture.jdbc);
  public final SequencePauses pauses = new SequencePauses(fixture.jdbc, fixture.transactions, fixture.clock);
  public final Suppressions suppressions =
      new Suppressions(
          fixture.records.leads(), addresses, fixture.records.inbox(), fixture.transaction, fixture.clock);
  final ReplyDoubtStore doubts = new ReplyDoubtStore(fixture.jdbc);
  public final ProviderEvents events =
      new ProviderEvents(store, suppressions, doubts, fixture.transaction, fixture.clock);
  public final UnsubscribeTokens tokens = new UnsubscribeTokens(new SignedTokens(new byte[32], fixture.clock));
  public final MailedAddresses mailed = new MailedAddresses(ledger, fixture.records.leads(), tokens);
  final ProviderSignals news =
      new ProviderSignals(
          Duration.ZERO, store, ledger, fixture.records.leads(), fixture.records.inbox(),
          new ComplaintBrake(
              new ComplaintStore(fixture.jdbc), pauses, new ComplaintBrake.Terms(0.001, 500, 2, Duration.ofDays(30)),
              fixture.clock),
          fixture.transaction, fixture.clock);
  final SendGridEvents reader = new SendGridEvents(fixture.clock);

  /** A lead that has been decided once, with no address of anybody else. */
  public LeadId decidedLead() {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    return lead;
  }

  /** A mail of the ledger handed to the provider an hour ago, which has answered or not. */
  public UUID mail(LeadId lead, String sequence, String step, SendStore.State state) {
    UUID id = UUID.randomUUID();
    Effect.SendEmail email = new Effect.SendEmail(sequence, 1, step, 1, "nurture/1-guide", "mail", null);
    Instant at = fixture.now().minus(Duration.ofHours(1));
    ledger.reserve(lead, 1, 90, email, id, at);
    ledger.sending(id, String.valueOf(fixture.records.leads().find(lead).orElseThrow().emailKey()), at);
    if (state != SendStore.State.RESERVED && state != SendStore.State.SENDING) {
      ledger.settle(id, state, null, null, at);
    }
    return id;
  }

  /** One event as SendGrid writes it. */
  public static String event(
      String id, String kind, @Nullable UUID send, @Nullable String address, Instant at, String more) {
    return "{\"sg_event_id\":\"" + id + "\",\"event\":\"" + kind + "\",\"timestamp\":" + at.getEpochSecond()
        + (send == null ? "" : ",\"leadloop_send_id\":\"" + send + "\"")
        + (address == null ? "" : ",\"email\":\"" + address + "\"")
        + more + "}";
  }

  public ProviderEvents.Taken take(String... given) {
    return events.take("sendgrid", reader.parse(("[" + String.join(",", given) + "]").getBytes(StandardCharsets.UTF_8)));
  }

  public void tellAll() {
    while (news.tell() > 0) {
      // Until none waits.
    }
  }

  /** Decides until nothing waits. */
  public DecisionReply decide(LeadId lead) {
    long seq = decisions.decideAndRecord(fixture.request(lead, 0)).seq();
    DecisionReply reply;
    do {
      reply = fixture.decide(decisions, lead, ++seq);
    } while (reply.more());
    return reply;
  }

  public String address(LeadId lead) {
    return String.valueOf(fixture.records.leads().find(lead).orElseThrow().emailKey());
  }

  public String state(UUID send) {
    return fixture.jdbc.sql("select state from send where send_id = :id").param("id", send).query(String.class).single();
  }

  @Override
  public void close() {
    fixture.close();
  }
}
