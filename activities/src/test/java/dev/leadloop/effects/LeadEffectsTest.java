package dev.leadloop.effects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.consent.ConsentStore;
import dev.leadloop.consent.SuppressionStore;
import dev.leadloop.consent.Suppressions;
import dev.leadloop.desk.RepStore;
import dev.leadloop.email.EmailComposer;
import dev.leadloop.email.Emails;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.token.HandoffTokens;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailTransport;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.TransportResult;
import dev.leadloop.handoff.HandoffFactStore;
import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.notify.NoticeWriter;
import dev.leadloop.notify.SalesNotices;
import dev.leadloop.notify.webhook.WebhookNotices;
import dev.leadloop.notify.webhook.WebhookQueueStore;
import dev.leadloop.notify.webhook.WebhookStore;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.HeadStart;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.sending.FrequencyCaps;
import dev.leadloop.sending.NurtureSending;
import dev.leadloop.sending.PausedSequence;
import dev.leadloop.sending.SendCheck;
import dev.leadloop.sending.SendStore;
import dev.leadloop.sending.SendingHours;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import dev.leadloop.view.HandoffReadStore;
import dev.leadloop.view.Sight;
import dev.leadloop.view.TimelineStore;
import io.temporal.failure.ApplicationFailure;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;


class LeadEffectsTest {
  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  private final SendStore ledger = new SendStore(fixture.jdbc);
  private final WebhookStore webhooks = new WebhookStore(fixture.jdbc);
  private final WebhookQueueStore queue = new WebhookQueueStore(fixture.jdbc);
  private final SuppressionStore addresses = new SuppressionStore(fixture.jdbc);
  private final Suppressions suppressions =
      new Suppressions(
          fixture.records.leads(), addresses, fixture.records.inbox(), fixture.transaction, fixture.clock);
  private final SequencePauses pauses =
      new SequencePauses(fixture.jdbc, fixture.transactions, fixture.clock);
  private SendCheck check = mail -> null;
  private final ScriptedTransport transport = new ScriptedTransport();
  private final LeadEffects effects = effects(false, null);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void anAcceptedMailIsSentOnceAndToldQuietly() {
    LeadId lead = decidedLead();
    EffectRef mail = mailDue(lead);
    assertThat(effects.sendEmail(mail)).isEqualTo("accepted");
    assertThat(effects.sendEmail(mail)).isEqualTo("accepted");
    assertThat(transport.sent).singleElement().satisfies(message -> {
      assertThat(message.content().text()).contains("Hello Kim");
      assertThat(message.unsubscribe()).isNotNull();
    });
    assertThat(state(lead)).isEqualTo("ACCEPTED");
    assertThat(settlements(lead)).containsExactly(new EventBody.SendSettled("nurture", "step1", "ACCEPTED", null, 1, 1));
    assertThat(fixture.jdbc.sql("select count(*) from inbox where lead_id = :lead and quiet and ring_at is null")
            .param("lead", lead.value()).query(Integer.class).single())
        .isEqualTo(1);
    assertThat(fixture.records.effects().open(lead)).isEmpty();
  }

  @Test
  void anotherEffectForTheSameStepSendsNothing() {
    LeadId lead = decidedLead();
    effects.sendEmail(mailDue(lead, 90));
    assertThat(effects.sendEmail(mailDue(lead, 91))).isEqualTo("accepted");
    assertThat(transport.sent).hasSize(1);
  }

  @Test
  void noMailGoesToALeadThatSalesHas() {
    LeadId lead = decidedLead();
    EffectRef mail = mailDue(lead);
    fixture.signal(lead, "demo", "demo_requested");
    fixture.decide(decisions, lead, 2);
    assertThat(effects.sendEmail(mail)).isEqualTo("held: the lead is handed to sales");
    assertThat(transport.sent).isEmpty();
    assertThat(state(lead)).isEqualTo("HELD");
  }

  /** A provider puts a mail off, sales takes the lead and gives it back for later: what was put off does not reach it then. */
  @Test
  void noMailGoesToALeadThatWasParkedWhileItWasPutOff() {
    LeadId lead = decidedLead();
    EffectRef mail = mailDue(lead);
    transport.answers.add(new TransportResult.NotSent("429", Duration.ofSeconds(42)));
    assertThatThrownBy(() -> effects.sendEmail(mail)).isInstanceOf(ApplicationFailure.class);
    assertThat(state(lead)).isEqualTo("RESERVED");
    int tried = transport.sent.size();
    fixture.jdbc.sql("update lead_status set progress = jsonb_set(progress, '{gate}', :gate::jsonb) where lead_id = :lead")
        .param("gate", "{\"since\":\"2026-01-01T00:00:00Z\",\"freshPoints\":5,\"coolDownUntil\":null,"
            + "\"parkedUntil\":\"2099-01-01T00:00:00Z\",\"sequence\":\"nurture\"}")
        .param("lead", lead.value()).update();
    assertThat(effects.sendEmail(mail)).isEqualTo("held: the lead is parked");
    assertThat(transport.sent).as("but the one that was not taken").hasSize(tried);
    assertThat(state(lead)).isEqualTo("HELD");
    assertThat(effects.sendEmail(mail)).as("for good").isEqualTo("held: the lead is parked");
  }

  @Test
  void noMailGoesWhereConsentWasDeclined() {
    LeadId lead = decidedLead();
    fixture.jdbc.sql("update lead set consent = '{\"status\": \"declined\"}' where lead_id = :lead")
        .param("lead", lead.value()).update();
    assertThat(effects.sendEmail(mailDue(lead))).isEqualTo("held: consent declined");
    assertThat(transport.sent).isEmpty();
  }

  @Test
  void aCheckHoldsAMailForGoodAndSaysWhy() {
    LeadId lead = decidedLead();
    check = mail -> mail.person().leadId().equals(lead) ? SendCheck.Held.forGood("no topic") : null;
    assertThat(effects.sendEmail(mailDue(lead))).isEqualTo("held: no topic");
    assertThat(effects.sendEmail(mailDue(decidedLead()))).isEqualTo("accepted");
    assertThat(state(lead)).isEqualTo("HELD");
  }

  @Test
  void noMailOfAPausedSequenceGoesUntilItIsResumed() {
    Principal mia = new Principal(Principal.Kind.MARKETING, "mia");
    LeadId lead = decidedLead();
    EffectRef mail = mailDue(lead);
    assertThat(pauses.pause("nurture", mia, "wrong price in it")).isTrue();
    assertThat(pauses.pause("nurture", mia, "again")).isFalse();
    try {
      assertThat(effects.sendEmail(mail)).startsWith("held until ");
      fixture.decide(decisions, lead, 2);
      assertThat(progress(lead).nurture().held()).singleElement().satisfies(held ->
          assertThat(held.why()).isEqualTo("the sequence was paused by marketing:mia: wrong price in it"));
      assertThat(pauses.open()).singleElement()
          .satisfies(pause -> assertThat(pause.why()).isEqualTo("wrong price in it"));
    } finally {
      assertThat(pauses.resume("nurture", mia, null)).isTrue();
    }
    assertThat(pauses.resume("nurture", mia, null)).isFalse();
    assertThat(fixture.jdbc.sql("select count(*) from inbox where lead_id = :lead and kind = 'sequence_resumed'"
        + " and ring_at is not null").param("lead", lead.value()).query(Integer.class).single()).isEqualTo(1);
    assertThat(effects.sendEmail(ordered(lead, fixture.decide(decisions, lead, 3)))).isEqualTo("accepted");
    assertThat(transport.sent).hasSize(1);
    assertThat(progress(lead).nurture().held()).isEmpty();
    assertThatThrownBy(() -> pauses.pause("nurture", mia, " ")).hasMessageContaining("Say why");
  }

  @Test
  void aHeldMailIsTriedAgainUnderTheSameIntentAndSentOnce() {
    LeadId lead = decidedLead();
    SendCheck.Held busy = new SendCheck.Held("busy", fixture.now().plus(Duration.ofHours(1)));
    check = mail -> mail.person().leadId().equals(lead) ? busy : null;
    assertThat(effects.sendEmail(mailDue(lead))).startsWith("held until ");
    assertThat(state(lead)).isEqualTo("HELD");
    DecisionReply held = fixture.decide(decisions, lead, 2);
    assertThat(held.due()).isNotNull();
    assertThat(held.due().purpose()).isEqualTo(Due.Purpose.HELD_MAIL);
    assertThat(held.due().at()).isEqualTo(busy.until());
    assertThat(new TimelineStore(fixture.jdbc).heldMail(lead, 9)).singleElement().satisfies(one -> {
      assertThat(one.reason()).isEqualTo("busy");
      assertThat(one.until()).isEqualTo(busy.until());
    });
    check = mail -> null;
    fixture.later(Duration.ofHours(1));
    EffectRef again = ordered(lead, fixture.decide(decisions, lead, 3));
    assertThat(effects.sendEmail(again)).isEqualTo("accepted");
    assertThat(effects.sendEmail(again)).isEqualTo("accepted");
    assertThat(transport.sent).hasSize(1);
    assertThat(fixture.jdbc.sql("select count(*) from send where lead_id = :lead").param("lead", lead.value())
        .query(Integer.class).single()).isEqualTo(1);
  }

  @Test
  void noMoreMailsThanTheCapGoToAnAddressHoweverManyAreSentAtOnce() throws Exception {
    LeadPolicy capped = limited(null, new FrequencyCap(2, Duration.ofDays(1)), new FrequencyCap(9, Duration.ofDays(7)));
    FrequencyCaps caps = new FrequencyCaps(ledger);
    check = mail -> caps.look(under(mail, capped));
    LeadId lead = decidedLead();
    List<EffectRef> mails = IntStream.range(0, 6).mapToObj(n -> mailOf(lead, "step" + n, 40 + n)).toList();
    List<String> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<String> result : threads.invokeAll(
          mails.stream().map(mail -> (Callable<String>) () -> effects.sendEmail(mail)).toList())) {
        results.add(result.get());
      }
    }
    assertThat(results).filteredOn("accepted"::equals).hasSize(2);
    assertThat(results).filteredOn(result -> result.startsWith("held until ")).hasSize(4);
    assertThat(fixture.jdbc.sql("select distinct reason from send where lead_id = :lead and state = 'HELD'")
        .param("lead", lead.value()).query(String.class).list()).containsExactly("frequency cap: 2 mails within 1 days");
    assertThat(effects.sendEmail(mailDue(decidedLead()))).as("another address").isEqualTo("accepted");
    fixture.later(Duration.ofDays(1));
    assertThat(effects.sendEmail(mailOf(lead, "step0x", 60))).as("a day later there is room").isEqualTo("accepted");
  }

  @Test
  void aMailThatComesLateWaitsForTheSendingHoursOfTheLeadsZone() {
    DayOfWeek tomorrow = fixture.now().atZone(ZoneId.of("Europe/Berlin")).getDayOfWeek().plus(1);
    BusinessCalendar hours = new BusinessCalendar("sending", ZoneId.of("Pacific/Auckland"),
        Map.of(tomorrow, List.of(new BusinessCalendar.Block(LocalTime.of(9, 0), LocalTime.of(17, 0)))), Set.of(), false);
    SendingHours sendingHours = new SendingHours();
    check = mail -> sendingHours.look(under(mail, limited(hours)));
    LeadId lead = decidedLead();
    ZonedDateTime opens = fixture.now().atZone(ZoneId.of("Europe/Berlin")).plusDays(1).with(LocalTime.of(9, 0));
    assertThat(effects.sendEmail(mailDue(lead))).isEqualTo("held until " + opens.toInstant());
    assertThat(new TimelineStore(fixture.jdbc).heldMail(lead, 9)).singleElement().satisfies(one ->
        assertThat(one.reason()).isEqualTo("outside sending hours in the lead's time zone Europe/Berlin"));
  }

  @Test
  void aMailThatCannotBeWrittenIsHeldAndSaysWhy() {
    LeadId lead = decidedLead();
    Effect.SendEmail email = new Effect.SendEmail("nurture", 1, "step1", 1, "nurture/none", "mail 1", null);
    fixture.records.effects().order(lead, fixture.now(), List.of(new OrderedEffect(1, 90, email)));
    assertThat(effects.sendEmail(new EffectRef(lead.value(), 1, 90))).as("what Temporal is told")
        .isEqualTo("held: cannot be written");
    assertThat(recorded(lead, 90)).as("what the record says").startsWith("held: cannot be written:").contains("nurture/none");
  }

  @Test
  void aSuppressedAddressGetsNoMailUntilANamedPersonLiftsIt() {
    LeadId lead = decidedLead();
    String address = fixture.records.leads().find(lead).orElseThrow().emailKey();
    suppressions.suppress(lead, "unsubscribed", Principal.PERSON);
    assertThat(effects.sendEmail(mailDue(lead))).isEqualTo("held: suppressed: unsubscribed");
    assertThat(fixture.records.inbox().undecided(lead).rows()).extracting(LeadEvent::body)
        .contains(new EventBody.Suppressed("unsubscribed"));
    assertThat(suppressions.suppress(address, "again", Principal.SYSTEM)).isFalse();
    assertThatThrownBy(() -> suppressions.lift(address, Principal.SYSTEM, "import")).hasMessageContaining("named person");
    Principal marketer = new Principal(Principal.Kind.MARKETING, "mia");
    assertThatThrownBy(() -> suppressions.lift(address, marketer, " ")).hasMessageContaining("reason");
    assertThat(suppressions.lift(address, marketer, "asked for it by phone")).isTrue();
    assertThat(addresses.reason(address)).isEmpty();
  }

  @Test
  void aMailCutOffWhileSendingIsNeverSentAgainBlindly() {
    LeadId lead = decidedLead();
    EffectRef mail = mailDue(lead);
    transport.crashNext = true;
    assertThatThrownBy(() -> effects.sendEmail(mail)).hasMessage("killed");
    assertThat(state(lead)).isEqualTo("SENDING");
    assertThat(effects.sendEmail(mail)).isEqualTo("unknown");
    assertThat(effects.sendEmail(mail)).isEqualTo("unknown");
    assertThat(transport.sent).hasSize(1);
    assertThat(settlements(lead)).hasSize(1);
  }

  @Test
  void aTransportThatTakesASendIdOnceFinishesAMailCutOff() {
    LeadId lead = decidedLead();
    EffectRef mail = mailDue(lead);
    LeadEffects outbox = effects(true, null);
    transport.crashNext = true;
    assertThatThrownBy(() -> outbox.sendEmail(mail)).hasMessage("killed");
    assertThat(outbox.sendEmail(mail)).isEqualTo("accepted");
    assertThat(transport.sent).extracting(OutgoingEmail::sendId).hasSize(2).containsOnly(transport.sent.get(0).sendId());
  }

  @Test
  void aMailThatWasCertainlyNotTakenIsTriedAgainWhenTheProviderSays() {
    LeadId lead = decidedLead();
    EffectRef mail = mailDue(lead);
    transport.answers.add(new TransportResult.NotSent("429", Duration.ofSeconds(42)));
    assertThatThrownBy(() -> effects.sendEmail(mail)).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
      assertThat(failure.isNonRetryable()).isFalse();
      assertThat(failure.getNextRetryDelay()).isEqualTo(Duration.ofSeconds(42));
    });
    assertThat(state(lead)).isEqualTo("RESERVED");
    assertThat(effects.sendEmail(mail)).isEqualTo("accepted");
  }

  @Test
  void aHardBounceSuppressesTheAddressInTheSameTransaction() {
    LeadId lead = decidedLead();
    transport.answers.add(new TransportResult.Rejected(550, "no such mailbox"));
    assertThat(effects.sendEmail(mailDue(lead))).isEqualTo("rejected: 550");
    assertThat(recorded(lead, 90)).isEqualTo("rejected: 550 no such mailbox");
    assertThat(addresses.reason(fixture.records.leads().find(lead).orElseThrow().emailKey())).contains("hard_bounce");
    assertThat(fixture.records.inbox().undecided(lead).rows()).extracting(LeadEvent::body)
        .contains(new EventBody.Suppressed("hard_bounce"));
  }

  @Test
  void anUnclearAnswerLeavesTheMailUnknown() {
    LeadId lead = decidedLead();
    transport.answers.add(new TransportResult.Unknown("read timed out"));
    assertThat(effects.sendEmail(mailDue(lead))).isEqualTo("unknown");
    assertThat(recorded(lead, 90)).isEqualTo("unknown: read timed out");
    assertThat(state(lead)).isEqualTo("UNKNOWN");
  }

  @Test
  void aSuppressionRacingASendNeverLetsOneBeginAfterItWasAcknowledged() throws Exception {
    int held = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < 200; race++) {
        LeadId lead = decidedLead();
        EffectRef mail = mailDue(lead);
        String address = fixture.records.leads().find(lead).orElseThrow().emailKey();
        CyclicBarrier start = new CyclicBarrier(2);
        HeadStart headStart = HeadStart.of(race);
        Future<String> sending = threads.submit(() -> {
          start.await();
          headStart.waitFirst();
          return effects.sendEmail(mail);
        });
        Future<String> suppressing = threads.submit(() -> {
          start.await();
          headStart.waitSecond();
          suppressions.suppress(address, "unsubscribed", Principal.PERSON);
          return state(lead);
        });
        String whenAcknowledged = suppressing.get();
        String result = sending.get();
        boolean begun = List.of("SENDING", "ACCEPTED").contains(whenAcknowledged);
        assertThat(result).isEqualTo(begun ? "accepted" : "held: suppressed: unsubscribed");
        held += begun ? 0 : 1;
      }
    }
    assertThat(transport.sent).hasSize(200 - held);
    System.out.printf("suppression came first in %d of 200 races%n", held);
    assertThat(held).as("races the suppression won").isBetween(1, 199);
  }

  @Test
  void theRepReadsWhoTheLeadIsAndByWhenToAnswer() {
    LeadId lead = decidedLead();
    fixture.signal(lead, "demo", "demo_requested");
    DecisionReply handed = fixture.decide(decisions, lead, 2);
    for (OrderedEffect effect : handed.effects()) {
      if (effect.effect() instanceof Effect.Notify) {
        EffectRef notice = new EffectRef(lead.value(), effect.seq(), effect.n());
        assertThat(effects.notifySales(List.of(notice))).isEqualTo("e-mail");
        assertThat(effects.notifySales(List.of(notice))).isEqualTo("e-mail");
      }
    }
    assertThat(transport.sent).singleElement().satisfies(message -> {
      assertThat(message.to().address()).isIn("one@example.com", "two@example.com");
      assertThat(message.content().subject()).contains("Fox GmbH").contains("demo requested");
      assertThat(message.content().text()).contains("Kim Doe").containsPattern("[0-9]{2}:[0-9]{2} UTC")
          .contains("/leads/" + lead.value())
          .contains("Write and offer two times for a demo", "When would it have to be in place?",
              "Authority: Marketing Director (their title)")
          .containsPattern("http://localhost:8080/h/[\\w-]{40,}")
          .doesNotContain("Handed over before").as("nothing is quoted where they wrote nothing").doesNotContain("\u00ab");
    });
  }

  @Test
  void oneWhoCannotBeToldKeepsNobodyElseFromItAndIsToldLater() {
    LeadId lead = decidedLead();
    List<OrderedEffect> ordered =
        List.of(
            new OrderedEffect(1, 95, new Effect.Notify(Effect.Notice.QUEUED, "rep-1", 0, "tell the first")),
            new OrderedEffect(1, 96, new Effect.Notify(Effect.Notice.QUEUED, "rep-2", 0, "tell the second")));
    fixture.records.effects().order(lead, fixture.now(), ordered);
    List<EffectRef> notices = ordered.stream().map(one -> new EffectRef(lead.value(), one.seq(), one.n())).toList();
    transport.answers.add(new TransportResult.NotSent("429", Duration.ofSeconds(42)));
    assertThatThrownBy(() -> effects.notifySales(notices)).isInstanceOf(ApplicationFailure.class);
    assertThat(effects.notifySales(notices)).isEqualTo("e-mail, e-mail");
    assertThat(transport.sent).extracting(message -> message.to().address())
        .containsExactly("one@example.com", "two@example.com", "one@example.com");
  }

  @Test
  void whatTheQueueGetsItsManagersRead() {
    LeadId lead = decidedLead();
    EffectRef notice = noticeFor(lead, "queue");
    assertThat(effects.notifySales(List.of(notice))).isEqualTo("e-mail");
    assertThat(transport.sent).extracting(message -> message.to().address()).containsExactly("boss@example.com");
  }

  @Test
  void withoutAManagerTheFallbackAddressIsToldOrTheResultSaysNobody() {
    fixture.jdbc.sql("update rep set active = false where manager").update();
    try {
      assertThat(effects.notifySales(List.of(noticeFor(decidedLead(), "queue")))).isEqualTo("nobody to tell");
      assertThat(effects(false, "desk@example.com").notifySales(List.of(noticeFor(decidedLead(), "queue")))).isEqualTo("e-mail");
      assertThat(transport.sent).extracting(message -> message.to().address()).containsExactly("desk@example.com");
    } finally {
      fixture.jdbc.sql("update rep set active = true where manager").update();
    }
  }

  @Test
  void handoffThatNobodyWasToldOfIsNotSaidToBeNotified() {
    fixture.jdbc.sql("update rep set active = false").update();
    try {
      LeadId unheard = toldOfItsHandoff(effects, "nobody to tell");
      assertThat(notified(unheard)).isNull();
      assertThat(notified(toldOfItsHandoff(effects(false, "desk@example.com"), "e-mail"))).isNotNull();
      transport.answers.add(new TransportResult.Rejected(550, "no such mailbox"));
      assertThat(notified(toldOfItsHandoff(effects(false, "desk@example.com"), "rejected: 550"))).isNull();
    } finally {
      fixture.jdbc.sql("update rep set active = true").update();
    }
  }

  private LeadId toldOfItsHandoff(LeadEffects effects, String result) {
    LeadId lead = fixture.lead();
    fixture.signal(lead, "demo", "demo_requested");
    List<EffectRef> notices =
        fixture.decide(decisions, lead, 1).effects().stream()
            .filter(ordered -> ordered.effect() instanceof Effect.Notify)
            .map(ordered -> new EffectRef(lead.value(), ordered.seq(), ordered.n()))
            .toList();
    assertThat(effects.notifySales(notices)).isEqualTo(result);
    return lead;
  }

  private @Nullable Instant notified(LeadId lead) {
    HandoffReadStore.Filter only =
        new HandoffReadStore.Filter(Sight.ALL, null, null, null, lead.value(), null, null, 0, 9);
    return new HandoffReadStore(fixture.jdbc).list(only).getFirst().happened().notifiedAt();
  }

  @Test
  void anEffectNobodyOrderedFailsForGood() {
    assertThatThrownBy(() -> effects.sendEmail(new EffectRef(decidedLead().value(), 77, 0)))
        .isInstanceOfSatisfying(ApplicationFailure.class, failure -> assertThat(failure.isNonRetryable()).isTrue());
  }

  private LeadEffects effects(boolean repeatable, @Nullable String fallback) {
    EmailSettings settings = Emails.outbox(Path.of("unused"), URI.create("http://localhost:8080"));
    SignedTokens tokens = new SignedTokens(new byte[32], fixture.clock);
    EmailComposer composer =
        new EmailComposer(settings, EmailTemplates.starter(), new UnsubscribeTokens(tokens), Emails.noReplies(), false);
    return new LeadEffects(
        fixture.records.effects(),
        new NurtureSending(
            fixture.records, ledger, new ConsentStore(fixture.jdbc), addresses, suppressions, RecordFixture.policies(),
            List.of(mail -> check.look(mail), new PausedSequence(pauses)), composer, transport.takingOnce(repeatable),
            fixture.transaction, fixture.clock),
        new SalesNotices(
            fixture.records,
            new HandoffReader(new HandoffFactStore(fixture.jdbc), RecordFixture.policies(), fixture.clock),
            new RepStore(fixture.jdbc),
            RecordFixture.policies(),
            new NoticeWriter(new HandoffTokens(tokens, fixture.clock), settings.publicUrl()),
            composer,
            transport,
            new WebhookNotices(webhooks, queue, fixture.clock),
            fallback,
            fixture.clock));
  }

  private LeadId decidedLead() {
    LeadId lead = fixture.lead();
    fixture.decide(decisions, lead, 1);
    return lead;
  }

  private EffectRef mailDue(LeadId lead) {
    return mailDue(lead, 90);
  }

  private EffectRef mailDue(LeadId lead, int n) {
    Effect.SendEmail email = new Effect.SendEmail("nurture", 1, "step1", 1, "nurture/1-guide", "mail 1", null);
    fixture.records.effects().order(lead, fixture.now(), List.of(new OrderedEffect(1, n, email)));
    return new EffectRef(lead.value(), 1, n);
  }

  private EffectRef mailOf(LeadId lead, String step, int n) {
    Effect.SendEmail email = new Effect.SendEmail("nurture", 1, step, 1, "nurture/1-guide", "mail " + step, null);
    fixture.records.effects().order(lead, fixture.now(), List.of(new OrderedEffect(1, n, email)));
    return new EffectRef(lead.value(), 1, n);
  }

  private static EffectRef ordered(LeadId lead, DecisionReply reply) {
    assertThat(reply.effects()).singleElement().satisfies(one ->
        assertThat(one.effect()).isInstanceOf(Effect.SendEmail.class));
    return new EffectRef(lead.value(), reply.effects().get(0).seq(), reply.effects().get(0).n());
  }

  private LeadProgress progress(LeadId lead) {
    return fixture.records.statuses().find(lead).orElseThrow().progress();
  }

  private static SendCheck.Mail under(SendCheck.Mail mail, LeadPolicy policy) {
    return new SendCheck.Mail(mail.person(), mail.emailKey(), mail.email(), mail.progress(), policy, mail.now());
  }

  private static LeadPolicy limited(@Nullable BusinessCalendar hours, FrequencyCap... caps) {
    LeadPolicy small = TestPolicies.mailing("nurture/1-guide");
    return TestPolicies.policy(small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(),
        small.negatives(), small.qualification(), small.sequences(), small.tracks(), small.calendars(), small.sla(),
        small.routing(), small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(),
        new NurtureRules(hours, List.of(caps), Duration.ofDays(30), Map.of()));
  }

  private EffectRef noticeFor(LeadId lead, String recipient) {
    Effect.Notify notice = new Effect.Notify(Effect.Notice.QUEUED, recipient, 0, "in the queue");
    fixture.records.effects().order(lead, fixture.now(), List.of(new OrderedEffect(1, 95, notice)));
    return new EffectRef(lead.value(), 1, 95);
  }

  /** What became of an effect, with all that a mail server said of it. */
  private String recorded(LeadId lead, int n) {
    return fixture.jdbc.sql("select result from effect where lead_id = :lead and seq = 1 and n = :n")
        .param("lead", lead.value()).param("n", n).query(String.class).single();
  }

  private String state(LeadId lead) {
    return fixture.jdbc.sql("select state from send where lead_id = :lead")
        .param("lead", lead.value()).query(String.class).optional().orElse("none");
  }

  private List<EventBody> settlements(LeadId lead) {
    return fixture.records.inbox().undecided(lead).rows().stream()
        .map(LeadEvent::body)
        .filter(body -> body instanceof EventBody.SendSettled)
        .toList();
  }

  /** Accepts whatever it is given, unless told to answer otherwise or to die after taking it. */
  private static final class ScriptedTransport implements EmailTransport {
    private final List<OutgoingEmail> sent = new CopyOnWriteArrayList<>();
    private final Deque<TransportResult> answers = new ArrayDeque<>();
    private boolean crashNext;

    /** The same way out, as one that takes a send id once or again and again. */
    EmailTransport takingOnce(boolean once) {
      return new EmailTransport() {
        @Override
        public TransportResult send(OutgoingEmail email) {
          return ScriptedTransport.this.send(email);
        }

        @Override
        public boolean takesOnce() {
          return once;
        }
      };
    }

    @Override
    public TransportResult send(OutgoingEmail email) {
      sent.add(email);
      if (crashNext) {
        crashNext = false;
        throw new IllegalStateException("killed");
      }
      TransportResult answer = answers.poll();
      return answer == null ? new TransportResult.Accepted("id") : answer;
    }
  }
}
