package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which closed leads come back by themselves, and what it means that a named person takes one up again. */
class ReopeningTest {
  private static final Duration YEARS = Duration.ofDays(2_000);

  private static Life handedOver() {
    return Life.entered(Life.director()).signal("demo_requested");
  }

  private static Principal owner(Life life) {
    return new Principal(Principal.Kind.REP, life.handoff().owner());
  }

  private static Life rejected(Life life, String reason) {
    return life.happens(owner(life), new EventBody.Rejected(0, reason, true));
  }

  private static Life reported(Outcome outcome, String reason) {
    Life life = handedOver();
    life.happens(owner(life), new EventBody.Accepted(1));
    return life.happens(Life.MANAGER, new EventBody.OutcomeReported(outcome, null, null, reason, false));
  }

  /** Given back once more than the limit of two. */
  private static Life wornOut() {
    Life life = handedOver();
    for (int time = 0; time < 3; time++) {
      rejected(life, "no_need");
      life.passes(Duration.ofHours(1)).signal("demo_requested");
    }
    return life;
  }

  private static Map<String, Life> disqualified() {
    Map<String, Life> lives = new LinkedHashMap<>();
    lives.put("by a reason", rejected(handedOver(), "student"));
    lives.put("as a duplicate", rejected(handedOver(), "duplicate"));
    lives.put("by the recycle limit", wornOut());
    lives.put("by its outcome", reported(Outcome.DISQUALIFIED, "student"));
    lives.put("by an outcome whose reason parks", reported(Outcome.DISQUALIFIED, "no_budget"));
    return lives;
  }

  @Test
  void aDisqualifiedLeadIsNeverWonBackByItselfHoweverItWasClosed() {
    disqualified().forEach((how, life) -> {
      assertThat(life.stage()).as(how).isEqualTo(Stage.DISQUALIFIED);
      assertThat(life.due).as(how).isNull();
      int mails = life.mailed().size();
      assertThat(life.passes(YEARS).stage()).as(how).isEqualTo(Stage.DISQUALIFIED);
      assertThat(life.mailed()).as(how).hasSize(mails);
    });
  }

  @Test
  void aNamedPersonReopensADisqualifiedLeadHoweverItWasClosed() {
    disqualified().forEach((how, life) -> {
      int recycles = life.progress().recycling().times();
      life.happens(Life.MARKETING, new EventBody.Reopened("came_back"));
      assertThat(life.lastVerdict().applied()).as(how).isTrue();
      assertThat(life.stage().nurtured()).as(how).isTrue();
      assertThat(life.progress().recycling().times())
          .as(how + ": counts as no giving back, and takes none back")
          .isEqualTo(recycles);
    });
  }

  @Test
  void theReasonOfReopeningIsNoneOfTheCatalogue() {
    Life life = rejected(handedOver(), "student");
    assertThat(life.policy.disposition("came_back")).isNull();
    life.happens(Life.MANAGER, new EventBody.Reopened("came_back"));
    assertThat(life.written(JournalEntry.StageChanged.class).getLast().cause()).isEqualTo("reopened: came_back");
    assertThat(life.progress().recycling().gate().freshPoints()).as("nothing to show before it may be handed over").isZero();
    life.passes(Duration.ofHours(1)).signal("demo_requested");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.handoff().tried().reps()).as("the rep of before may have it again").isEmpty();
  }

  @Test
  void whoIsReadyIsHandedOverByReopeningUnlessSalesHasJustRejectedIt() {
    Life lost = handedOver().signal("pricing_page_view").signal("ebook_download");
    lost.happens(owner(lost), new EventBody.Accepted(1));
    lost.happens(Life.MANAGER, new EventBody.OutcomeReported(Outcome.LOST, null, null, "no_need", false));
    lost.happens(Life.MARKETING, new EventBody.Reopened("came_back"));
    assertThat(lost.stage()).as("lost, which is no answer to a handoff").isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(lost.handoff().terms().trigger()).isEqualTo("score");

    Life rejected = rejected(handedOver().signal("pricing_page_view").signal("ebook_download"), "student");
    rejected.passes(Duration.ofDays(3)).happens(Life.MARKETING, new EventBody.Reopened("came_back"));
    assertThat(rejected.stage()).as("three days of seven after the answer").isEqualTo(Stage.NURTURING);
    rejected.passes(Duration.ofDays(3));
    assertThat(rejected.stage()).isEqualTo(Stage.NURTURING);
    rejected.signal("pricing_page_view").passes(Duration.ofDays(1));
    assertThat(rejected.stage()).as("seven days after the answer").isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void whoIsWonBackAndReadyIsHandedOverAtOnce() {
    Life life = handedOver();
    life.happens(owner(life), new EventBody.Accepted(1));
    life.happens(Life.MANAGER, new EventBody.OutcomeReported(Outcome.LOST, null, null, "no_need", false));
    life.passes(Duration.ofDays(179)).signal("pricing_page_view").signal("pricing_page_view").signal("pricing_page_view")
        .signal("ebook_download");
    assertThat(life.stage()).isEqualTo(Stage.LOST);
    int mails = life.mailed().size();
    life.passes(Duration.ofDays(1));
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.mailed()).as("no win-back mail to whom sales has").hasSize(mails);
  }

  @Test
  void whoIsParkedNoLongerIsJudgedByTheOrderThatEndsIt() {
    Life life = rejected(handedOver(), "no_budget").passes(Duration.ofDays(8));
    life.signal("pricing_page_view").signal("pricing_page_view").signal("pricing_page_view");
    assertThat(life.stage()).as("parked for thirty days").isEqualTo(Stage.NURTURING);
    life.happens(Life.MARKETING, new EventBody.NurtureOrdered("nurture", true));
    assertThat(life.lastVerdict().applied()).isTrue();
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void whoWasClosedByTheLimitIsClosedAgainByTheNextGivingBack() {
    Life life = wornOut();
    life.happens(Life.MANAGER, new EventBody.Reopened("came_back"));
    life.passes(Duration.ofHours(1)).signal("demo_requested");
    rejected(life, "no_need");
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.progress().recycling().times()).isEqualTo(2);
  }

  @Test
  void aWonLeadAndOneThatIsNotClosedCannotBeReopened() {
    for (Life life : java.util.List.of(reported(Outcome.WON, "no_need"), handedOver(), Life.entered(Life.director()))) {
      Stage before = life.stage();
      life.happens(Life.MANAGER, new EventBody.Reopened("came_back"));
      assertThat(life.lastVerdict().code()).isEqualTo("not-closed");
      assertThat(life.stage()).isEqualTo(before);
    }
  }
}
