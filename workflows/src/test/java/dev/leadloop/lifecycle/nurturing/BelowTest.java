package dev.leadloop.lifecycle.nurturing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.BelowRule.LeadsTo;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies below is nurtured, suppressed or disqualified, by policy. */
class BelowTest {
  private static final Duration MONTH = Duration.ofDays(30);
  private static final BelowRule CLOSED = new BelowRule(
      "no-interest", Map.of(QualifyingNumber.ENGAGEMENT, 10), MONTH, LeadsTo.DISQUALIFY, "too little interest");
  private static final BelowRule QUIET =
      new BelowRule("cold", Map.of(QualifyingNumber.SCORE, 15), null, LeadsTo.SUPPRESS, "is cold");

  private static Life entered(LeadPolicy policy, LeadProfile profile) {
    Life life = new Life(policy, profile, "rep-a", "rep-b");
    return life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
  }

  private static Life entered(BelowRule... rules) {
    return entered(TestPolicies.below(TestPolicies.small(), rules), Life.director());
  }

  private static BelowRule atOnce(QualifyingNumber number, int below) {
    return new BelowRule("at-once", Map.of(number, below), null, LeadsTo.DISQUALIFY, "does not fit");
  }

  private static String lastCause(Life life) {
    return life.written(JournalEntry.StageChanged.class).getLast().cause();
  }

  @Test
  void whatNoRuleNamesIsNurturedOn() {
    assertThat(entered().passes(Duration.ofDays(400)).stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void isClosedOnceItWasNurturedForSoLongWithItsNumbersOnRecord() {
    Life life = entered(CLOSED);
    assertThat(life.due).isNotNull();
    life.passes(MONTH.minusMinutes(1));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.due.label()).isEqualTo(
        "without a new signal it is closed by its numbers: too little interest (engagement below 10)");
    life.passes(Duration.ofMinutes(1));
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(lastCause(life)).isEqualTo("too little interest: engagement 0 is below 10");
    assertThat(life.due).isNull();
    int mails = life.mailed().size();
    assertThat(life.passes(Duration.ofDays(400)).mailed()).hasSize(mails);
  }

  @Test
  void ageAloneBringsANumberBelowAtTheHourAtWhichItDoes() {
    Life life = entered(CLOSED).signal("ebook_download").signal("ebook_download");
    // 20 points count less than 9.5, and so less than 10 when made whole, after 30 days times log2(20 / 9.5).
    Duration hours = Duration.ofHours((long) Math.ceil(720 * Math.log(20 / 9.5) / Math.log(2)));
    life.passes(hours.minusHours(1));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.passes(Duration.ofHours(1)).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(lastCause(life)).isEqualTo("too little interest: engagement 9 is below 10");
  }

  @Test
  void mailStopsForAsLongAsTheNumberIsBelowAndGoesOnOnceItRises() {
    Life life = entered(QUIET);
    assertThat(life.progress().nurture().withheld()).isEqualTo("is cold (score below 15)");
    assertThat(life.passes(Duration.ofDays(10)).mailed()).isEmpty();
    life.signal("ebook_download");
    assertThat(life.progress().nurture().withheld()).isNotNull();
    life.signal("ebook_download");
    assertThat(life.progress().nurture().withheld()).isNull();
    life.passes(Duration.ofDays(2));
    int mails = life.mailed().size();
    assertThat(mails).isPositive();
    life.passes(Duration.ofDays(60));
    assertThat(life.progress().nurture().withheld()).as("by age").isEqualTo("is cold (score below 15)");
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.written(JournalEntry.NurtureWithheld.class)).extracting(JournalEntry.NurtureWithheld::rule)
        .containsExactly("cold", null, "cold");
  }

  @Test
  void aNumberThatRisesByTimeAloneLetsMailGoOn() {
    NegativeRule job = new NegativeRule("job", new Condition.SignalCount(List.of("email_open"), 1, Duration.ofDays(20)), -50,
        NegativeRule.LeadsTo.POINTS, null, "looks for a job");
    BelowRule negative = new BelowRule("sign", Map.of(QualifyingNumber.NEGATIVE, -40), null, LeadsTo.SUPPRESS, "is no buyer");
    Life life = entered(TestPolicies.below(TestPolicies.closing(1, job), negative), Life.director());
    assertThat(life.progress().nurture().withheld()).isNull();
    life.signal("email_open");
    assertThat(life.progress().nurture().withheld()).isEqualTo("is no buyer (negative points below -40)");
    life.passes(Duration.ofDays(20).plusHours(1));
    assertThat(life.progress().nurture().withheld()).isNull();
    assertThat(life.passes(Duration.ofDays(2)).mailed()).isNotEmpty();
  }

  @Test
  void aNumberThatRisesByTimeAndFallsAgainStopsMailAgain() {
    NegativeRule job = new NegativeRule("job", new Condition.SignalCount(List.of("email_open"), 1, Duration.ofDays(20)), -50,
        NegativeRule.LeadsTo.POINTS, null, "looks for a job");
    BelowRule low = new BelowRule("low", Map.of(QualifyingNumber.SCORE, 10), null, LeadsTo.SUPPRESS, "is low");
    Life life = entered(TestPolicies.below(TestPolicies.closing(1, job), low), Life.director());
    life.signal("ebook_download").signal("ebook_download").signal("email_open");
    assertThat(life.progress().nurture().withheld()).isNotNull();
    life.passes(Duration.ofDays(20).plusHours(1));
    assertThat(life.progress().nurture().withheld()).as("22 points are 13 by then, and nothing takes from them").isNull();
    // 22 points count less than 9.5 after 30 days times log2(22 / 9.5), which is 872 hours and a bit.
    assertThat(life.passes(Duration.ofHours(872 - 481)).progress().nurture().withheld()).isNull();
    assertThat(life.passes(Duration.ofHours(1)).progress().nurture().withheld()).isNotNull();
  }

  @Test
  void whoeverIsReadyIsNotBelow() {
    BelowRule most = new BelowRule("most", Map.of(QualifyingNumber.SCORE, 79), MONTH, LeadsTo.DISQUALIFY, "is below");
    Life life = entered(most).signal("pricing_page_view").signal("pricing_page_view");
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    assertThat(life.passes(MONTH).stage()).as("within the hysteresis it stays an MQL").isEqualTo(Stage.MQL);
    life.passes(Duration.ofDays(60));
    assertThat(life.written(JournalEntry.StageChanged.class)).extracting(JournalEntry.StageChanged::to)
        .as("an MQL that falls back is given the time anew").containsExactly(Stage.MQL, Stage.NURTURING, Stage.DISQUALIFIED);
  }

  @Test
  void aMisfitThatAsksGoesToAPersonAndIsNeverThrownAway() {
    LeadPolicy policy = TestPolicies.below(TestPolicies.small(), atOnce(QualifyingNumber.SCORE, 20));
    assertThat(entered(policy, Life.intern()).stage()).isEqualTo(Stage.DISQUALIFIED);
    Life form = new Life(policy, Life.intern(), "rep-a");
    form.decide(List.of(form.event(Principal.SYSTEM, new EventBody.Entered("webinar", false)),
        form.event(Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false))));
    assertThat(form.stage()).as("what has come with it is heard first").isEqualTo(Stage.NURTURING);
    assertThat(form.progress().qualification().review()).isNotNull();
    Life asks = entered(TestPolicies.below(TestPolicies.small(), CLOSED), Life.intern()).signal("demo_requested");
    assertThat(asks.progress().qualification().review()).contains("fits with 0 points only");
    asks.passes(Duration.ofDays(400));
    assertThat(asks.stage()).as("as long as nobody has looked").isEqualTo(Stage.NURTURING);
    asks.happens(Life.MANAGER, new EventBody.ReviewDecided(EventBody.ReviewOrder.DISMISS, null));
    assertThat(asks.stage()).as("a person has looked").isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void aRequestThatWasDismissedProtectsForAsLongAsItIsOne() {
    Life life = entered(TestPolicies.below(TestPolicies.small(), CLOSED), Life.intern());
    life.passes(Duration.ofDays(29)).signal("demo_requested");
    life.happens(Life.MANAGER, new EventBody.ReviewDecided(EventBody.ReviewOrder.DISMISS, null));
    BelowRule unfit = atOnce(QualifyingNumber.FIT, 10);
    life.rolledOut(TestPolicies.below(TestPolicies.closing(2), unfit));
    assertThat(life.passes(MONTH).stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.passes(Duration.ofHours(1)).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(lastCause(life)).isEqualTo("does not fit: fit 0 is below 10");
  }

  @Test
  void whoAsksAndFitsIsHandedOverWhateverItsNumbersAndSalesKeepsWhatItHas() {
    Life life = entered(TestPolicies.small(), Life.director()).signal("demo_requested");
    life.rolledOut(TestPolicies.below(TestPolicies.closing(2), atOnce(QualifyingNumber.ENGAGEMENT, 199)));
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    life.happens(new Principal(Principal.Kind.REP, life.handoff().owner()), new EventBody.Accepted(1));
    assertThat(life.passes(Duration.ofDays(10)).stage()).isEqualTo(Stage.ACCEPTED);
    LeadPolicy low = TestPolicies.below(TestPolicies.small(), atOnce(QualifyingNumber.ENGAGEMENT, 60));
    Life form = new Life(low, Life.director(), "rep-a");
    form.decide(List.of(form.event(Principal.SYSTEM, new EventBody.Entered("webinar", false)),
        form.event(Life.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false))));
    assertThat(form.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    Life cold = entered(CLOSED).passes(Duration.ofDays(29)).signal("demo_requested");
    assertThat(cold.stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void aLeadThatSalesParkedIsLeftAloneAndThenGivenTheTimeAnew() {
    Life life = entered(CLOSED).signal("demo_requested");
    life.happens(new Principal(Principal.Kind.REP, life.handoff().owner()), new EventBody.Rejected(1, "no_budget", false));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    life.passes(Duration.ofDays(31));
    assertThat(life.progress().recycling().parkedUntil()).isNull();
    assertThat(life.progress().nurture().position()).isNotNull();
    life.passes(Duration.ofDays(160));
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void aNamedPersonReopensItAndItHasItsTimeAgain() {
    Life life = entered(CLOSED).passes(MONTH);
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    life.happens(Life.MANAGER, new EventBody.Reopened("met at a fair"));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.passes(MONTH.minusHours(1)).stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.passes(Duration.ofHours(1)).stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @Test
  void whatWouldBeClosedAgainAtOnceIsNotReopenedUntilItsNumbersAreBetter() {
    Life life = entered(atOnce(QualifyingNumber.ENGAGEMENT, 10));
    assertThat(life.stage()).isEqualTo(Stage.DISQUALIFIED);
    life.happens(Life.MANAGER, new EventBody.Reopened("met at a fair"));
    assertThat(life.lastVerdict().code()).isEqualTo("disqualified");
    assertThat(life.lastVerdict().message()).contains("does not fit: engagement 0 is below 10");
    life.signal("ebook_download");
    assertThat(life.stage()).as("a named person alone reopens a closed lead").isEqualTo(Stage.DISQUALIFIED);
    life.happens(Life.MANAGER, new EventBody.Reopened("came back"));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void disqualifyingGoesBeforeSuppressingWhateverTheirOrder() {
    BelowRule wide = new BelowRule("cold", Map.of(QualifyingNumber.SCORE, 20), null, LeadsTo.SUPPRESS, "is cold");
    assertThat(entered(wide, atOnce(QualifyingNumber.SCORE, 5)).stage()).isEqualTo(Stage.DISQUALIFIED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void allNumbersOfARuleMustBeBelow(boolean fits) {
    BelowRule both = new BelowRule("both", Map.of(QualifyingNumber.ENGAGEMENT, 10, QualifyingNumber.FIT, 10), null,
        LeadsTo.DISQUALIFY, "nobody we know");
    Life life = entered(TestPolicies.below(TestPolicies.small(), both), fits ? Life.director() : Life.intern());
    assertThat(life.stage()).isEqualTo(fits ? Stage.NURTURING : Stage.DISQUALIFIED);
    if (!fits) {
      assertThat(lastCause(life)).isEqualTo("nobody we know: engagement 0 is below 10, fit 0 is below 10");
    }
  }
}
