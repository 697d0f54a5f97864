package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A life that ends because sales knows the person as another lead, which goes on. */
class DuplicateLeadTest {
  private static final Duration YEAR = Duration.ofDays(365);

  private static Life handedOver() {
    return Life.entered(Life.director()).signal("demo_requested");
  }

  private static Life duplicate() {
    Life life = handedOver();
    return life.happens(owner(life), new EventBody.Rejected(1, "duplicate", false));
  }

  private static Principal owner(Life life) {
    return new Principal(Principal.Kind.REP, life.handoff().owner());
  }

  @Test
  void rejectingAsADuplicateClosesTheLeadAndNothingIsDueForItAnyMore() {
    Life life = duplicate();
    assertThat(life.lastVerdict().applied()).isTrue();
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.progress().handoffs().endOf(1)).isNotNull().satisfies(end -> {
      assertThat(end.how()).isEqualTo(How.REJECTED);
      assertThat(end.reason()).isEqualTo("duplicate");
    });
    assertThat(life.written(JournalEntry.StageChanged.class).getLast().cause())
        .isEqualTo("the same person as another lead: duplicate");
    assertThat(life.progress().recycling().times()).isZero();
    assertThat(life.due).as("so the workflow ends").isNull();
  }

  @Test
  void itIsNeverWonBackAndNeitherMailedNorHandedOverWhileItsSignalsStillScore() {
    Life life = duplicate();
    int effects = life.effects.size();
    life.passes(YEAR);
    List.of("pricing_page_view", "pricing_page_view", "pricing_page_view", "ebook_download").forEach(life::signal);
    assertThat(life.progress().qualification().score().score()).as("enough for sales").isGreaterThan(80);
    assertThat(life.passes(YEAR).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.effects).hasSize(effects);
    assertThat(life.progress().handoffs().cycles()).isEqualTo(1);
    Life lost = handedOver();
    lost.happens(owner(lost), new EventBody.Accepted(1));
    lost.happens(Life.MANAGER, new EventBody.OutcomeReported(EventBody.Outcome.LOST, null, null, "no_budget", false));
    assertThat(lost.passes(YEAR).stage()).as("a lost one is won back by the same policy").isEqualTo(Stage.NURTURING);
  }

  @Test
  void askingForSalesAgainPutsItBeforeAPersonAlone() {
    Life life = duplicate().passes(YEAR).signal("demo_requested");
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.told()).endsWith("REVIEW queue");
    life.happens(Life.MANAGER, new EventBody.ReviewDecided(EventBody.ReviewOrder.DISMISS, null));
    assertThat(life.progress().qualification().review()).isNull();
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void whoeverFindsThatItWasNoDuplicateReopensIt() {
    Life life = duplicate();
    life.happens(Life.ANNA, new EventBody.Reopened("not the same person"));
    assertThat(life.lastVerdict().code()).isEqualTo("not-allowed");
    life.happens(Life.MANAGER, new EventBody.Reopened("not the same person"));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.progress().nurture().position()).isNotNull();
  }

  @Test
  void anAcceptedLeadThatIsGivenBackAsADuplicateIsClosedJustSo() {
    Life life = handedOver();
    Principal owner = owner(life);
    life.happens(owner, new EventBody.Accepted(1));
    life.happens(owner, new EventBody.OutcomeReported(EventBody.Outcome.RECYCLED, null, null, "duplicate", false));
    assertThat(List.of(life.stage(), life.progress().recycling().times())).isEqualTo(List.of(Stage.DISQUALIFIED, 0));
    assertThat(life.due).isNull();
  }

  @Test
  void aLeadLostForAReasonThatClosesLeadsIsNotWonBack() {
    for (String reason : List.of("duplicate", "student")) {
      Life life = handedOver();
      life.happens(owner(life), new EventBody.Accepted(1));
      life.happens(Life.MANAGER, new EventBody.OutcomeReported(EventBody.Outcome.LOST, null, null, reason, false));
      assertThat(life.due).as(reason).isNull();
      assertThat(life.passes(YEAR).stage()).as(reason).isEqualTo(Stage.LOST);
    }
  }
}
