package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.sla.LadderAction;
import dev.leadloop.temporal.DecisionReply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two at once about one handoff, on a real PostgreSQL: exactly one wins, and the other learns who. */
class AnswerRacesTest {
  private static final int RACES = Integer.getInteger("leadloop.races", 200);
  private static final int AT_ONCE = 12;
  private static final Duration ANSWER_WITHIN = Duration.ofMillis(250);

  @Test
  void ofTwoAnswersOneWinsAndTheOtherIsToldWhich() throws Exception {
    try (RecordFixture fixture = new RecordFixture()) {
      DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
      List<LeadId> leads = handedOver(fixture, decisions);
      List<Callable<Object>> all = new ArrayList<>();
      for (LeadId lead : leads) {
        String owner = fixture.records.handoffs().of(lead).get(0).owner();
        HeadStart headStart = HeadStart.of(all.size());
        all.add(() -> {
          together(
              () -> {
                headStart.waitFirst();
                return give(fixture, decisions, lead, "accept", owner, new EventBody.Accepted(1));
              },
              () -> {
                headStart.waitSecond();
                return give(fixture, decisions, lead, "reject", owner, new EventBody.Rejected(1, "no_need", false));
              });
          return lead;
        });
      }
      run(all);
      int accepted = 0;
      for (LeadId lead : leads) {
        Verdict accept = Objects.requireNonNull(decisions.recordedVerdict(lead.value(), "accept"));
        Verdict reject = Objects.requireNonNull(decisions.recordedVerdict(lead.value(), "reject"));
        assertThat(accept.applied()).isNotEqualTo(reject.applied());
        Verdict loser = accept.applied() ? reject : accept;
        assertThat(loser.code()).isEqualTo("cycle-over");
        assertThat(loser.message()).contains(accept.applied() ? "accepted by rep:" : "rejected by rep:");
        EndedCycle end = Objects.requireNonNull(fixture.records.handoffs().of(lead).get(0).ended());
        assertThat(end.how()).isEqualTo(accept.applied() ? EndedCycle.How.ACCEPTED : EndedCycle.How.REJECTED);
        assertThat(fixture.check.differences(lead)).isEmpty();
        accepted += accept.applied() ? 1 : 0;
      }
      System.out.println(RACES + " races of two answers: " + accepted + " accepted, " + (RACES - accepted) + " rejected");
      assertThat(accepted).as("races the acceptance won").isBetween(1, RACES - 1);
    }
  }

  @Test
  void anAnswerRecordedBeforeTheDeadlineBeatsItAndALaterOneNever() throws Exception {
    try (RecordFixture fixture = new RecordFixture()) {
      DecideAndRecord decisions = new DecideAndRecord(
          fixture.records, fixture.transaction, RecordFixture.policies(hasty()), LeadLifecycle::decide, fixture.clock);
      Random random = new Random(20_260_302);
      List<LeadId> leads = new ArrayList<>();
      List<Callable<Object>> all = new ArrayList<>();
      for (int i = 0; i < RACES; i++) {
        LeadId lead = fixture.lead();
        leads.add(lead);
        Duration early = Duration.ofMillis(random.nextInt(120) - 20L);
        all.add(() -> answerAtTheDeadline(fixture, decisions, lead, early));
      }
      run(all);
      int won = 0;
      for (LeadId lead : leads) {
        won += judge(fixture, decisions, lead) ? 1 : 0;
      }
      System.out.println(RACES + " races of answer and deadline: " + won + " answers in time, " + (RACES - won) + " late");
      assertThat(won).as("races the answer won").isBetween(1, RACES - 1);
    }
  }

  private static Object answerAtTheDeadline(
      RecordFixture fixture, DecideAndRecord decisions, LeadId lead, Duration early) throws Exception {
    fixture.signal(lead, "demo", "demo_requested");
    DecisionReply handed = fixture.decide(decisions, lead, 1);
    Instant deadline = Objects.requireNonNull(handed.view().sales().slaDueAt());
    String owner = Objects.requireNonNull(handed.view().sales().owner());
    together(
        () -> {
          sleepUntil(deadline.minus(early));
          return give(fixture, decisions, lead, "accept", owner, new EventBody.Accepted(1));
        },
        () -> {
          sleepUntil(deadline);
          return fixture.decide(decisions, lead, 1_000);
        });
    return fixture.decide(decisions, lead, 1_000);
  }

  private static boolean judge(RecordFixture fixture, DecideAndRecord decisions, LeadId lead) {
    HandoffCycle first = fixture.records.handoffs().of(lead).get(0);
    EndedCycle end = Objects.requireNonNull(first.ended());
    Verdict accept = Objects.requireNonNull(decisions.recordedVerdict(lead.value(), "accept"));
    Instant recorded = fixture.records.inbox().verdict(lead, "accept").orElseThrow().recordedAt();
    assertThat(accept.applied()).as("recorded %s, due %s, %s", recorded, first.deadline(), end)
        .isEqualTo(!recorded.isAfter(first.deadline()));
    if (accept.applied()) {
      assertThat(end.how()).isEqualTo(EndedCycle.How.ACCEPTED);
      assertThat(fixture.records.statuses().find(lead).orElseThrow().progress().stage()).isEqualTo(Stage.ACCEPTED);
    } else {
      assertThat(end.how()).isEqualTo(EndedCycle.How.UNANSWERED);
      assertThat(end.at()).isAfterOrEqualTo(first.deadline());
      assertThat(accept.message()).contains("unanswered");
    }
    assertThat(fixture.check.differences(lead)).isEmpty();
    return accept.applied();
  }

  /** The small policy with next to no time to answer: at the deadline another rep is asked. */
  private static LeadPolicy hasty() {
    LeadPolicy small = TestPolicies.mailing("nurture/1-guide");
    SlaRules sla = new SlaRules(List.of(new SlaClass("demo", List.of(), ANSWER_WITHIN, "always",
        List.of(new Rung(100, LadderAction.REASSIGN)), Duration.ofDays(1))));
    return TestPolicies.with(small, sla);
  }

  private static List<LeadId> handedOver(RecordFixture fixture, DecideAndRecord decisions) {
    List<LeadId> leads = new ArrayList<>();
    for (int i = 0; i < RACES; i++) {
      LeadId lead = fixture.lead();
      fixture.signal(lead, "demo", "demo_requested");
      fixture.decide(decisions, lead, 1);
      leads.add(lead);
    }
    return leads;
  }

  private static Object give(
      RecordFixture fixture, DecideAndRecord decisions, LeadId lead, String event, String rep, EventBody body) {
    fixture.answer(lead, event, rep, body);
    return fixture.decide(decisions, lead, 1_000);
  }

  private static void run(List<Callable<Object>> all) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Future<Object> one : threads.invokeAll(all)) {
        one.get();
      }
    }
  }

  private static void together(Callable<?> one, Callable<?> other) throws Exception {
    CyclicBarrier start = new CyclicBarrier(2);
    try (ExecutorService second = Executors.newSingleThreadExecutor()) {
      Future<?> running = second.submit(() -> {
        start.await(10, TimeUnit.SECONDS);
        return other.call();
      });
      start.await(10, TimeUnit.SECONDS);
      one.call();
      running.get();
    }
  }

  private static void sleepUntil(Instant at) throws InterruptedException {
    long nanos = Duration.between(Instant.now(), at).toNanos();
    if (nanos > 0) {
      TimeUnit.NANOSECONDS.sleep(nanos);
    }
  }
}
