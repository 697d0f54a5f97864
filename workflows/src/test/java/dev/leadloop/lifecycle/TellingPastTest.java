package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.PastProgress.Place;
import dev.leadloop.lifecycle.words.Sentences;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where what is told of its past leaves a lead, and what comes of it. */
class TellingPastTest {
  private static final Instant LONG_AGO = Instant.parse("2018-02-01T00:00:00Z");

  private static PastStep step(Stage stage, int day) {
    return new PastStep(stage, LONG_AGO.plus(Duration.ofDays(day)), null, null, null);
  }

  private static EventBody told(PastStep... steps) {
    return new EventBody.PastTold(Arrays.asList(steps));
  }

  /** A lead that comes in with its past, as an import brings it. */
  private static Life comes(PastStep... steps) {
    Life life = new Life(TestPolicies.small(), Life.director(), "rep-a", "rep-b");
    life.decide(List.of(
        life.event(Principal.SYSTEM, new EventBody.Entered("webinar", true)), life.event(Life.MARKETING, told(steps))));
    return life;
  }

  @ParameterizedTest
  @EnumSource(names = {"WON", "LOST", "DISQUALIFIED", "OPPORTUNITY", "ACCEPTED"})
  void whoeverCameSoStandsThereAndIsNeitherNurturedNorWaitedFor(Stage stage) {
    Life life = comes(step(Stage.MQL, 0), step(stage, 14));
    life.passes(Duration.ofDays(700));
    assertThat(life.progress().stage()).isEqualTo(stage);
    assertThat(life.progress().past().place()).isEqualTo(Place.STANDS);
    assertThat(life.progress().qualification().since()).isEqualTo(LONG_AGO.plus(Duration.ofDays(14)));
    assertThat(life.effects).isEmpty();
    assertThat(life.due).isNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"MQL", "SALES_QUALIFIED"})
  void whatIsLeftOpenIsForNurtureAndForWhatTheLeadDoesFromNowOn(Stage stage) {
    Life life = comes(step(stage, 0));
    assertThat(life.progress().stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.progress().nurture().position()).isNotNull();
    assertThat(life.progress().handoff()).isNull();
    life.happens(Principal.SYSTEM, new EventBody.Engaged("demo_requested", Map.of(), false));
    assertThat(life.progress().stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void aSecondTellingAddsToTheFirstAndTheSameAgainIsNothing() {
    Life life = comes(step(Stage.MQL, 0));
    life.happens(Life.MARKETING, told(step(Stage.WON, 20)));
    assertThat(life.progress().stage()).isEqualTo(Stage.WON);
    assertThat(life.progress().nurture().position()).isNull();
    int lines = life.journal.size();
    life.happens(Life.MARKETING, told(step(Stage.MQL, 0), step(Stage.WON, 20)));
    assertThat(life.journal).hasSize(lines);
  }

  @Test
  void whoeverWasWonIsACustomerWhateverElseIsTold() {
    Life life = comes(step(Stage.WON, 5), step(Stage.MQL, 30), step(Stage.MQL, 40), step(Stage.LOST, 50));
    assertThat(life.progress().stage()).isEqualTo(Stage.WON);
    assertThat(life.progress().past().counted()).extracting(PastStep::stage, PastStep::at)
        .startsWith(org.assertj.core.groups.Tuple.tuple(Stage.MQL, LONG_AGO.plus(Duration.ofDays(5))));
  }

  @Test
  void whoeverWasLostAndCameBackAsAnMqlIsNurturedAgain() {
    Life life = comes(step(Stage.LOST, 5));
    life.happens(Life.MARKETING, told(step(Stage.MQL, 9)));
    assertThat(life.progress().stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.progress().nurture().position()).isNotNull();
  }

  @Test
  void whatSalesWasAskedHereIsNotUndone() {
    Life life = Life.entered(Life.director());
    life.happens(Principal.SYSTEM, new EventBody.Engaged("demo_requested", Map.of(), false));
    life.happens(Life.MARKETING, told(step(Stage.WON, 5)));
    assertThat(life.progress().stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.progress().past().steps()).hasSize(1);
  }

  @Test
  void aLeadThatAPersonReopenedStaysSo() {
    Life life = comes(step(Stage.LOST, 5));
    life.happens(Life.MANAGER, new EventBody.Reopened("came back at the fair"));
    assertThat(life.progress().stage()).isEqualTo(Stage.NURTURING);
    life.happens(Life.MARKETING, told(step(Stage.LOST, 8)));
    assertThat(life.progress().stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void aManagerReportsOnAnOpportunityThatCameWithSalesAndItsAmountStays() {
    PastStep open = new PastStep(Stage.OPPORTUNITY, LONG_AGO, new BigDecimal("1200.50"), "EUR", null);
    Life life = comes(open);
    life.happens(Life.ANNA, new EventBody.OutcomeReported(Outcome.WON, null, null, null, false));
    assertThat(life.verdicts.getLast().message()).contains("a manager reports for it");
    life.happens(Life.MANAGER, new EventBody.OutcomeReported(Outcome.WON, null, null, null, false));
    assertThat(life.progress().stage()).isEqualTo(Stage.WON);
    Deal deal = Objects.requireNonNull(life.progress().sales().deal());
    assertThat(deal.amount()).isEqualByComparingTo("1200.50");
    assertThat(life.effects).isEmpty();
  }

  @Test
  void nobodyIsRemindedOfAnOpportunityThatNobodyHasHere() {
    Life life = comes(step(Stage.OPPORTUNITY, 0));
    life.happens(Life.MANAGER, new EventBody.Contacted());
    life.passes(Duration.ofDays(400));
    assertThat(life.effects).isEmpty();
  }

  @Test
  void theTimelineSaysItInWords() {
    PastStep won = new PastStep(Stage.WON, LONG_AGO, new BigDecimal("1200.00"), "EUR", null);
    assertThat(Sentences.of(new JournalEntry.PastNoted(won))).isEqualTo("Told by import: won on 2018-02-01 00:00 UTC, 1200 EUR");
    assertThat(Sentences.brief(new JournalEntry.PastNoted(won))).isEqualTo("Told by import: won on 2018-02-01 00:00 UTC");
    Life life = comes(won);
    assertThat(Sentences.of(life.written(JournalEntry.StageChanged.class).getFirst()))
        .isEqualTo("Nurturing → Won: told by import: won on 2018-02-01 00:00 UTC");
    assertThat(life.verdicts.getFirst().message()).isEqualTo("noted; the lead is closed: won");
  }
}
