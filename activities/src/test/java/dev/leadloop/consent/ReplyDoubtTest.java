package dev.leadloop.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.doubt.DoubtNotices;
import dev.leadloop.doubt.ReplyDoubtStore;
import dev.leadloop.doubt.ReplyDoubtStore.Doubt;
import dev.leadloop.doubt.ReplyDoubts;
import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.provider.ComplaintBrake;
import dev.leadloop.provider.ProviderEvent;
import dev.leadloop.provider.ProviderEvent.Kind;
import dev.leadloop.provider.ProviderEventStore;
import dev.leadloop.provider.ProviderEvents;
import dev.leadloop.provider.ProviderSignals;
import dev.leadloop.record.LeadStore;
import dev.leadloop.record.MailRig;
import dev.leadloop.sending.ComplaintStore;
import dev.leadloop.sending.SendStore;
import dev.leadloop.sending.SequencePauses;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answer that may ask to stop, from the moment it comes to what a person says of it. */
class ReplyDoubtTest {
  private final MailRig rig = new MailRig(PolicyCatalog.starter());
  private static final Principal MARKETER = new Principal(Principal.Kind.MARKETING, "site");
  private final ReplyDoubtStore doubts = rig.bean(ReplyDoubtStore.class);
  private final ProviderEvents events =
      new ProviderEvents(
          new ProviderEventStore(rig.fixture.jdbc), rig.bean(Suppressions.class), doubts, rig.fixture.transaction,
          rig.fixture.clock);
  private final ProviderSignals news =
      new ProviderSignals(
          Duration.ZERO, new ProviderEventStore(rig.fixture.jdbc), rig.bean(SendStore.class), rig.bean(LeadStore.class),
          rig.bean(InboxStore.class),
          new ComplaintBrake(
              new ComplaintStore(rig.fixture.jdbc), rig.bean(SequencePauses.class),
              new ComplaintBrake.Terms(0.001, 500, 2, Duration.ofDays(30)), rig.fixture.clock),
          rig.fixture.transaction, rig.fixture.clock);

  private long seq = 1;

  @AfterEach
  void close() {
    rig.close();
  }

  private String address(LeadId lead) {
    return String.valueOf(rig.fixture.records.leads().find(lead).orElseThrow().emailKey());
  }

  private ProviderEvent answer(LeadId lead, Kind kind) {
    return new ProviderEvent(
        "mail:" + UUID.randomUUID(), kind, null, address(lead), rig.fixture.clock.instant(), null,
        "{\"from\":\"" + address(lead) + "\",\"subject\":\"Re: guide\",\"text\":\"Enough.\",\"because\":\"Enough.\"}");
  }

  private Doubt doubt(LeadId lead) {
    events.take("mail", List.of(answer(lead, Kind.MAY_ASK_TO_STOP)));
    while (news.tell() > 0) {
      // Until none waits.
    }
    return doubts.openOf(lead).getFirst();
  }

  private LeadId decided() {
    LeadId lead = rig.lead(Map.of());
    rig.decide(lead, seq = 1);
    return lead;
  }

  private void decide(LeadId lead) {
    while (rig.decide(lead, ++seq).more()) {
      // Until nothing waits.
    }
  }

  private List<String> signals(LeadId lead) {
    return rig.fixture.records.signals().since(lead, Instant.EPOCH).stream().map(Signal::type).toList();
  }

  private String stopReason(LeadId lead) {
    return rig.bean(SuppressionStore.class).reason(address(lead)).orElse("none");
  }

  @Test
  void mailRestsAndNothingIsSuppressedOrScoredUntilSomebodySaysWhatWasMeant() {
    LeadId lead = decided();
    Doubt doubt = doubt(lead);
    assertThat(doubt.reply().text()).isEqualTo("Enough.");
    decide(lead);
    assertThat(stopReason(lead)).isEqualTo("none");
    assertThat(signals(lead)).isEmpty();
    assertThat(rig.send(rig.ordered(lead, "nurture", "guide", 90))).startsWith("held until");
    assertThat(rig.fixture.jdbc.sql("select reason from send where lead_id = :lead").param("lead", lead.value())
            .query(String.class).single())
        .isEqualTo("an answer may ask to stop, and nobody has said yet whether it does");
    assertThat(rig.fixture.jdbc.sql("select count(*) from lifecycle_event where type = 'stop_doubted' and lead_id = :lead")
            .param("lead", lead.value()).query(Integer.class).single())
        .isEqualTo(1);
    assertThat(rig.fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void saidToBeAnAnswerItCountsFromWhenItWasGivenAndMailGoesOn() {
    LeadId lead = decided();
    Doubt doubt = doubt(lead);
    rig.send(rig.ordered(lead, "nurture", "guide", 90));
    decide(lead);
    Doubt settled = rig.bean(ReplyDoubts.class).settle(doubt, false, MARKETER);
    assertThat(settled.open()).isFalse();
    assertThat(settled.settled()).isNotNull().extracting(ReplyDoubtStore.Settled::by).isEqualTo("marketing:site");
    decide(lead);
    assertThat(signals(lead)).containsExactly("email_reply");
    assertThat(rig.fixture.records.statuses().find(lead).orElseThrow().progress().qualification().score().score()).isPositive();
    assertThat(rig.fixture.records.statuses().find(lead).orElseThrow().progress().nurture().held()).isEmpty();
    assertThat(rig.send(rig.ordered(lead, "nurture", "webinar", 91))).isEqualTo("accepted");
    assertThat(stopReason(lead)).isEqualTo("none");
    assertThat(rig.fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void saidToAskToStopItSuppressesInTheNameOfWhoSaidSo() {
    LeadId lead = decided();
    Doubt doubt = doubt(lead);
    rig.bean(ReplyDoubts.class).settle(doubt, true, MARKETER);
    assertThat(stopReason(lead)).isEqualTo("unsubscribed");
    assertThat(rig.bean(SuppressionStore.class).history(address(lead)).getFirst().by()).isEqualTo("marketing:site");
    decide(lead);
    assertThat(signals(lead)).isEmpty();
    assertThat(rig.send(rig.ordered(lead, "nurture", "guide", 90))).isEqualTo("held: suppressed: unsubscribed");
    assertThat(rig.fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void itIsSaidOnceAndByANamedPersonAlone() {
    LeadId lead = decided();
    Doubt doubt = doubt(lead);
    ReplyDoubts service = rig.bean(ReplyDoubts.class);
    for (Principal.Kind kind : List.of(Principal.Kind.REP, Principal.Kind.SYSTEM, Principal.Kind.PROVIDER,
        Principal.Kind.TEMPORAL)) {
      assertThatThrownBy(() -> service.settle(doubt, true, new Principal(kind, "x"))).hasMessageContaining("named person");
    }
    service.settle(doubt, false, MARKETER);
    Doubt second = service.settle(doubt, true, new Principal(Principal.Kind.MANAGER, "boss"));
    assertThat(second.settled()).isNotNull().extracting(ReplyDoubtStore.Settled::by).isEqualTo("marketing:site");
    assertThat(stopReason(lead)).isEqualTo("none");
    decide(lead);
    assertThat(signals(lead)).containsExactly("email_reply");
  }

  @Test
  void clearWishThatFollowsMakesItMootAndSoDoesAllowingMailAgain() {
    LeadId lead = decided();
    Doubt doubt = doubt(lead);
    events.take("mail", List.of(answer(lead, Kind.REPLY_STOP)));
    assertThat(stopReason(lead)).isEqualTo("unsubscribed");
    assertThat(doubts.find(doubt.id()).orElseThrow().open()).isFalse();
    assertThat(rig.bean(ReplyDoubts.class).settle(doubt, false, MARKETER).settled()).as("read before, said after").isNull();
    rig.bean(Suppressions.class).lift(address(lead), MARKETER, "asked for it again by phone");
    assertThat(doubts.find(doubt.id()).orElseThrow().open()).as("it was allowed since").isFalse();
    assertThat(doubts.rests(address(lead))).isFalse();
    assertThat(doubt(lead).open()).as("another answer is another doubt").isTrue();
  }

  @Test
  void sameMailTwiceIsOneDoubtAndOneOfNobodyRestsItsAddress() {
    LeadId lead = decided();
    ProviderEvent answer = answer(lead, Kind.MAY_ASK_TO_STOP);
    events.take("mail", List.of(answer));
    events.take("mail", List.of(answer));
    assertThat(doubts.openOf(lead)).hasSize(1);
    ProviderEvent stranger =
        new ProviderEvent("mail:" + UUID.randomUUID(), Kind.MAY_ASK_TO_STOP, null, "stranger@example.com", rig.fixture.now(),
            null, "{}");
    events.take("mail", List.of(stranger));
    assertThat(doubts.rests("stranger@example.com")).isTrue();
    assertThat(doubts.list(true, "stranger@example.com", Long.MAX_VALUE, 10)).singleElement()
        .satisfies(doubt -> assertThat(doubt.lead()).isNull());
    LeadId known = rig.lead("stranger@example.com", Map.of());
    assertThat(doubts.openOf(known)).as("who comes in later is whose answer it was").hasSize(1);
  }

  @Test
  void mailNeverBeginsToGoOnceTheAnswerIsTaken() throws Exception {
    int held = 0;
    int races = 60;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < races; race++) {
        LeadId lead = decided();
        var mail = rig.ordered(lead, "nurture", "guide", 90);
        CyclicBarrier start = new CyclicBarrier(2);
        int late = race % 3;
        Future<String> sending = threads.submit(() -> {
          start.await();
          return rig.send(mail);
        });
        Future<String> taken = threads.submit(() -> {
          start.await();
          Thread.sleep(late);
          events.take("mail", List.of(answer(lead, Kind.MAY_ASK_TO_STOP)));
          return rig.fixture.jdbc.sql("select state from send where lead_id = :lead").param("lead", lead.value())
              .query(String.class).optional().orElse("none");
        });
        boolean begun = List.of("SENDING", "ACCEPTED").contains(taken.get());
        assertThat(sending.get().equals("accepted")).as("race %d", race).isEqualTo(begun);
        held += begun ? 0 : 1;
      }
    }
    assertThat(rig.sent).hasSize(races - held);
  }

  @Test
  void marketingAndManagersAreToldOnceOfSeveralInOneMail() {
    RepStore reps = rig.bean(RepStore.class);
    rig.bean(TeamStore.class).save(new TeamStore.Team("sales", "Sales", null, null));
    reps.save(new RepStore.Rep("boss", "Boss", "boss@example.com", "sales", true, true, null, null, RepStore.Work.FULL));
    rig.fixture.jdbc.sql("update reply_doubt set told_at = now()").update();
    LeadId one = decided();
    LeadId other = decided();
    doubt(one);
    doubt(other);
    DoubtNotices notices = rig.bean(DoubtNotices.class);
    notices.tell();
    notices.tell();
    assertThat(rig.sent).extracting(mail -> mail.to().address()).containsExactly("boss@example.com");
    assertThat(rig.sent.getFirst().content().subject()).isEqualTo("2 answers may ask to stop");
    assertThat(rig.sent.getFirst().content().text()).contains("/leads/" + one.value(), "/leads/" + other.value())
        .doesNotContain("Enough.", address(one));
  }

  @Test
  void peopleAreRemindedEachDayUntilSomebodySays() {
    RepStore reps = rig.bean(RepStore.class);
    rig.bean(TeamStore.class).save(new TeamStore.Team("sales", "Sales", null, null));
    reps.save(new RepStore.Rep("boss", "Boss", "boss@example.com", "sales", true, true, null, null, RepStore.Work.FULL));
    LeadId lead = decided();
    Doubt doubt = doubt(lead);
    DoubtNotices notices = rig.bean(DoubtNotices.class);
    notices.tell();
    rig.fixture.jdbc.sql("update reply_doubt set told_at = now() where email_key <> :key").param("key", address(lead)).update();
    rig.sent.clear();
    told(lead, "23 hours");
    notices.tell();
    assertThat(rig.sent).isEmpty();
    told(lead, "25 hours");
    notices.tell();
    notices.tell();
    assertThat(rig.sent).extracting(mail -> mail.content().subject()).containsExactly("Reminder: an answer may ask to stop");
    told(lead, "25 hours");
    notices.tell();
    assertThat(rig.sent).extracting(mail -> mail.sendId()).as("another mail, not the same once more").doesNotHaveDuplicates()
        .hasSize(2);
    rig.bean(ReplyDoubts.class).settle(doubt, false, MARKETER);
    told(lead, "25 hours");
    notices.tell();
    assertThat(rig.sent).hasSize(2);
  }

  private void told(LeadId lead, String ago) {
    rig.fixture.jdbc.sql("update reply_doubt set told_at = now() - :ago::interval where email_key = :key")
        .param("ago", ago).param("key", address(lead)).update();
  }

  @Test
  void whoIsForgottenLeavesNoAnswerInDoubt() {
    LeadId lead = decided();
    doubt(lead);
    doubts.open("mail:" + UUID.randomUUID(), lead, "another-" + address(lead), rig.fixture.now());
    LeadId other = decided();
    doubt(other);
    rig.bean(InboxStore.class)
        .append(InboxRow.called(lead, UUID.randomUUID().toString(), "erase", rig.fixture.now(), MARKETER,
            new EventBody.ErasureAsked()));
    decide(lead);
    assertThat(rig.fixture.records.statuses().find(lead).orElseThrow().progress().stage()).isEqualTo(Stage.ERASED);
    assertThat(rig.fixture.jdbc.sql("select count(*) from reply_doubt where lead_id = :lead or email_key = :key")
            .param("lead", lead.value()).param("key", address(lead)).query(Integer.class).single())
        .isZero();
    assertThat(doubts.openOf(other)).hasSize(1);
  }
}
