package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lead becomes ready by its score, by use of the product or through its company, and the record says by which. */
class ReadyByTest {

  @Test
  void useOfTheProductMakesAnMqlAndTheRecordSaysSo() {
    Life life = trial(Life.director());
    life.signal("trial_started").signal("product_event").signal("product_event").signal("product_event");
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    assertThat(life.progress().qualification().score().score()).isZero();
    assertThat(life.progress().qualification().qualifiedBy()).isEqualTo(QualifiedBy.PRODUCT);
    JournalEntry.StageChanged change = last(life);
    assertThat(change.evidence()).isNotNull().satisfies(evidence -> {
      assertThat(evidence.trigger()).isEqualTo("product");
      assertThat(evidence.scoreThreshold()).isZero();
      assertThat(evidence.fitThreshold()).isEqualTo(20);
      assertThat(evidence.others()).containsExactly(new JournalEntry.Reached(QualifyingNumber.PRODUCT, 40, 40));
      assertThat(evidence.signals()).hasSize(4);
    });
    assertThat(Sentences.of(change)).contains("ready by product use, 40 points: ", "three sessions +10", "product use 40 of 40");
  }

  @Test
  void moreUseHandsItToSalesUnderTheTriggerOfTheProduct() {
    Life life = trial(Life.director());
    life.signal("trial_started").signal("product_event").signal("product_event").signal("product_event");
    life.signal("colleague_invited");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    assertThat(life.handoff().terms().trigger()).isEqualTo("product");
    assertThat(life.handoff().terms().slaClass()).as("no class names it: the last serves it").isEqualTo("standard");
    assertThat(last(life).evidence()).isNotNull().extracting(JournalEntry.Evidence::trigger).isEqualTo("product");
    Principal owner = new Principal(Principal.Kind.REP, life.handoff().owner());
    life.happens(owner, new EventBody.Accepted(0));
    assertThat(life.progress().qualification().qualifiedBy()).as("sales keeps knowing").isEqualTo(QualifiedBy.PRODUCT);
  }

  @Test
  void misfitIsNotMadeReadyByUseAlone() {
    Life life = trial(Life.intern());
    life.signal("trial_started").signal("product_event").signal("product_event").signal("product_event");
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void fallsBackWhenNoWayHoldsAnyMoreAndNotBefore() {
    Life life = trial(Life.director());
    life.signal("trial_started").signal("product_event").signal("product_event").signal("product_event");
    assertThat(life.due).isNotNull();
    Duration aDay = Duration.ofDays(1);
    int days = 0;
    while (life.stage() == Stage.MQL && days < 200) {
      int product = life.policy.product().rules().isEmpty() ? 0 : now(life, QualifyingNumber.PRODUCT);
      assertThat(product).as("day %d", days).isGreaterThanOrEqualTo(35);
      life.passes(aDay);
      days++;
    }
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(days).isGreaterThan(5);
    assertThat(last(life).cause()).startsWith("no threshold is held any more: score 0, product use ");
    assertThat(life.progress().qualification().qualifiedBy()).isNull();
  }

  @Test
  void oneWayHoldsWhatAnotherLetsGo() {
    Life life = trial(Life.director());
    life.signal("trial_started").signal("product_event").signal("product_event").signal("product_event");
    life.passes(Duration.ofDays(4)).becomes(told(life, 2));
    life.passes(Duration.ofDays(20));
    assertThat(life.stage()).as("the company still holds it").isEqualTo(Stage.MQL);
    life.becomes(told(life, 1));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void companyMakesAnMqlAsSoonAsItIsTold() {
    Life life = trial(Life.director());
    life.becomes(told(life, 1));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    life.becomes(told(life, 2));
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    assertThat(life.progress().qualification().qualifiedBy()).isEqualTo(QualifiedBy.ACCOUNT);
    assertThat(Sentences.of(last(life)))
        .contains("ready by its company, 70 points: two people active +50, researches CRM +20", "people active 2 of 2");
    life.passes(Duration.ofDays(40));
    assertThat(life.stage()).as("the surge is too old").isEqualTo(Stage.NURTURING);
  }

  @Test
  void scoreGoesFirstWhereTwoWaysHold() {
    Life life = trial(Life.director());
    life.signal("pricing_page_view").signal("ebook_download");
    assertThat(last(life).evidence()).isNotNull().extracting(JournalEntry.Evidence::trigger).isEqualTo("score");
    assertThat(last(life).cause()).startsWith("the score reached ");
    assertThat(life.progress().qualification().qualifiedBy()).isNull();
  }

  private static int now(Life life, QualifyingNumber measure) {
    return Scoring.score(life.state.profile(), life.state.signals(), life.policy, life.now).summary()
        .of(measure, life.state.profile());
  }

  private static JournalEntry.StageChanged last(Life life) {
    List<JournalEntry.StageChanged> changes = life.written(JournalEntry.StageChanged.class);
    return changes.get(changes.size() - 1);
  }

  /** The lead's profile once its company was told of. */
  private static LeadProfile told(Life life, int people) {
    AccountEvidence evidence = new AccountEvidence(people, List.of("marketing"), List.of(),
        List.of(new AccountEvidence.Surge("CRM", 80, "bombora", life.now)), life.now);
    LeadProfile was = life.state.profile();
    return new LeadProfile(
        was.addressKnown(), was.emailKind(), was.title(), was.company(), was.country(), was.timeZone(), was.firstTouch(),
        was.answers(), was.consent(), was.derived(), new LeadProfile.Noted(evidence, null), was.origin());
  }

  /** What speaks against it makes the score negative; the way asks for engagement alone, and the record names that. */
  @Test
  void wayByEngagementAloneNamesTheNumberThatQualified() {
    LeadPolicy small = TestPolicies.small();
    NegativeRule much = new NegativeRule("much", new Condition.Fact("title", Condition.Comparison.KNOWN, List.of()), -100,
        NegativeRule.LeadsTo.POINTS, null, "much speaks against it");
    QualificationRules engaged = new QualificationRules(
        List.of(new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.ENGAGEMENT, 30))), small.qualification().sql(), 5,
        List.of(), 40, QualificationRules.USUAL_WITHIN, List.of());
    LeadPolicy policy = new LeadPolicy(small.version(), small.contentHash(), small.name(), small.scoring(), small.product(),
        small.account(), small.fit(), List.of(much), engaged, small.sequences(), small.tracks(), small.calendars(), small.sla(),
        small.routing(), small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(),
        small.nurture());
    Life life = new Life(policy, Life.director(), "rep-a");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("pricing_page_view").signal("ebook_download");
    JournalEntry.StageChanged change = last(life);
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    assertThat(change.evidence()).isNotNull().satisfies(evidence -> {
      assertThat(evidence.score()).isNegative();
      assertThat(evidence.others()).containsExactly(new JournalEntry.Reached(QualifyingNumber.ENGAGEMENT, 35, 30));
    });
    assertThat(Sentences.of(change)).contains("the engagement reached 35", "engagement 35 of 30");
    assertThat(Sentences.brief(change)).isEqualTo("Nurturing → MQL at engagement 35");
  }

  private static Life trial(LeadProfile profile) {
    Life life = new Life(policy(), profile, "rep-a", "rep-b");
    return life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
  }

  private static LeadPolicy policy() {
    LeadPolicy p = TestPolicies.small();
    ScoringRules product = new ScoringRules(
        List.of(
            new SignalRule("trial", "trial_started", 15, 15, null, "trial started", RuleTerms.NONE),
            new SignalRule("use", "product_event", 5, 15, null, "product used", RuleTerms.NONE),
            new SignalRule("invite", "colleague_invited", 20, 20, null, "colleague invited", RuleTerms.NONE)),
        List.of(new BonusRule("back", new Condition.SignalCount(List.of("product_event"), 3, Duration.ofDays(30)), 10,
            "three sessions")),
        Duration.ofDays(60), Duration.ofDays(180), Map.of(), 100, 0);
    AccountRules account = new AccountRules(
        List.of(
            new AccountRule("two", List.of(new Sign.PeopleActive(2)), 50, "two people active"),
            new AccountRule("surge", List.of(new Sign.IntentSurge(List.of("crm"), 60, Duration.ofDays(30))), 20,
                "researches CRM")),
        100);
    QualificationRules qualification = new QualificationRules(
        List.of(
            new Threshold(30, 20),
            new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, 40, QualifyingNumber.FIT, 20)),
            new Threshold(QualifiedBy.ACCOUNT, Map.of(QualifyingNumber.ACCOUNT, 70, QualifyingNumber.PEOPLE_ACTIVE, 2))),
        List.of(
            new Threshold(80, 40),
            new Threshold(QualifiedBy.PRODUCT, Map.of(QualifyingNumber.PRODUCT, 60, QualifyingNumber.FIT, 20))),
        5, List.of("demo_requested"), 40, QualificationRules.USUAL_WITHIN, List.of());
    return new LeadPolicy(p.version(), p.contentHash(), p.name(), p.scoring(), product, account, p.fit(), p.negatives(),
        qualification, p.sequences(), p.tracks(), p.calendars(), p.sla(), p.routing(), p.dispositions(), p.recycle(),
        p.afterAcceptance(), p.consent(), p.review(), p.nurture());
  }
}
