package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.inbox.InboxStore.EventKey;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.temporal.DecisionReply;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told quietly waits for something that is due, and for nothing else. */
class QuietRowsTest {
  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);

  @AfterEach
  void close() {
    fixture.close();
  }

  private InboxRow quiet(LeadId lead, String event) {
    return new InboxRow(
        lead, event, "mail_accepted", fixture.now(), Principal.SYSTEM,
        new EventBody.SendSettled("nurture", "step1", "ACCEPTED", null), null, InboxRow.Ringing.QUIET);
  }

  private LeadId withSomethingDue() {
    LeadId lead = fixture.lead();
    assertThat(fixture.decide(decisions, lead, 1).due()).isNotNull();
    return lead;
  }

  private LeadId withNothingDue() {
    LeadId lead = fixture.lead();
    DecisionReply reply = fixture.decide(decisions, lead, 1);
    for (int n = 2; reply.due() != null; n++) {
      fixture.later(Duration.between(fixture.now(), reply.due().at()).plusSeconds(1));
      reply = fixture.decide(decisions, lead, n);
      assertThat(n).as("the sequence runs out").isLessThan(50);
    }
    return lead;
  }

  private String rings(LeadId lead, String event) {
    return fixture.jdbc.sql(
            "select coalesce(extract(epoch from ring_at - recorded_at)::int::text, 'never') from inbox"
                + " where lead_id = :lead and event_id = :event")
        .param("lead", lead.value())
        .param("event", event)
        .query(String.class)
        .single();
  }

  @Test
  void whatComesAfterALeadsLastWakeUpIsCalledForAndTheCheckHasNothingToSay() {
    LeadId over = withNothingDue();
    LeadId waiting = withSomethingDue();
    LeadId fresh = fixture.lead();
    assertThat(fixture.records.inbox()
        .appendAll(List.of(quiet(over, "a"), quiet(waiting, "a"), quiet(fresh, "a"), quiet(over, "b"))))
        .hasSize(4);
    assertThat(rings(over, "a")).isEqualTo("3");
    assertThat(rings(over, "b")).isEqualTo("3");
    assertThat(rings(waiting, "a")).isEqualTo("never");
    assertThat(rings(fresh, "a")).as("its first decision is to come").isEqualTo("never");
    assertThat(fixture.records.inbox().append(quiet(over, "a"))).as("known").isFalse();
    fixture.jdbc.sql("update inbox set recorded_at = recorded_at - interval '2 minutes' where lead_id in (:leads) and"
        + " decided_seq is null")
        .param("leads", List.of(over.value(), waiting.value())).update();
    assertThat(fixture.records.inbox().stranded(over)).isZero();
    assertThat(fixture.records.inbox().stranded(waiting)).isZero();
  }

  @Test
  void whatIsStoredWhileADecisionIsMadeIsCalledForSinceNothingMayBeDueAfterIt() {
    LeadId lead = withSomethingDue();
    DecideAndRecord interrupted =
        fixture.decisions((state, events, policy, desk, now) -> {
          CompletableFuture<Boolean> news = new CompletableFuture<>();
          Thread.ofPlatform().start(() -> news.complete(fixture.records.inbox().append(quiet(lead, "meanwhile"))));
          assertThat(news.orTimeout(20, TimeUnit.SECONDS).join()).isTrue();
          return LeadLifecycle.decide(state, events, policy, desk, now);
        });
    fixture.signal(lead, "s", "email_open");
    fixture.decide(interrupted, lead, 2);
    assertThat(rings(lead, "meanwhile")).isEqualTo("3");
  }

  @Test
  void aDecisionThatComesWhileARowIsStoredWaitsForItAndTakesIt() throws Exception {
    LeadId lead = withSomethingDue();
    CompletableFuture<DecisionReply> decision = new CompletableFuture<>();
    List<EventKey> stored = fixture.transaction.execute(status -> {
      List<EventKey> keys = List.copyOf(fixture.records.inbox().appendAll(List.of(quiet(lead, "first"))));
      Thread.ofPlatform().start(() -> decision.complete(fixture.decide(decisions, lead, 2)));
      sleep(Duration.ofMillis(400));
      assertThat(decision.isDone()).isFalse();
      return keys;
    });
    assertThat(stored).hasSize(1);
    decision.get(20, TimeUnit.SECONDS);
    assertThat(fixture.records.inbox().verdict(lead, "first").orElseThrow().decidedSeq()).isEqualTo(2);
    assertThat(rings(lead, "first")).isEqualTo("never");
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
