package dev.leadloop.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.count.CompanyAtHand;
import dev.leadloop.account.count.CompanyCount;
import dev.leadloop.account.count.CompanyPerson;
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
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What would make a lead ready, said of leads of the small policy: MQL with 30 and fit 20, SQL with 80 and fit 40. */
class OutlooksTest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  @Test
  void tellsTheSmallestStepsFirst() {
    Life life = Life.entered(Life.director()).signal("ebook_download");
    Outlook outlook = outlook(life);
    assertThat(outlook.goals()).extracting(Outlook.Goal::to).containsExactly(Stage.MQL, Stage.SALES_QUALIFIED);
    Outlook.Goal mql = outlook.goals().get(0);
    assertThat(mql.missing()).containsExactly(new Outlook.Missing(QualifyingNumber.SCORE, 10, 30));
    assertThat(mql.ways()).extracting(Outlook.Way::inWords).containsExactly("by its score: score 10 of 30");
    assertThat(mql.steps()).extracting(NextStep::inWords)
        .containsExactly("pricing page viewed", "ebook downloaded twice");
    assertThat(mql.steps().get(0).changeInWords(Stage.MQL)).isEqualTo("score 10 to 35 of 30");
    assertThat(outlook.goals().get(1).steps().get(0)).satisfies(step -> {
      assertThat(step.inWords()).isEqualTo("demo requested");
      assertThat(step.by()).isEqualTo("demo_requested");
    });
  }

  @Test
  void whatBringsItToSalesAtOnceMakesItAnMqlOnTheWay() {
    LeadPolicy policy = TestPolicies.with(TestPolicies.small(), TestPolicies.qualification(
        new Threshold(30, 20), new Threshold(80, 30), 5, List.of("demo_requested"), 40, Duration.ofDays(30)));
    Life life = new Life(policy, somebody(null, null), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    for (int i = 0; i < 4; i++) {
      life.signal("pricing_page_view");
    }
    assertThat(life.stage()).as("its score is 100, and its fit 0").isEqualTo(Stage.NURTURING);
    List<NextStep> steps = outlook(life).goals().get(0).steps();
    assertThat(steps).extracting(NextStep::inWords).containsExactlyInAnyOrder(
        "we learn how many people work there: 100 people or more", "we learn their job title: director");
    assertThat(steps).extracting(step -> step.changeInWords(Stage.MQL)).containsExactlyInAnyOrder(
        "fit 0 to 20 of 20", "fit 0 to 30 of 30, an SQL at once");
    assertThat(outlook(life).goals().get(1).steps()).extracting(step -> step.changeInWords(Stage.SALES_QUALIFIED))
        .contains("fit 0 to 30 of 30");
  }

  @Test
  void learnsWhatIsNotKnownAndNeverChangesWhoSomebodyIs() {
    Life life = Life.entered(somebody(null, null)).signal("pricing_page_view").signal("ebook_download");
    assertThat(outlook(life).goals().get(0).steps()).extracting(NextStep::inWords)
        .containsExactly("we learn how many people work there: 100 people or more", "we learn their job title: director");
    Life known = Life.entered(somebody("Intern", 3)).signal("pricing_page_view").signal("ebook_download");
    assertThat(outlook(known).goals().get(0).steps()).as("nobody is advised to be somebody else").isEmpty();
    assertThat(outlook(known).goals().get(0).missing())
        .containsExactly(new Outlook.Missing(QualifyingNumber.FIT, 0, 20));
  }

  @Test
  void requestThatDoesNotFitTakesTheFactsByWhichItDoes() {
    Life life = Life.entered(somebody(null, 150));
    assertThat(outlook(life).goals().get(1).steps()).extracting(NextStep::inWords)
        .contains("we learn their job title: director, and demo requested");
    life.signal("demo_requested");
    assertThat(outlook(life).hindrances()).extracting(Outlook.Hindrance::code).containsExactly("in-review");
    assertThat(outlook(life).goals().get(0).steps()).as("the request waits for it").isNotEmpty()
        .first().extracting(NextStep::inWords).isEqualTo("we learn their job title: director");
  }

  @Test
  void saysUntilWhenPointsDoNothing() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    Principal owner = new Principal(Principal.Kind.REP, life.handoff().owner());
    assertThat(outlook(life).goals()).isEmpty();
    assertThat(outlook(life).hindrances()).extracting(Outlook.Hindrance::text)
        .containsExactly("Sales has it already: it is handed to sales");
    life.happens(owner, new EventBody.Rejected(0, "no_budget", false));
    life.now = life.now.plusSeconds(60);
    Outlook parked = outlook(life);
    assertThat(parked.hindrances()).extracting(Outlook.Hindrance::code).contains("parked", "fresh-evidence");
    assertThat(parked.hindrances().get(0).until()).isEqualTo(life.now.minusSeconds(60).plus(Duration.ofDays(30)));
    assertThat(parked.goals()).flatExtracting(Outlook.Goal::steps).extracting(NextStep::inWords)
        .as("its own request alone passes at once").containsExactly("demo requested");
    life.passes(Duration.ofDays(31));
    assertThat(outlook(life).hindrances()).extracting(Outlook.Hindrance::code).containsExactly("fresh-evidence");
    assertThat(outlook(life).goals().get(0).steps()).as("fresh points make it ready").isNotEmpty();
  }

  @Test
  void closedLeadIsSaidToBeClosed() {
    Life life = Life.entered(new LeadProfile(true, EmailKind.BUSINESS, "Director", new Company("Rival", 400, "competitor"), null,
        null, FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN));
    assertThat(outlook(life).goals()).isEmpty();
    assertThat(outlook(life).hindrances()).extracting(Outlook.Hindrance::code).containsExactly("disqualified");
  }

  @Test
  void saysSoWhereTheNearestWayHasNoStep() {
    Life life = living(TestPolicies.small().account(), new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, 5)));
    Outlook outlook = outlook(life);
    assertThat(outlook.goals().get(0).missing()).containsExactly(new Outlook.Missing(QualifyingNumber.PRODUCT, 0, 5));
    assertThat(outlook.goals().get(0).steps()).extracting(NextStep::by).isNotEmpty().containsOnly("score");
    assertThat(outlook.hindrances()).extracting(Outlook.Hindrance::text).containsExactly("Of what it or its company may do,"
        + " up to 15 things at once, nothing was found that leads to MQL by its product use, the nearest way: the steps told go"
        + " another");
  }

  @Test
  void tellsTogetherWhatACompanyHasToDo() {
    AccountRules rules = new AccountRules(List.of(
        new AccountRule("asked", List.of(new Sign.AskedByOthers(List.of("pricing_page_view"), 1, Duration.ofDays(30))), 8,
            "asked"),
        new AccountRule("surge", List.of(new Sign.IntentSurge(List.of("crm"), 60, Duration.ofDays(30))), 7, "surge")), 100);
    Life life = living(rules, new Threshold(QualifiedBy.ACCOUNT, Map.of(QualifyingNumber.ACCOUNT, 15)));
    CompanyPerson self = new CompanyPerson(life.state.leadId().value(), null, Stage.NURTURING, false, false, 10, 50, life.now);
    CompanyAtHand alone =
        new CompanyAtHand("account", new CompanyCount(life.policy), List.of(self), List.of(), List.of(), null, null);
    Outlook.Goal mql = Outlooks.of(life.state, new CompanyAround(alone, life.policy, List.of()), life.policy, life.now)
        .goals().get(0);
    assertThat(outlook(life).goals().get(0).steps()).as("of no company").noneMatch(step -> "account".equals(step.by()));
    assertThat(mql.steps()).filteredOn(step -> "account".equals(step.by())).extracting(NextStep::inWords)
        .containsExactly("somebody else of the company: pricing page view, and the company researches crm");
  }

  /** A director with a score of 10 under the small policy, which has that other way to an MQL beside 30 points. */
  private static Life living(AccountRules account, Threshold other) {
    LeadPolicy small = TestPolicies.small();
    QualificationRules usual = small.qualification();
    QualificationRules rules = new QualificationRules(List.of(usual.mql().get(0), other), usual.sql(), usual.hysteresis(),
        usual.directIntent(), usual.directIntentFit(), usual.directIntentWithin(), List.of());
    LeadPolicy policy = new LeadPolicy(small.version(), small.contentHash(), small.name(), small.scoring(), small.product(),
        account, small.fit(), small.negatives(), rules, small.sequences(), small.tracks(), small.calendars(), small.sla(),
        small.routing(), small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(),
        small.nurture());
    Life life = new Life(policy, Life.director(), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life.signal("ebook_download");
  }

  /** Three ways to sales, of which each has a smallest step: two visits of prices are not kept back for uses of the product. */
  @Test
  void tellsTheSmallestStepOfEachWayBeforeTheNextOfOne() {
    Outlook.Goal sql = outlook(using(60, 70)).goals().get(1);
    assertThat(sql.to()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(sql.steps()).extracting(NextStep::by).containsExactly("product", "demo_requested", "score");
    assertThat(sql.steps()).extracting(NextStep::size).containsExactly(1, 1, 3);
    assertThat(sql.steps()).extracting(NextStep::inWords).last().isEqualTo("pricing page viewed 3 times");
  }

  /** One signal of as many seats as it takes is less than several of ten; and no more seats are told than it takes. */
  @Test
  void oneSignalOfALargeNumberIsLessThanSeveralOfASmallOne() {
    assertThat(outlook(using(34, 70)).goals().get(1).steps()).extracting(NextStep::inWords)
        .contains("seats set up (seats 20)");
    assertThat(outlook(using(60, 70)).goals().get(1).steps()).extracting(NextStep::inWords)
        .contains("seats set up (seats 30)");
  }

  /** A director who did nothing, where sales gets whoever has so many points for seats, two for each, or that score. */
  private static Life using(int product, int score) {
    LeadPolicy small = TestPolicies.small();
    ScoringRules seats = new ScoringRules(List.of(new ScoringRules.SignalRule("seats", "seats_added", 2, null, null,
        "seats set up", new RuleTerms(List.of(), RuleTerms.Turns.EVERY, null, null, null, "seats"))),
        List.of(), null, Duration.ofDays(180), Map.of(), 100, 0);
    QualificationRules usual = small.qualification();
    QualificationRules rules = new QualificationRules(usual.mql(),
        List.of(new Threshold(score, 40), new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, product))),
        usual.hysteresis(), usual.directIntent(), usual.directIntentFit(), usual.directIntentWithin(), List.of());
    LeadPolicy policy = new LeadPolicy(small.version(), small.contentHash(), small.name(), small.scoring(), seats,
        small.account(), small.fit(), small.negatives(), rules, small.sequences(), small.tracks(), small.calendars(), small.sla(),
        small.routing(), small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(),
        small.nurture());
    Life life = new Life(policy, Life.director(), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life;
  }

  /** Joined in one signal, two properties give both bonuses; apart, they take two signals. */
  @Test
  void oneSignalMayHaveThePropertiesOfTwoRules() {
    LeadPolicy small = TestPolicies.small();
    List<ScoringRules.BonusRule> bonuses = List.of(bonus("topic", "security"), bonus("format", "video"));
    LeadPolicy policy = TestPolicies.policy(1, "hash", "joined",
        new ScoringRules(List.of(new ScoringRules.SignalRule("read", "page_view", 1, 3, null, "page viewed", RuleTerms.NONE)),
            bonuses, Duration.ofDays(30), Duration.ofDays(180), Map.of(), 100, 0),
        small.fit(), small.negatives(), TestPolicies.qualification(new Threshold(31, 20), new Threshold(80, 40), 5,
            List.of("demo_requested"), 40, Duration.ofDays(30)),
        small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), small.review(), small.nurture());
    Life life = new Life(policy, Life.director(), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    assertThat(outlook(life).goals().get(0).steps()).extracting(NextStep::inWords)
        .first().isEqualTo("page viewed (format video, topic security)");
  }

  private static ScoringRules.BonusRule bonus(String property, String value) {
    return new ScoringRules.BonusRule(property, new Condition.SignalMeasure(List.of("page_view"),
        List.of(new PropertyTest(property, PropertyTest.Comparison.IN, List.of(value))), Condition.Measure.COUNT, 1,
        Duration.ofDays(30)), 15, value);
  }

  /** With five times the rules it takes less than five times as long, and both stay far from what a reader would wait for. */
  @Test
  void takesABoundedTimeHoweverLargeThePolicyIs() {
    long few = best(huge(300));
    long many = best(huge(1_500));
    System.out.println("outlook after 200 signals: under 600 rules " + few / 1_000 + " us, under 3,000 rules " + many / 1_000
        + " us, ratio " + many * 10 / few / 10.0);
    assertThat(Duration.ofNanos(few)).isLessThan(Duration.ofMillis(60));
    assertThat(Duration.ofNanos(many)).isLessThan(Duration.ofNanos(few * 6).plusMillis(20));
  }

  private static long best(LeadPolicy policy) {
    Life life = new Life(policy, somebody(null, null), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    for (int i = 0; i < 200; i++) {
      life.now = life.now.plusSeconds(60);
      life.signal("signal_" + i);
    }
    long best = Long.MAX_VALUE;
    for (int i = 0; i < 12; i++) {
      long from = THREADS.getCurrentThreadCpuTime();
      Outlooks.of(life.state, null, policy, life.now);
      best = Math.min(best, THREADS.getCurrentThreadCpuTime() - from);
    }
    return best;
  }

  /** So many signal rules, half as many bonuses and as many fit rules, each of one point or a few, so that nothing is near. */
  private static LeadPolicy huge(int signalRules) {
    LeadPolicy small = TestPolicies.small();
    List<ScoringRules.SignalRule> rules = new ArrayList<>();
    List<ScoringRules.BonusRule> bonuses = new ArrayList<>();
    List<FitRules.FitRule> fit = new ArrayList<>();
    for (int i = 0; i < signalRules; i++) {
      String type = "signal_" + i;
      rules.add(new ScoringRules.SignalRule(type, type, 1 + i % 7, 3, null, type, RuleTerms.NONE));
      if (i < signalRules / 2) {
        bonuses.add(new ScoringRules.BonusRule("b" + i, new Condition.All(List.of(
            new Condition.SignalCount(List.of(type), 2, Duration.ofDays(30)),
            new Condition.SignalCount(List.of("signal_" + (i + 1)), 3, Duration.ofDays(30)))), 2, "both " + i));
        fit.add(new FitRules.FitRule("f" + i,
            new Condition.Fact("answers.q" + i % 40, Condition.Comparison.IN, List.of("v" + i, "w" + i)), 1, "answer " + i));
      }
    }
    ScoringRules scoring = new ScoringRules(rules, bonuses, Duration.ofDays(30), Duration.ofDays(180), Map.of(), 5_000, -100);
    return TestPolicies.policy(1, "hash", "huge", scoring, new FitRules(fit, small.fit().grades(), 100), small.negatives(),
        TestPolicies.qualification(new Threshold(2_000, 20),
            new Threshold(4_000, 40), 5, List.of("demo_requested"), 40,
            Duration.ofDays(30)),
        small.sequences(), small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), small.review(), small.nurture());
  }

  private static Outlook outlook(Life life) {
    return Outlooks.of(life.state, null, life.policy, life.now);
  }

  private static LeadProfile somebody(String title, Integer size) {
    return new LeadProfile(true, EmailKind.BUSINESS, title, new Company("Example Works", size, null), null, null,
        FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
  }
}
