package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.BelowRule;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.prediction.model.Column;
import dev.leadloop.prediction.model.Examples;
import dev.leadloop.prediction.model.ForetellingByModels;
import dev.leadloop.prediction.model.ForetellingByModels.Known;
import dev.leadloop.prediction.model.ForetellingByModels.Use;
import dev.leadloop.prediction.model.PredictiveModel;
import dev.leadloop.simulation.backtest.LivingAgain;
import dev.leadloop.simulation.backtest.RecordedLife;
import dev.leadloop.simulation.backtest.Rules;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A policy that goes by the predictive score: what is foretold when, by which model, and that no model holds nothing. */
class PredictedTest {
  private static final Instant BEGINS = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant BEFORE = BEGINS.minus(Duration.ofDays(1));

  /** How many ebooks were read says what a lead is worth; each version says it with another weight. */
  private static PredictiveModel model(int version) {
    return new PredictiveModel(
        List.of(new Column.Bands(Examples.SIGNALS + "ebook_download", List.of(2.0, 3.0, 5.0))), -2,
        List.of(0.0, 0.5, 1.5 + version, 2.0 + version, 4.0 + version), List.of(0.2, 0.2, 0.2, 0.2, 0.2));
  }

  private static ForetellingByModels uses(Use... uses) {
    return new ForetellingByModels(List.of(uses), version -> new Known(model(version), TestPolicies.small()));
  }

  private static QualificationRules asking(BelowRule... below) {
    return new QualificationRules(
        List.of(new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.PREDICTED, 50))),
        List.of(new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.PREDICTED, 80, QualifyingNumber.ENGAGEMENT, 20))),
        60, List.of("demo_requested"), 40, QualificationRules.USUAL_WITHIN, List.of(below));
  }

  private static LeadPolicy policy(BelowRule... below) {
    return TestPolicies.with(TestPolicies.small(), asking(below));
  }

  private static Life entered(LeadPolicy policy) {
    return new Life(policy, Life.director(), "rep-a", "rep-b").happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
  }

  @Test
  void whatIsForetoldMakesReadyAndIsOnRecordWithItsModel() {
    Life life = entered(policy().foretoldBy(uses(new Use(BEFORE, 1))));
    life.signal("ebook_download").signal("ebook_download");
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    JournalEntry.StageChanged change = life.written(JournalEntry.StageChanged.class).getLast();
    assertThat(change.cause()).isEqualTo("the predictive score reached 62 by model 1");
    assertThat(change.evidence()).isNotNull();
    assertThat(change.evidence().others()).containsExactly(new JournalEntry.Reached(QualifyingNumber.PREDICTED, 62, 50));
    assertThat(life.written(JournalEntry.Scored.class).getLast().score().foretold()).isEqualTo(new Foretold(1, 62));
    life.signal("ebook_download").signal("ebook_download").signal("ebook_download");
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  @Test
  void withoutAModelNoWayHoldsAndNothingLiesBelow() {
    BelowRule rule = new BelowRule("unlikely", Map.of(QualifyingNumber.PREDICTED, 90), null, BelowRule.LeadsTo.DISQUALIFY, "no");
    for (LeadPolicy policy : List.of(policy(rule), policy(rule).foretoldBy(uses()),
        policy(rule).foretoldBy(uses(new Use(BEGINS.plus(Duration.ofDays(999)), 1))))) {
      Life life = entered(policy);
      for (int i = 0; i < 6; i++) {
        life.signal("ebook_download");
      }
      life.passes(Duration.ofDays(40));
      assertThat(life.stage()).isEqualTo(Stage.NURTURING);
      assertThat(life.state.profile().foretold()).isNull();
    }
    assertThat(entered(policy(rule).foretoldBy(uses(new Use(BEFORE, 1)))).stage()).isEqualTo(Stage.DISQUALIFIED);
    assertThat(QualifyingNumber.PREDICTED.said(QualifyingNumber.UNKNOWN)).contains("no model");
  }

  @Test
  void anotherModelMovesNobodyUntilSomethingHappens() {
    Life life = entered(policy().foretoldBy(uses(new Use(BEFORE, 1))));
    life.signal("ebook_download");
    life.policy = policy().foretoldBy(uses(new Use(BEFORE, 1), new Use(life.now.plusSeconds(60), 9)));
    life.passes(Duration.ofMinutes(30));
    assertThat(life.state.profile().foretold()).isEqualTo(new Foretold(1, 18));
    life.signal("ebook_download");
    assertThat(life.state.profile().foretold()).isEqualTo(new Foretold(9, 100));
  }

  @Test
  void aPolicyThatDoesNotAskLivesAsEver() {
    LeadPolicy small = TestPolicies.small();
    assertThat(small.foretoldBy(uses(new Use(BEFORE, 1)))).isSameAs(small);
    Life life = entered(small).signal("ebook_download");
    assertThat(life.written(JournalEntry.Scored.class).getLast().score().foretold()).isNull();
    Life back = entered(policy().foretoldBy(uses(new Use(BEFORE, 1)))).signal("ebook_download").rolledOut(small);
    assertThat(back.state.profile().foretold()).as("and so does whoever moves to it").isNull();
  }

  /** What is lived again is foretold by the models of then, though others were taken into use since. */
  @Test
  void recordedLivesComeToTheSameWhateverIsTakenIntoUseLater() {
    int moved = 0;
    for (long seed = 0; seed < 150; seed++) {
      Random random = new Random(seed);
      Use first = new Use(BEGINS.plus(Duration.ofDays(random.nextInt(10))), 1);
      Use second = new Use(first.from().plus(Duration.ofDays(1 + random.nextInt(20))), 5);
      Life life = entered(policy().foretoldBy(uses(first, second)));
      for (int i = 0; i < 15; i++) {
        life.passes(Duration.ofHours(random.nextInt(72)));
        switch (random.nextInt(6)) {
          case 0 -> life.becomes(random.nextBoolean() ? Life.intern() : odd(random));
          case 1 -> life.happens(Life.MANAGER, RandomLivesTest.body(random, 0, life.now));
          default -> life.signal(random.nextInt(3) == 0 ? "never_heard_of" : "ebook_download");
        }
      }
      LeadPolicy later = policy().foretoldBy(uses(first, second, new Use(life.now.plusSeconds(1), 7)));
      List<JournalEntry> again = new ArrayList<>();
      LivingAgain.live(new RecordedLife(life.state.leadId(), life.turns), new Rules.Always(later), life.now, Duration.ZERO,
          moment -> moment.decision().journal().forEach(noted -> again.add(noted.entry())));
      assertThat(deciding(again)).as("seed " + seed)
          .isEqualTo(deciding(life.turns.stream().flatMap(turn -> turn.journal().stream()).toList()));
      moved += again.stream().anyMatch(entry -> entry instanceof JournalEntry.StageChanged) ? 1 : 0;
    }
    assertThat(moved).isGreaterThan(50);
  }

  private static LeadProfile odd(Random random) {
    return Life.director().saying("industry", List.of("", "\0", "9".repeat(1_000), "NaN").get(random.nextInt(4)));
  }

  private static List<JournalEntry> deciding(List<JournalEntry> entries) {
    return entries.stream()
        .filter(entry -> entry instanceof JournalEntry.StageChanged || entry instanceof JournalEntry.Scored).toList();
  }
}
