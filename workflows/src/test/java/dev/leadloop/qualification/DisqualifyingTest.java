package dev.leadloop.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A negative rule that disqualifies closes a lead at once, wherever it is on its way to sales. */
class DisqualifyingTest {
  private static final Duration YEARS = Duration.ofDays(1_100);

  private static Life nurtured() {
    return Life.entered(Life.director());
  }

  private static Life handedOver() {
    return nurtured().signal("demo_requested");
  }

  private static Principal owner(Life life) {
    return new Principal(Principal.Kind.REP, life.handoff().owner());
  }

  private static Life accepted() {
    Life life = handedOver();
    return life.happens(owner(life), new EventBody.Accepted(1));
  }

  @Test
  void aCompetitorIsClosedInEveryStageBeforeSalesHasAcceptedIt() {
    Life mql = nurtured().signal("pricing_page_view").signal("pricing_page_view");
    assertThat(mql.stage()).isEqualTo(Stage.MQL);
    for (Life life : List.of(nurtured(), mql, handedOver())) {
      Stage before = life.stage();
      int sent = life.mailed().size();
      life.becomes(competitor());
      assertThat(life.stage()).as("from " + before).isEqualTo(Stage.DISQUALIFIED);
      assertThat(life.due).isNull();
      assertThat(life.passes(YEARS).mailed()).hasSize(sent);
      assertThat(life.written(JournalEntry.StageChanged.class).getLast().cause()).isEqualTo("works for a competitor");
    }
  }

  @Test
  void theHandoffEndsAsWithdrawnByThePolicyAndItsOwnerIsTold() {
    Life life = handedOver();
    String owner = life.handoff().owner();
    life.becomes(competitor());
    assertThat(life.progress().handoffs().endOf(1)).isNotNull().satisfies(end -> {
      assertThat(end.how()).isEqualTo(How.WITHDRAWN);
      assertThat(end.by()).isEqualTo(Principal.SYSTEM.toString());
      assertThat(end.reason()).isEqualTo("works for a competitor");
    });
    assertThat(life.told()).endsWith("WITHDRAWN " + owner);
    life.happens(new Principal(Principal.Kind.REP, owner), new EventBody.Rejected(1, "no_need", false));
    assertThat(life.lastVerdict().code()).isEqualTo("cycle-over");
    assertThat(life.lastVerdict().message()).contains("withdrawn");
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void whoWaitsInTheQueueIsClosedTooAndTheQueueIsTold() {
    Life life = new Life(TestPolicies.small(), Life.director());
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    assertThat(life.handoff().queue()).isTrue();
    assertThat(life.becomes(competitor()).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.told()).endsWith("WITHDRAWN queue");
  }

  @Test
  void nobodyIsLeftToLookAtALeadThatARuleClosed() {
    Life misfit = Life.entered(Life.intern()).signal("demo_requested");
    Life other = handedOver();
    other.happens(owner(other), new EventBody.Rejected(1, "other", true));
    for (Life life : List.of(misfit, other)) {
      assertThat(life.progress().qualification().review()).isNotNull();
      life.becomes(competitor());
      assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
      assertThat(life.progress().qualification().review()).isNull();
      life.happens(Life.MANAGER, new EventBody.ReviewDecided(EventBody.ReviewOrder.QUALIFY, null));
      assertThat(life.lastVerdict().code()).isEqualTo("no-review");
    }
  }

  @Test
  void aHandoffThatStandsStillOrIsPutOffIsClosedJustTheSame() {
    Life life = handedOver();
    life.happens(owner(life), new EventBody.PauseAsked(1, "waiting_for_lead", null));
    assertThat(life.becomes(competitor()).stage()).isEqualTo(Stage.DISQUALIFIED);
    Life put = handedOver();
    put.happens(owner(put), new EventBody.Snoozed(1, put.now.plusSeconds(60)));
    assertThat(put.becomes(competitor()).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(put.passes(YEARS).told()).endsWith("WITHDRAWN " + put.progress().handoffs().ended().getLast().owner());
  }

  @Test
  void aRuleAboutWhatTheyDoClosesToo() {
    Life life = lived(careers());
    life.signal("demo_requested");
    life.signal("careers_page_view");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    life.signal("careers_page_view");
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void theSignalThatAsksForSalesIsTooLateForACompetitor() {
    Life life = lived(careers());
    life.decide(List.of(
        life.event(Life.MARKETING, new EventBody.Engaged("careers_page_view", Map.of(), false)),
        life.event(Life.MARKETING, new EventBody.Engaged("careers_page_view", Map.of(), false)),
        life.event(Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false))));
    assertThat(life.progress().handoffs().cycles()).isZero();
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void anAnswerGivenBeforeTheNewsCounts() {
    Life life = handedOver();
    LeadEvent accept = life.event(owner(life), new EventBody.Accepted(1));
    life.known(competitor());
    life.decide(List.of(accept, life.event(Life.MARKETING, new EventBody.ProfileChanged(false))));
    assertThat(life.stage()).isEqualTo(Stage.ACCEPTED);
  }

  @Test
  void aPolicyThatIsRolledOutClosesWhomItsNewRulesClose() {
    Life life = handedOver();
    life.rolledOut(TestPolicies.closing(2,
        new NegativeRule("software", industry("software"), 0, NegativeRule.LeadsTo.DISQUALIFY, null, "sells software")));
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.told().getLast()).startsWith("WITHDRAWN ");
    Life unharmed = handedOver();
    unharmed.rolledOut(TestPolicies.closing(2,
        new NegativeRule("software", industry("software"), -50, NegativeRule.LeadsTo.POINTS, null, "sells software")));
    assertThat(unharmed.stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void onceAcceptedItIsForSalesToReportWhatBecameOfIt() {
    for (Outcome outcome : List.of(Outcome.OPPORTUNITY, Outcome.WON)) {
      Life life = accepted().becomes(competitor());
      assertThat(life.stage()).isEqualTo(Stage.ACCEPTED);
      life.happens(Life.MANAGER, new EventBody.OutcomeReported(outcome, null, null, null, false));
      life.becomes(competitor());
      assertThat(life.stage().name()).isEqualTo(outcome.name());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no_budget", "no_need", "wrong_person", "other"})
  void givenBackByTheRepWhoAcceptedItIsClosedAndNeverMailed(String reason) {
    Life life = accepted().becomes(competitor());
    int effects = life.effects.size();
    life.happens(Life.MANAGER, new EventBody.OutcomeReported(Outcome.RECYCLED, null, null, reason, true));
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.progress().recycling().times()).isZero();
    assertThat(life.progress().nurture().position()).isNull();
    assertThat(life.passes(YEARS).effects).hasSize(effects);
  }

  @Test
  void aLostCompetitorIsNotWonBack() {
    Life life = accepted().becomes(competitor());
    life.happens(Life.MANAGER, new EventBody.OutcomeReported(Outcome.LOST, null, null, "no_budget", false));
    int effects = life.effects.size();
    assertThat(life.passes(YEARS).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.effects).hasSize(effects);
  }

  @Test
  void aMissedFirstContactOffersACompetitorToNobody() {
    Life life = new Life(TestPolicies.passingOn(), Life.director(), "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    life.happens(owner(life), new EventBody.Accepted(1));
    life.becomes(competitor());
    int effects = life.effects.size();
    assertThat(life.passes(Duration.ofDays(3)).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(life.effects).hasSize(effects);
    assertThat(life.progress().handoffs().cycles()).isEqualTo(1);
  }

  @Test
  void whileTheRuleHoldsNobodyTakesTheLeadUpAgain() {
    Life life = handedOver().becomes(competitor()).passes(Duration.ofHours(1)).signal("demo_requested");
    assertThat(life.progress().qualification().review()).as("a person may look").isNotNull();
    life.happens(Life.MANAGER, new EventBody.ReviewDecided(EventBody.ReviewOrder.QUALIFY, null));
    assertThat(life.lastVerdict().code()).isEqualTo("disqualified");
    life.happens(Life.MANAGER, new EventBody.Reopened("they want to partner"));
    assertThat(life.lastVerdict().code()).isEqualTo("disqualified");
    assertThat(life.lastVerdict().message()).contains("works for a competitor", "correct the lead's facts");
    life.becomes(Life.director());
    assertThat(life.stage()).as("a named person alone reopens a closed lead").isEqualTo(Stage.DISQUALIFIED);
    life.happens(Life.MANAGER, new EventBody.Reopened("it was another company"));
    assertThat(life.stage()).as("and by then its score is that of a lead for sales").isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void marketingThatTakesAHandoffBackTellsItsOwner() {
    Life life = handedOver();
    String owner = life.handoff().owner();
    life.happens(Life.MARKETING, new EventBody.Withdrawn(1, "campaign stopped"));
    assertThat(life.told()).endsWith("WITHDRAWN " + owner);
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
  }

  private static Life lived(LeadPolicy policy) {
    Life life = new Life(policy, Life.director(), "rep-a", "rep-b");
    return life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
  }

  private static LeadPolicy careers() {
    return TestPolicies.closing(
        1, new NegativeRule("job", new Condition.SignalCount(List.of("careers_page_view"), 2, Duration.ofDays(60)), 0,
            NegativeRule.LeadsTo.DISQUALIFY, null,
            "looks for a job"));
  }

  private static Condition industry(String value) {
    return new Condition.Fact("industry", Condition.Comparison.CONTAINS, List.of(value));
  }

  private static LeadProfile competitor() {
    return new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director", new Company("Example Rival", 150, "competitor"),
        "DE", null, new FirstTouch("webinar", null, null), Map.of(), MailConsent.UNKNOWN);
  }
}
