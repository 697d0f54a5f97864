package dev.leadloop.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.inbox.RingStore;
import dev.leadloop.inbox.RingStore.Places;
import dev.leadloop.inbox.RingStore.Resting;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.orders.HeldResult.Another;
import dev.leadloop.orders.HeldResult.Declined;
import dev.leadloop.orders.HeldResult.Given;
import dev.leadloop.orders.HeldResult.Held;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.security.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Answers that may be taken back for some seconds: exactly once, never late, and by one rule who is first. */
class HeldAnswersTest extends DecidingApiTest {
  private static final Principal REP = new Principal(Principal.Kind.REP, "rep-1");
  private static final Principal MANAGER = new Principal(Principal.Kind.MANAGER, "manager");
  private static final Order ACCEPT = new Order.Accept(1, null);
  private static final Order REJECT = new Order.Reject(1, "no_budget", "Next year");

  @Autowired private HeldAnswers answers;
  @Autowired private RingStore rings;

  private String lead;

  @BeforeEach
  void handOver() {
    lead = handedOver();
  }

  private Held held(Order order) {
    return (Held) answers.give(lead, order, REP, UUID.randomUUID().toString());
  }

  private String stage() {
    return get("/api/v1/leads/" + lead, key(Role.MANAGER)).text("stage");
  }

  private int rows() {
    return count("select count(*) from inbox where lead_id = '" + lead + "' and event_id like 'answer-%'");
  }

  /** As if the seconds had gone by. */
  private void holdIsOver() {
    jdbc.sql("update inbox set held_until = clock_timestamp(), ring_at = clock_timestamp()"
        + " where lead_id = :lead and held_until > clock_timestamp()").param("lead", lead).update();
  }

  @Test
  void noDecisionTakesAHeldAnswerAndTheNextOneAfterItsTimeDoes() {
    Instant before = Instant.now();
    Held held = held(ACCEPT);
    assertThat(held.words()).startsWith("accepted; first contact is due ");
    assertThat(Duration.between(before, held.until())).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(10));
    decide(lead);
    assertThat(stage()).as("decided about, and the answer left alone").isEqualTo("SQL");
    holdIsOver();
    decide(lead);
    assertThat(stage()).isEqualTo("ACCEPTED");
    decide(lead);
    assertThat(rows()).isEqualTo(1);
    assertThat(journal("cycle_ended")).isEqualTo(1);
  }

  @Test
  void whatIsTakenBackWasNeverGiven() {
    Held held = held(REJECT);
    assertThat(held.words()).startsWith("the lead is ");
    assertThat(answers.takeBack(lead, held.eventId(), MANAGER)).as("by somebody else").isFalse();
    assertThat(answers.takeBack(lead, held.eventId(), REP)).isTrue();
    assertThat(answers.takeBack(lead, held.eventId(), REP)).as("once").isFalse();
    holdIsOver();
    decide(lead);
    assertThat(stage()).isEqualTo("SQL");
    assertThat(rows()).isZero();
  }

  @Test
  void whatStandsGivenIsNotTakenBack() {
    Held held = held(ACCEPT);
    holdIsOver();
    assertThat(answers.takeBack(lead, held.eventId(), REP)).isFalse();
    assertThat(answers.letGo(lead, held.eventId(), REP)).isInstanceOfSatisfying(Recorded.class, recorded ->
        assertThat(recorded.decision()).isInstanceOf(Applied.class));
    assertThat(answers.takeBack(lead, held.eventId(), REP)).isFalse();
    assertThat(stage()).isEqualTo("ACCEPTED");
  }

  @Test
  void goingOnLetsTheAnswerGoAtOnce() {
    Held held = held(ACCEPT);
    assertThat(answers.letGo(lead, held.eventId(), REP)).isInstanceOfSatisfying(Recorded.class, recorded ->
        assertThat(recorded.decision()).isInstanceOfSatisfying(Applied.class, applied ->
            assertThat(applied.message()).startsWith("accepted; first contact is due ")));
    assertThat(stage()).isEqualTo("ACCEPTED");
  }

  @Test
  void anAnswerIsNotLateBecauseItWasHeldThoughEverythingWasDownBeyondTheDeadline() {
    Instant muchLater = Instant.now().plus(30, ChronoUnit.DAYS);
    held(ACCEPT);
    holdIsOver();
    decide(lead, muchLater);
    assertThat(stage()).isEqualTo("ACCEPTED");
    assertThat(journal("rung_fired")).as("nobody was reminded of what had been answered").isZero();
    assertThat(count("select count(*) from handoff_cycle where lead_id = '" + lead + "'")).isEqualTo(1);
    for (String cycles : List.of("handoff_cycle", "measure_cycle")) {
      assertThat(count("select count(*) from " + cycles + " c join inbox i on i.lead_id = c.lead_id and i.kind = 'accept'"
          + " where c.lead_id = '" + lead + "' and c.ended_at = i.recorded_at and c.ended_at < c.deadline"))
          .as("it counts from when it was given, in " + cycles).isEqualTo(1);
    }
    assertThat(count("select count(*) from lead_status where lead_id = '" + lead
        + "' and (progress ->> 'contactDue')::timestamptz > '" + muchLater + "'"))
        .as("first contact was not missed before anybody could be told").isEqualTo(1);

    lead = handedOver();
    decide(lead, muchLater);
    assertThat(stage()).as("without an answer that time does tell").isNotEqualTo("ACCEPTED");
    assertThat(journal("rung_fired")).isPositive();
  }

  private int journal(String type) {
    return count("select count(*) from lifecycle_event where lead_id = '" + lead + "' and type = '" + type + "'");
  }

  @Test
  void theHoldEndsBeforeAnythingFallsDueAndWhereThereIsNoTimeItIsNotHeld() {
    due("4.5 seconds");
    Instant due = Instant.now().plusMillis(4_500);
    assertThat(held(ACCEPT).until()).isBetween(due.minusMillis(2_500), due.minusMillis(1_900));
    lead = handedOver();
    due("2.5 seconds");
    assertThat(answers.give(lead, ACCEPT, REP, "at-the-edge")).isInstanceOf(Given.class);
    assertThat(stage()).isEqualTo("ACCEPTED");
    lead = handedOver();
    due("-1 minute");
    assertThat(answers.give(lead, ACCEPT, REP, "behind-it")).isInstanceOf(Given.class);
  }

  private void due(String in) {
    jdbc.sql("update lead_status set next_due_at = clock_timestamp() + interval '" + in + "' where lead_id = :lead")
        .param("lead", lead).update();
  }

  @Test
  void theSecondAnswerOfTheSamePersonTakesThePlaceOfTheFirst() {
    Held first = held(ACCEPT);
    Held second = held(REJECT);
    assertThat(rows()).isEqualTo(1);
    assertThat(answers.takeBack(lead, first.eventId(), REP)).isFalse();
    holdIsOver();
    decide(lead);
    assertThat(stage()).isEqualTo("NURTURING");
    assertThat(count("select count(*) from inbox where event_id = '" + second.eventId() + "' and verdict->>'applied' = 'true'"))
        .isEqualTo(1);
  }

  @Test
  void aSecondAnswerThatWouldBeRefusedLeavesTheFirst() {
    Held first = held(ACCEPT);
    assertThat(answers.give(lead, new Order.Reject(1, "no_such_reason", null), REP, "second"))
        .isInstanceOfSatisfying(Declined.class, declined -> assertThat(declined.why().code()).isEqualTo("unknown-reason"));
    assertThat(answers.takeBack(lead, first.eventId(), REP)).isTrue();
  }

  @Test
  void theSameFormSentTwiceIsOneAnswer() {
    Held first = (Held) answers.give(lead, ACCEPT, REP, "form-1");
    assertThat(answers.give(lead, ACCEPT, REP, "form-1")).isInstanceOfSatisfying(Held.class, again ->
        assertThat(again.eventId()).isEqualTo(first.eventId()));
    holdIsOver();
    assertThat(answers.give(lead, ACCEPT, REP, "form-1")).isInstanceOf(Given.class);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void whileOnePersonMayStillTakeItBackAnotherIsToldWhoAnswered() {
    Held first = held(ACCEPT);
    assertThat(answers.give(lead, REJECT, MANAGER, "manager-1")).isInstanceOfSatisfying(Another.class, another -> {
      assertThat(another.by()).isEqualTo(REP);
      assertThat(another.label()).isEqualTo("accept");
    });
    answers.takeBack(lead, first.eventId(), REP);
    assertThat(answers.give(lead, REJECT, MANAGER, "manager-1")).isInstanceOf(Held.class);
  }

  @Test
  void anAnswerThatIsNotHeldGoesFirstAndTheHeldOneIsRefusedInWords() {
    Held held = held(ACCEPT);
    assertThat(post("/api/v1/leads/" + lead + "/reject", key(Role.MANAGER),
        "{\"cycle\":1,\"reason\":\"no_budget\",\"note\":\"By phone\"}").status()).isEqualTo(200);
    holdIsOver();
    assertThat(answers.letGo(lead, held.eventId(), REP)).isInstanceOfSatisfying(Recorded.class, recorded ->
        assertThat(recorded.decision()).isInstanceOfSatisfying(OrderResult.Refused.class, refused -> {
          assertThat(refused.code()).isEqualTo("cycle-over");
          assertThat(refused.message()).contains("handoff 1 is over: rejected");
        }));
    assertThat(stage()).isEqualTo("NURTURING");
  }

  @Test
  void aRelayOfAnyProcessRingsOnceTheHoldIsOverAndNotBefore() {
    Held held = held(ACCEPT);
    assertThat(claimed()).isFalse();
    holdIsOver();
    assertThat(claimed()).isTrue();
    decide(lead);
    assertThat(answers.letGo(lead, held.eventId(), REP)).isInstanceOf(Recorded.class);
    assertThat(rows()).isEqualTo(1);
  }

  private boolean claimed() {
    return rings.claim(new Places(50, 50, 50, 50), Resting.NOBODY).stream()
        .filter(waiting -> waiting.start().lead().equals(new LeadId(lead)))
        .anyMatch(waiting -> waiting.labels().contains("accept"));
  }

  @RepeatedTest(6)
  void whateverHappensAtOnceTheHandoffEndsAtMostOnceAndWhatWasTakenBackDoesNot() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Callable<Object>> deeds = new ArrayList<>();
    for (int n = 0; n < 12; n++) {
      String key = "race-" + n;
      Principal by = random.nextBoolean() ? REP : MANAGER;
      Order order = random.nextBoolean() ? ACCEPT : REJECT;
      int kind = random.nextInt(3);
      deeds.add(() -> answers.give(lead, order, by, key) instanceof Held held
          ? switch (kind) {
            case 0 -> answers.takeBack(lead, held.eventId(), by);
            case 1 -> answers.letGo(lead, held.eventId(), by);
            default -> held;
          }
          : "not held");
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      for (Future<Object> done : threads.invokeAll(deeds)) {
        done.get();
      }
    }
    holdIsOver();
    decide(lead);
    assertThat(count("select count(*) from lifecycle_event where type = 'cycle_ended' and lead_id = '" + lead + "'"))
        .as("seed %d", seed).isLessThanOrEqualTo(1);
    assertThat(count("select count(*) from inbox where lead_id = '" + lead + "' and decided_seq is null")).isZero();
    assertThat(count("select count(*) from inbox where lead_id = '" + lead
        + "' and event_id like 'answer-%' and verdict->>'applied' = 'true'")).as("seed %d", seed).isLessThanOrEqualTo(1);
  }
}
