package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A request hands over what was asked lately, whenever and by whatever way we are told of it. */
class OldRequestsTest {
  private static final Duration WITHIN = Duration.ofDays(30);

  @Test
  void requestThatIsWorthNothingHandsNothingOver() {
    Life life = Life.entered(Life.director());
    told(life, Duration.ofDays(190), false);
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.progress().qualification().score().score()).isZero();
    assertThat(life.progress().handoffs().cycles()).isZero();
    assertThat(said(life)).containsExactly(
        "No handoff for demo requested of " + Sentences.time(life.now.minus(Duration.ofDays(190)))
            + ": told too late, since the policy hands over what was asked within 30 days; it counts by its points alone");
  }

  @Test
  void requestOlderThanTheStatedAgeCountsByItsPointsAlone() {
    Life life = Life.entered(Life.director());
    told(life, WITHIN.plusMillis(1), false);
    assertThat(life.stage()).isIn(Stage.NURTURING, Stage.MQL);
    assertThat(life.progress().qualification().score().score()).isPositive()
        .isEqualTo(Scoring.score(Life.director(), life.state.signals(), life.policy, life.now).summary().score());
    assertThat(said(life)).hasSize(1);
  }

  @Test
  void requestOfExactlyThatAgeHandsOver() {
    Life life = Life.entered(Life.director());
    told(life, WITHIN, false);
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(said(life)).isEmpty();
  }

  @Test
  void ageIsCountedUntilWeWereToldSoThatAnOutageOfOursMakesNoneTooOld() {
    Life life = Life.entered(Life.director());
    LeadEvent event = life.event(Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false));
    life.now = life.now.plus(Duration.ofDays(31));
    life.decide(List.of(event));
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void importedHistoryHandsNothingOverAndNeedNotSayWhy() {
    Life life = Life.entered(Life.director());
    told(life, Duration.ofDays(190), true);
    told(life, Duration.ofDays(1), true);
    assertThat(life.progress().handoffs().cycles()).isZero();
    assertThat(said(life)).isEmpty();
  }

  @Test
  void oldRequestStillHelpsTheScoreToTheThreshold() {
    Life life = Life.entered(Life.director());
    for (int i = 0; i < 6 && life.stage().nurtured(); i++) {
      life.signal("pricing_page_view");
    }
    assertThat(life.progress().handoff()).isNotNull().extracting(handoff -> handoff.terms().trigger()).isEqualTo("score");
  }

  @Test
  void oldRequestOpensNoReviewOfAClosedLead() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    Principal owner = new Principal(Principal.Kind.REP, life.handoff().owner());
    life.happens(owner, new EventBody.Accepted(0));
    life.happens(owner, new EventBody.OutcomeReported(EventBody.Outcome.LOST, null, null, "no_need", false));
    assertThat(life.stage()).isEqualTo(Stage.LOST);
    told(life, Duration.ofDays(60), false);
    assertThat(life.progress().qualification().review()).isNull();
    assertThat(said(life)).hasSize(1);
    life.passes(Duration.ofDays(1));
    told(life, Duration.ofHours(1), false);
    assertThat(life.progress().qualification().review()).isNotNull();
  }

  @Test
  void oldRequestOfALeadThatSalesHasNeedsNoWord() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    told(life, Duration.ofDays(60), false);
    assertThat(said(life)).isEmpty();
  }

  private static void told(Life life, Duration age, boolean imported) {
    LeadEvent event = life.event(Principal.SYSTEM, new EventBody.Engaged("demo_requested", Map.of(), imported));
    Instant occurredAt = life.now.minus(age);
    life.decide(List.of(
        new LeadEvent(event.row(), event.eventId(), occurredAt, event.recordedAt(), event.by(), event.body())));
  }

  private static List<String> said(Life life) {
    return life.written(JournalEntry.RequestTooOld.class).stream().map(Sentences::of).toList();
  }
}
