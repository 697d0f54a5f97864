package dev.leadloop.lifecycle.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Principal.Kind;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.ReviewOrder;
import dev.leadloop.policy.sales.SlaRules;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is offered to people is what the door follows, no more and no less. */
class AnswerRightsTest {
  private static final Set<String> NOT_YOURS = Set.of("not-allowed", "not-owner", "same-rep");

  private static Life handedOver() {
    return Life.entered(Life.director()).signal("demo_requested");
  }

  private static Life inTheQueue() {
    Life life = new Life(TestPolicies.small(), Life.director());
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life.signal("demo_requested");
  }

  private static List<Principal> everyone() {
    return Stream.concat(
            Stream.of(Life.ANNA, Life.BEN),
            Arrays.stream(Kind.values()).filter(kind -> kind != Kind.REP).map(kind -> new Principal(kind, "someone")))
        .toList();
  }

  private static List<EventBody.Answer> answers(Life life) {
    return List.of(
        new EventBody.Accepted(1),
        new EventBody.Rejected(1, "no_budget", true),
        new EventBody.Returned(1, "no_budget", true, null),
        new EventBody.Reassigned(1, null),
        new EventBody.Withdrawn(1, "no_budget"),
        new EventBody.PauseAsked(1, "waiting_for_lead", null),
        new EventBody.ResumeAsked(1),
        new EventBody.Snoozed(1, life.now.plus(Duration.ofMinutes(5))));
  }

  @Test
  void whoMayAnswerIsWhoseAnswersTheDoorFollows() {
    for (Principal by : everyone()) {
      for (boolean queued : List.of(false, true)) {
        for (int each = 0; each < answers(handedOver()).size(); each++) {
          Life life = queued ? inTheQueue() : handedOver();
          EventBody.Answer answer = answers(life).get(each);
          boolean may = AnswerRights.may(by, answer, life.handoff());
          assertThat(NOT_YOURS.contains(life.happens(by, answer).lastVerdict().code()))
              .as("%s to %s, queued: %s", by, answer, queued)
              .isNotEqualTo(may);
        }
      }
    }
  }

  @Test
  void whoMayTakeOverIsWhoGetsTheLeadByIt() {
    for (Principal by : everyone()) {
      Life life = handedOver();
      boolean may = AnswerRights.mayTakeOver(by, life.handoff(), true);
      assertThat(life.happens(by, new EventBody.TakenOver(1)).lastVerdict().applied()).as(by.toString()).isEqualTo(may);
    }
    assertThat(AnswerRights.mayTakeOver(Life.ANNA, inTheQueue().handoff(), false)).as("a rep who has left").isFalse();
  }

  @Test
  void whoMayReportIsWhoseReportsTheDoorFollows() {
    for (Principal by : everyone()) {
      Life life = handedOver();
      life.happens(new Principal(Kind.REP, life.handoff().owner()), new EventBody.Accepted(1));
      boolean may = AnswerRights.mayReport(by, life.progress());
      assertThat(life.happens(by, new EventBody.Contacted()).lastVerdict().applied()).as(by.toString()).isEqualTo(may);
    }
    assertThat(AnswerRights.mayReport(Life.MANAGER, handedOver().progress())).as("nobody has accepted it").isFalse();
  }

  @Test
  void nobodySettlesAReviewThatIsNotThere() {
    for (Principal by : everyone()) {
      Life life = handedOver();
      assertThat(AnswerRights.maySettle(by, life.progress())).isFalse();
      assertThat(life.happens(by, new EventBody.ReviewDecided(ReviewOrder.DISMISS, null)).lastVerdict().applied()).isFalse();
    }
  }

  @Test
  void pauseLastsUntilTheInstantThatIsOfferedAndNotASecondLonger() {
    Life life = handedOver();
    SlaRules rules = life.policy.sla();
    Principal owner = new Principal(Kind.REP, life.handoff().owner());
    Instant latest = Objects.requireNonNull(AnswerRights.pauseUntil(rules, life.handoff(), life.now));
    assertThat(
            life.happens(owner, new EventBody.PauseAsked(1, "waiting_for_lead", latest.plusSeconds(1))).lastVerdict().code())
        .isEqualTo("bad-time");
    for (int pause = 1; pause <= rules.pause().most(); pause++) {
      latest = Objects.requireNonNull(AnswerRights.pauseUntil(rules, life.handoff(), life.now));
      assertThat(life.happens(owner, new EventBody.PauseAsked(1, "waiting_for_lead", latest)).lastVerdict().applied()).isTrue();
      assertThat(AnswerRights.pauseUntil(rules, life.handoff(), life.now)).as("it stands still already").isNull();
      life.happens(owner, new EventBody.ResumeAsked(1));
    }
    assertThat(AnswerRights.pauseUntil(rules, life.handoff(), life.now)).as("no pause is left").isNull();
  }

  @Test
  void snoozeLastsUntilTheInstantThatIsOfferedAndNotASecondLonger() {
    Life life = handedOver();
    SlaRules rules = life.policy.sla();
    Principal owner = new Principal(Kind.REP, life.handoff().owner());
    Instant latest = Objects.requireNonNull(AnswerRights.snoozeUntil(rules, life.handoff(), life.now));
    assertThat(life.happens(owner, new EventBody.Snoozed(1, latest.plusSeconds(1))).lastVerdict().code()).isEqualTo("bad-time");
    for (int snooze = 1; snooze <= rules.snooze().most(); snooze++) {
      assertThat(life.happens(owner, new EventBody.Snoozed(1, latest)).lastVerdict().applied()).isTrue();
    }
    assertThat(AnswerRights.snoozeUntil(rules, life.handoff(), life.now)).as("no snooze is left").isNull();
  }

  @Test
  void nothingIsPutOffOnceTheAnswerIsOverdue() {
    Life life = handedOver();
    SlaRules rules = life.policy.sla();
    assertThat(AnswerRights.snoozeUntil(rules, life.handoff(), life.handoff().deadline())).isNull();
    assertThat(AnswerRights.snoozeUntil(rules, life.handoff(), life.handoff().deadline().minusSeconds(1)))
        .isEqualTo(life.handoff().deadline());
  }
}
