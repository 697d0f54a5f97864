package dev.leadloop.orders;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.lead.Principal;
import dev.leadloop.orders.HeldResult.Declined;
import dev.leadloop.orders.HeldResult.Given;
import dev.leadloop.orders.HeldResult.Held;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.security.Role;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Forms sent again while an answer is held: what was given before changes nothing, and what says something else does. */
class HeldAgainTest extends DecidingApiTest {
  private static final Principal REP = new Principal(Principal.Kind.REP, "rep-1");
  private static final Principal MANAGER = new Principal(Principal.Kind.MANAGER, "manager");
  private static final Order ACCEPT = new Order.Accept(1, null);
  private static final Order REJECT = new Order.Reject(1, "no_budget", "Next year");
  private static final Order SNOOZE =
      new Order.Snooze(1, Instant.now().plus(5, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS));

  @Autowired private HeldAnswers answers;

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
  void anOlderFormSentAgainIsToldWhatCameOfItAndLeavesTheHeldAnswer() {
    answers.give(lead, SNOOZE, REP, "form-1");
    holdIsOver();
    assertThat(answers.give(lead, SNOOZE, REP, "form-1")).isInstanceOfSatisfying(Given.class, given ->
        assertThat(given.result().decision()).isInstanceOf(Applied.class));
    Held accepted = held(ACCEPT);
    HeldResult again = answers.give(lead, SNOOZE, REP, "form-1");
    assertThat(again).isInstanceOf(Given.class);
    assertThat(answers.give(lead, SNOOZE, REP, "form-1")).isEqualTo(again);
    assertStillHeld(accepted);
  }

  @Test
  void anOlderFormOfSomebodyElseIsToldWhatCameOfItToo() {
    answers.give(lead, SNOOZE, MANAGER, "form-1");
    holdIsOver();
    answers.give(lead, SNOOZE, MANAGER, "form-1");
    Held accepted = held(ACCEPT);
    assertThat(answers.give(lead, SNOOZE, MANAGER, "form-1")).isInstanceOf(Given.class);
    assertStillHeld(accepted);
  }

  @Test
  void aFormThatWasUsedForSomethingElseLeavesTheHeldAnswer() {
    answers.give(lead, SNOOZE, REP, "form-1");
    holdIsOver();
    answers.give(lead, SNOOZE, REP, "form-1");
    Held accepted = held(ACCEPT);
    assertThat(answers.give(lead, REJECT, REP, "form-1")).isEqualTo(new HeldResult.Wrong(new OrderResult.KeyUsed()));
    assertStillHeld(accepted);
  }

  @Test
  void aFormOfAnEarlierHandoffLeavesTheHeldAnswer() {
    assertThat(post("/api/v1/leads/" + lead + "/reassign", key(Role.MANAGER), "{\"cycle\":1}").status()).isEqualTo(200);
    Held accepted = (Held) answers.give(lead, new Order.Accept(2, null), MANAGER, "form-2");
    assertThat(answers.give(lead, REJECT, MANAGER, "form-1")).isInstanceOfSatisfying(Declined.class, declined ->
        assertThat(declined.why().code()).isEqualTo("cycle-over"));
    assertStillHeld(accepted);
  }

  private void assertStillHeld(Held held) {
    assertThat(count("select count(*) from inbox where lead_id = '" + lead + "' and event_id = '" + held.eventId()
        + "' and decided_seq is null and held_until > clock_timestamp()")).isEqualTo(1);
    holdIsOver();
    decide(lead);
    assertThat(stage()).isEqualTo("ACCEPTED");
  }

  @Test
  void theSameFormWithAnotherReasonTakesThePlaceOfWhatItSaidBefore() {
    Held first = (Held) answers.give(lead, REJECT, REP, "form-1");
    Order other = new Order.Reject(1, "no_need", null);
    Held second = (Held) answers.give(lead, other, REP, "form-1");
    assertThat(second.until()).isAfterOrEqualTo(first.until());
    assertThat(rows()).isEqualTo(1);
    holdIsOver();
    decide(lead);
    assertThat(count("select count(*) from handoff_cycle where lead_id = '" + lead + "' and reason = 'no_need'")).isEqualTo(1);
  }

  @Test
  void theSameFormWithAReasonThatWouldBeRefusedLeavesWhatItSaidBefore() {
    answers.give(lead, REJECT, REP, "form-1");
    assertThat(answers.give(lead, new Order.Reject(1, "no_such_reason", null), REP, "form-1")).isInstanceOf(Declined.class);
    holdIsOver();
    decide(lead);
    assertThat(count("select count(*) from handoff_cycle where lead_id = '" + lead + "' and reason = 'no_budget'")).isEqualTo(1);
  }
}
