package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Accepted;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.EventBody.OutcomeReported;
import dev.leadloop.lifecycle.event.EventBody.Rejected;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.Deal;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.sla.SlaLevel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LeadLifecycleTest {
  @Test
  void newLeadIsNurturedByTheSequenceOfItsStage() {
    Life life = Life.entered(Life.intern()).passes(Duration.ofDays(10));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.mailed()).containsExactly("nurture/1", "nurture/2", "nurture/3");
    assertThat(life.due).isNull();
  }

  @Test
  void leadWithoutAnAddressIsScoredAndHandedOffButNotMailed() {
    LeadProfile known = Life.director();
    LeadProfile unreachable =
        new LeadProfile(false, known.emailKind(), known.title(),
            new Company(known.company().name(), known.company().size(), null), null,
            null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    Life life = Life.entered(unreachable).passes(Duration.ofDays(10));
    assertThat(life.mailed()).isEmpty();
    assertThat(life.signal("demo_requested").stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void leadThatReachesTheMqlThresholdChangesTrack() {
    Life life = Life.entered(Life.director()).signal("pricing_page_view").signal("ebook_download");
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    JournalEntry.StageChanged change = life.written(JournalEntry.StageChanged.class).get(0);
    assertThat(change.evidence()).isNotNull();
    assertThat(change.evidence().score()).isEqualTo(35);
    assertThat(change.evidence().scoreThreshold()).isEqualTo(30);
    assertThat(change.evidence().signals()).containsExactlyInAnyOrder("event-2", "event-3");
    life.passes(Duration.ofDays(1));
    assertThat(life.mailed()).containsExactly("mql/1");
  }

  @Test
  void misfitNeverBecomesMqlHoweverMuchItReads() {
    Life life = Life.entered(Life.intern());
    for (int i = 0; i < 6; i++) {
      life.signal("pricing_page_view");
    }
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void decayedMqlFallsBackToNurture() {
    Life life = Life.entered(Life.director()).signal("pricing_page_view").signal("ebook_download");
    life.passes(Duration.ofDays(60));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    JournalEntry.StageChanged back = life.written(JournalEntry.StageChanged.class).get(1);
    assertThat(back.to()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void fittingLeadThatAsksForADemoIsHandedOverAtOnce() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.handoff().terms().slaClass()).isEqualTo("demo");
    assertThat(life.handoff().deadline()).isEqualTo(life.now.plus(Duration.ofHours(1)));
    assertThat(life.told()).containsExactly("HANDOFF " + life.handoff().owner());
  }

  @Test
  void misfitThatAsksIsLookedAtByAPersonAndCanBeQualified() {
    Life life = Life.entered(Life.intern()).signal("demo_requested");
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.progress().qualification().review()).contains("demo_requested");
    assertThat(life.told()).containsExactly("REVIEW queue");
    life.happens(Life.MANAGER, new EventBody.ReviewDecided(EventBody.ReviewOrder.QUALIFY, null));
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.progress().qualification().review()).isNull();
  }

  @Test
  void importedHistoryScoresButIsNotHandedOff() {
    Life life = Life.entered(Life.director());
    life.happens(Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), true));
    life.happens(Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), true));
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    assertThat(life.progress().qualification().score().score()).isEqualTo(100);
  }

  @Test
  void leadOnANegativeRuleIsDisqualified() {
    LeadProfile director = Life.director();
    LeadProfile rival =
        new LeadProfile(true, director.emailKind(), director.title(), new Company(director.company().name(), 150, "competitor"),
            null,
            null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    assertThat(Life.entered(rival).stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void nurtureStopsAtTheHandoff() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    life.happens(Principal.SYSTEM, new Accepted(1));
    int mails = life.mailed().size();
    life.passes(Duration.ofDays(40));
    assertThat(life.mailed()).hasSize(mails);
  }

  @Test
  void unansweredHandoffClimbsTheLadderAndEndsInTheQueue() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    String first = life.handoff().owner();
    String second = "rep-a".equals(first) ? "rep-b" : "rep-a";
    life.passes(Duration.ofMinutes(30));
    assertThat(life.handoff().ladder().level()).isEqualTo(SlaLevel.REMINDED);
    life.passes(Duration.ofMinutes(30));
    assertThat(life.handoff().ladder().level()).isEqualTo(SlaLevel.ESCALATED);
    life.passes(Duration.ofMinutes(30));
    assertThat(life.handoff().cycle()).isEqualTo(2);
    assertThat(life.handoff().owner()).isEqualTo(second);
    assertThat(life.progress().handoffs().endOf(1).how()).isEqualTo(How.UNANSWERED);
    life.passes(Duration.ofDays(1));
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.handoff().owner()).isEqualTo("queue");
    assertThat(life.handoff().ladder().level()).isEqualTo(SlaLevel.QUEUED);
    assertThat(life.due).isNull();
  }

  @Test
  void eachRungFiresOnceAndNeverEarly() {
    Life life = Life.entered(Life.director()).signal("demo_requested").passes(Duration.ofDays(2));
    List<JournalEntry.RungFired> fired = life.written(JournalEntry.RungFired.class);
    assertThat(fired.stream().map(rung -> rung.cycle() + "/" + rung.rung())).doesNotHaveDuplicates();
    assertThat(fired).hasSize(7);
  }

  @Test
  void rungsMissedInAnOutageFireOnceInOrderWithTheirTrueTimes() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    Instant assigned = life.now;
    life.now = life.now.plus(Duration.ofMinutes(80));
    life.decide(List.of());
    assertThat(life.written(JournalEntry.RungFired.class).stream().map(JournalEntry.RungFired::dueAt))
        .containsExactly(assigned.plus(Duration.ofMinutes(30)), assigned.plus(Duration.ofMinutes(60)));
  }

  @Test
  void answerRecordedBeforeTheDeadlineCountsThoughItIsDecidedLater() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    life.now = life.now.plus(Duration.ofMinutes(20));
    LeadEvent inTime = life.event(Life.MANAGER, new Accepted(1));
    life.now = life.now.plus(Duration.ofHours(9));
    life.decide(List.of(inTime));
    assertThat(life.stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(life.written(JournalEntry.RungFired.class)).isEmpty();
  }

  @Test
  void ofTwoAnswersTheFirstWinsAndTheOtherIsToldWhich() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    Principal owner = new Principal(Principal.Kind.REP, life.handoff().owner());
    life.decide(
        List.of(life.event(owner, new Accepted(1)), life.event(owner, new Rejected(1, "no_need", false))));
    assertThat(life.stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(life.verdicts.get(life.verdicts.size() - 2).applied()).isTrue();
    assertThat(life.lastVerdict().code()).isEqualTo("cycle-over");
    assertThat(life.lastVerdict().message()).contains("accepted by " + owner);
    assertThat(life.written(JournalEntry.OrderRefused.class)).hasSize(1);
  }

  @Test
  void onlyTheOwnerOrAManagerAnswers() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    Principal other = "rep-a".equals(life.handoff().owner()) ? Life.BEN : Life.ANNA;
    assertThat(life.happens(other, new Accepted(1)).lastVerdict().code()).isEqualTo("not-owner");
    assertThat(life.happens(Life.MARKETING, new Accepted(1)).lastVerdict().code()).isEqualTo("not-allowed");
    assertThat(life.happens(Life.MANAGER, new Accepted(0)).lastVerdict().applied()).isTrue();
  }

  @Test
  void rejectionNeedsAReasonOfTheCatalogueAndANoteWhereTheReasonAsks() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    assertThat(life.happens(Life.MANAGER, new Rejected(1, "dull", false)).lastVerdict().code())
        .isEqualTo("unknown-reason");
    assertThat(life.happens(Life.MANAGER, new Rejected(1, "other", false)).lastVerdict().code()).isEqualTo("note-needed");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void rejectedLeadStaysParkedUntilItsDateAndThenFollowsTheReasonsPath() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    life.happens(Life.MANAGER, new Rejected(1, "no_budget", false));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    life.passes(Duration.ofHours(1)).signal("pricing_page_view").signal("pricing_page_view").passes(Duration.ofDays(29));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.mailed()).isEmpty();
    life.passes(Duration.ofDays(3));
    assertThat(life.progress().recycling().parkedUntil()).isNull();
    assertThat(life.stage()).isEqualTo(Stage.MQL);
  }

  @Test
  void recycledLeadNeedsFreshEvidenceToComeBack() {
    Life life = Life.entered(Life.director()).signal("ebook_download").signal("demo_requested");
    life.happens(Life.MANAGER, new Rejected(1, "no_need", false));
    assertThat(life.progress().qualification().score().score()).isEqualTo(60);
    life.passes(Duration.ofDays(8));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    life.signal("ebook_download");
    assertThat(life.stage()).isEqualTo(Stage.MQL);
  }

  @Test
  void directRequestOverridesParkAndCoolDown() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    life.happens(Life.MANAGER, new Rejected(1, "no_budget", false));
    life.now = life.now.plus(Duration.ofDays(1));
    life.signal("demo_requested");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.handoff().cycle()).isEqualTo(2);
  }

  @Test
  void requestMadeBeforeTheAnswerButRecordedAfterItHandsNothingOver() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    LeadEvent late = life.event(Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false));
    life.now = life.now.plus(Duration.ofMinutes(5));
    life.happens(Life.MANAGER, new Rejected(1, "no_need", false));
    life.decide(List.of(late));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void recyclesAreLimited() {
    Life life = Life.entered(Life.director());
    for (int cycle = 1; cycle <= 3; cycle++) {
      life.now = life.now.plus(Duration.ofDays(1));
      life.signal("demo_requested");
      assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
      life.happens(Life.MANAGER, new Rejected(cycle, "no_need", false));
    }
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.progress().recycling().times()).isEqualTo(2);
  }

  @Test
  void reasonThatAsksForAnotherRepGoesToOneWhoHasNotHadTheLead() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    String first = life.handoff().owner();
    life.happens(Life.MANAGER, new Rejected(1, "wrong_person", false));
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.handoff().cycle()).isEqualTo(2);
    assertThat(life.handoff().owner()).isNotEqualTo(first);
    assertThat(life.progress().handoffs().endOf(1).reason()).isEqualTo("wrong_person");
  }

  @Test
  void withNoRepAvailableTheQueueOwnsTheHandoffAndARepMayTakeIt() {
    Life life = new Life(TestPolicies.small(), Life.director());
    life.happens(Principal.SYSTEM, new EventBody.Entered(null, false)).signal("demo_requested");
    assertThat(life.handoff().owner()).isEqualTo("queue");
    assertThat(life.told()).containsExactly("QUEUED queue");
    life.happens(Life.ANNA, new Accepted(1));
    assertThat(life.progress().sales().owner()).isEqualTo("rep-a");
  }

  @Test
  void missedFirstContactIsReminded() {
    Life life = Life.entered(Life.director()).signal("demo_requested").happens(Life.MANAGER, new Accepted(1));
    life.passes(Duration.ofHours(24));
    assertThat(life.told()).contains("CONTACT_MISSED queue");
    assertThat(life.written(JournalEntry.ContactMissed.class)).hasSize(1);
  }

  @Test
  void contactInTimeIsNotReminded() {
    Life life = Life.entered(Life.director()).signal("demo_requested").happens(Life.MANAGER, new Accepted(1));
    life.passes(Duration.ofHours(23)).happens(Life.MANAGER, new EventBody.Contacted()).passes(Duration.ofDays(3));
    assertThat(life.written(JournalEntry.ContactMissed.class)).isEmpty();
  }

  @Test
  void opportunityKeepsItsAmountUntilAnotherIsReported() {
    Life life = Life.entered(Life.director()).signal("demo_requested").happens(Life.MANAGER, new Accepted(1));
    life.passes(Duration.ofHours(1));
    life.happens(Life.MANAGER, new OutcomeReported(Outcome.OPPORTUNITY, BigDecimal.TEN, "EUR", null, false));
    assertThat(life.written(JournalEntry.ContactMade.class)).as("an opportunity is a contact").hasSize(1);
    Deal opened = life.progress().sales().deal();
    assertThat(opened).isNotNull();
    life.passes(Duration.ofDays(1)).happens(Life.MANAGER, new OutcomeReported(Outcome.OPPORTUNITY, null, null, null, false));
    life.happens(Life.MANAGER, new OutcomeReported(Outcome.WON, null, null, null, false));
    assertThat(life.progress().sales().deal()).isNotNull().satisfies(deal -> {
      assertThat(deal.amount()).isEqualTo(BigDecimal.TEN);
      assertThat(deal.currency()).isEqualTo("EUR");
      assertThat(deal.result()).isEqualTo("WON");
      assertThat(deal.openedAt()).isEqualTo(opened.openedAt());
    });
  }

  @Test
  void amountNeedsItsCurrencyAndALossItsReasonAndNote() {
    Life life = Life.entered(Life.director()).signal("demo_requested").happens(Life.MANAGER, new Accepted(1));
    for (OutcomeReported wrong :
        List.of(
            new OutcomeReported(Outcome.OPPORTUNITY, BigDecimal.TEN, null, null, false),
            new OutcomeReported(Outcome.OPPORTUNITY, BigDecimal.TEN.negate(), "EUR", null, false),
            new OutcomeReported(Outcome.LOST, null, null, "nonsense", false),
            new OutcomeReported(Outcome.LOST, null, null, "other", false))) {
      assertThat(life.happens(Life.MANAGER, wrong).lastVerdict().applied()).as(wrong.toString()).isFalse();
    }
    assertThat(life.progress().sales().deal()).isNull();
    life.happens(Life.MANAGER, new OutcomeReported(Outcome.LOST, null, null, "other", true));
    assertThat(life.stage()).isEqualTo(Stage.LOST);
  }

  @Test
  void ownerIsRemindedAgainAndAgainThatNothingIsHeard() {
    Life life = Life.entered(Life.director()).signal("demo_requested").happens(Life.MANAGER, new Accepted(1));
    life.happens(Life.MANAGER, new EventBody.Contacted()).passes(Duration.ofDays(13));
    assertThat(life.written(JournalEntry.StallReminded.class)).isEmpty();
    life.passes(Duration.ofDays(16));
    assertThat(life.written(JournalEntry.StallReminded.class)).hasSize(2);
    assertThat(life.told()).contains("STALLED " + life.progress().sales().owner());
  }

  @Test
  void lostLeadIsNurturedAgainAfterThePolicysDelay() {
    Life life = Life.entered(Life.director()).signal("demo_requested").happens(Life.MANAGER, new Accepted(1));
    life.happens(Life.MANAGER, new OutcomeReported(Outcome.OPPORTUNITY, BigDecimal.TEN, "EUR", null, false));
    assertThat(life.stage()).isEqualTo(Stage.OPPORTUNITY);
    assertThat(life.happens(Life.MANAGER, new OutcomeReported(Outcome.LOST, null, null, null, false)).lastVerdict().code())
        .isEqualTo("unknown-reason");
    life.happens(Life.MANAGER, new OutcomeReported(Outcome.LOST, null, null, "no_budget", false));
    assertThat(life.stage()).isEqualTo(Stage.LOST);
    life.passes(Duration.ofDays(181));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.mailed()).containsExactly("budget/1");
  }

  @Test
  void suppressedLeadIsNotMailedUntilThatIsLifted() {
    Life life = Life.entered(Life.intern());
    life.happens(Principal.PERSON, new EventBody.Suppressed("unsubscribed")).passes(Duration.ofDays(9));
    assertThat(life.mailed()).isEmpty();
    life.happens(Life.MANAGER, new EventBody.SuppressionLifted("asked for it")).passes(Duration.ofDays(1));
    assertThat(life.mailed()).containsExactly("nurture/1");
  }

  @Test
  void wonLeadIsOverAndErasedLeadTakesNothingMore() {
    Life life = Life.entered(Life.director()).signal("demo_requested").happens(Life.MANAGER, new Accepted(1));
    life.happens(Life.MANAGER, new OutcomeReported(Outcome.WON, BigDecimal.TEN, "EUR", null, false));
    assertThat(life.stage()).isEqualTo(Stage.WON);
    assertThat(life.due).isNull();
    life.happens(Life.MANAGER, new EventBody.ErasureAsked());
    assertThat(life.stage()).isEqualTo(Stage.ERASED);
    assertThat(life.signal("demo_requested").lastVerdict().code()).isEqualTo("erased");
  }

  @Test
  void marketingStartsASequenceForOneLeadOnceOnly() {
    Life life = Life.entered(Life.intern());
    life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget", false));
    assertThat(life.lastVerdict().applied()).isTrue();
    assertThat(life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget", false)).lastVerdict().code())
        .isEqualTo("already-running");
    assertThat(life.happens(Life.MARKETING, new EventBody.NurtureOrdered("nope", false)).lastVerdict().message())
        .contains("budget");
  }

  @Test
  void nothingToDecideChangesNothing() {
    Life life = Life.entered(Life.director());
    LeadState before = life.state;
    assertThat(life.decide(List.of()).state).isSameAs(before);
  }

  @Test
  void leadWithoutBudgetIsNurturedOnItsOwnPathAfterParking() {
    Life life = Life.entered(Life.director()).signal("demo_requested").passes(Duration.ofHours(2));
    life.happens(Life.MANAGER, new Rejected(0, "no_budget", false)).passes(Duration.ofDays(90));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.mailed()).containsExactly("budget/1", "budget/2");
  }

  @Test
  void whatALeadHadToReachIsToldOnlyWhereSomethingWasAsked() {
    Life asked = Life.entered(Life.director()).signal("demo_requested");
    assertThat(asked.written(JournalEntry.StageChanged.class)).extracting(Sentences::of)
        .anyMatch(told -> told.contains("(score "))
        .noneMatch(told -> told.contains(" of 0"));
    JournalEntry.Evidence byScore = new JournalEntry.Evidence("score", 85, 80, 30, 0, "B", List.of(), List.of());
    assertThat(Sentences.of(new JournalEntry.StageChanged(Stage.MQL, Stage.SALES_QUALIFIED, "it scores enough", byScore)))
        .endsWith("(score 85 of 80, fit 30)");
  }
}
