package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static dev.leadloop.scoring.ScoringFixtures.daysAgo;
import static dev.leadloop.scoring.ScoringFixtures.director;
import static dev.leadloop.scoring.ScoringFixtures.person;
import static dev.leadloop.scoring.ScoringFixtures.policy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoringTest {

  private static final LeadProfile DIRECTOR = director(150);
  private static final LeadProfile UNKNOWN = ScoringFixtures.unknown();

  @Test
  void nothingDoneIsWorthNothing() {
    assertThat(score(UNKNOWN)).isEqualTo(new ScoreSummary(0, 0, 0, 0, "C", Band.COLD, List.of(), 0, 0, null));
  }

  @Test
  void pointsOfFreshSignalsAddUp() {
    assertThat(score(UNKNOWN, daysAgo("email_open", 0), daysAgo("pricing_page_view", 0)).score()).isEqualTo(27);
  }

  @Test
  void typesThePolicyDoesNotNameCountForNothing() {
    assertThat(score(UNKNOWN, daysAgo("moon_landing", 0)).score()).isZero();
  }

  @Test
  void signalCountsHalfAfterAHalfLife() {
    ScoreCard card = Scoring.score(UNKNOWN, List.of(daysAgo("pricing_page_view", 30)), policy(), NOW);
    assertThat(card.contributions()).singleElement().satisfies(c -> assertThat(c.decayed()).isEqualTo(12.5));
    assertThat(card.summary().score()).as("halves are rounded upwards").isEqualTo(13);
  }

  @Test
  void withoutHalfLifeAgeTakesNothingUntilTheWindowEnds() {
    LeadPolicy undecaying = policy(null);
    Signal old = daysAgo("pricing_page_view", 180);
    assertThat(Scoring.score(UNKNOWN, List.of(old), undecaying, NOW).summary().score()).isEqualTo(25);
    assertThat(Scoring.score(UNKNOWN, List.of(old), undecaying, NOW.plusMillis(1)).summary().score()).isZero();
  }

  @Test
  void ruleCapHolds() {
    assertThat(score(UNKNOWN, times("email_open", 9)).engagement()).isEqualTo(10);
  }

  @Test
  void groupCapHoldsOverItsRules() {
    List<Signal> signals = new ArrayList<>(List.of(times("email_open", 9)));
    signals.add(daysAgo("email_click", 0));
    assertThat(Scoring.score(UNKNOWN, signals, policy(), NOW).summary().engagement()).isEqualTo(12);
  }

  @Test
  void totalCapHoldsOverSignalsAndBonuses() {
    ScoreCard card = Scoring.score(UNKNOWN, List.of(times("pricing_page_view", 4)), policy(), NOW);
    assertThat(card.summary().engagement()).isEqualTo(100);
    assertThat(card.contributions()).filteredOn(c -> c.rule().equals("pricing-twice"))
        .singleElement().satisfies(c -> assertThat(c.counted()).isZero());
  }

  @Test
  void bonusIsGivenOnceWhileItsConditionHolds() {
    assertThat(score(UNKNOWN, times("pricing_page_view", 2)).score()).isEqualTo(25 + 25 + 15);
    assertThat(score(UNKNOWN, times("pricing_page_view", 3)).score()).isEqualTo(75 + 15);
  }

  @Test
  void negativeSignalsComeOffButNotBelowTheFloor() {
    assertThat(score(UNKNOWN, daysAgo("pricing_page_view", 0), daysAgo("careers_page_view", 0)).score()).isEqualTo(-5);
    ScoreSummary student = score(person(null, null, EmailKind.STUDENT), daysAgo("careers_page_view", 0));
    assertThat(student.negative()).isEqualTo(-70);
    assertThat(student.score()).isEqualTo(-20);
  }

  @Test
  void laterAndVoidedSignalsDoNotCount() {
    Signal real = daysAgo("pricing_page_view", 0);
    Signal voided = new Signal("voided", real.type(), real.occurredAt(), Map.of(), true);
    assertThat(score(UNKNOWN, voided, daysAgo("pricing_page_view", -1)).score()).isZero();
  }

  @Test
  void fitIsCappedAndGraded() {
    assertThat(score(DIRECTOR).fit()).isEqualTo(60);
    assertThat(score(DIRECTOR).grade()).isEqualTo("A");
    assertThat(score(person("Assistant", 150, EmailKind.BUSINESS)).grade()).isEqualTo("B");
    assertThat(score(person("Assistant", 5, EmailKind.FREE)).grade()).isEqualTo("C");
  }

  @Test
  void fitIsNoPartOfTheScore() {
    assertThat(score(DIRECTOR).score()).isZero();
  }

  @Test
  void bandNeedsScoreAndFit() {
    assertThat(score(DIRECTOR, daysAgo("pricing_page_view", 0)).band()).isEqualTo(Band.COLD);
    assertThat(score(DIRECTOR, times("pricing_page_view", 2)).band()).isEqualTo(Band.WARM);
    assertThat(score(DIRECTOR, times("pricing_page_view", 3)).band()).isEqualTo(Band.HOT);
    assertThat(score(person("Assistant", 5, EmailKind.BUSINESS), times("pricing_page_view", 3)).band())
        .isEqualTo(Band.COLD);
  }

  @Test
  void reasonsAreTheWeightiestInWordsAndRepeatedOnesMerged() {
    ScoreSummary summary = score(DIRECTOR, daysAgo("email_open", 0), daysAgo("email_open", 0.001),
        daysAgo("email_open", 0.002), daysAgo("pricing_page_view", 0), daysAgo("careers_page_view", 0));
    assertThat(summary.reasons())
        .containsExactly("careers page viewed -30", "pricing page viewed +25", "e-mail opened ×3 +6");
  }

  @Test
  void noMoreThanFourReasonsAreNamedAndTheRestIsSaidInOne() {
    ScoreSummary summary = score(DIRECTOR, daysAgo("email_open", 0), daysAgo("email_click", 0),
        daysAgo("ebook_download", 0), daysAgo("pricing_page_view", 0), daysAgo("pricing_page_view", 0.1));
    assertThat(summary.reasons()).containsExactly("pricing page viewed ×2 +50", "pricing page again within two weeks +15",
        "ebook downloaded +10", "e-mail clicked +4", "what else counts +2");
    assertThat(summary.score()).isEqualTo(50 + 15 + 10 + 4 + 2);
  }

  @Test
  void cutsOfCapsAreTold() {
    ScoreCard card = Scoring.score(DIRECTOR, List.of(times("ebook_download", 3)), policy(null), NOW);
    assertThat(card.adjustments()).filteredOn(c -> c.kind() == Kind.RULE_CAP)
        .singleElement().satisfies(c -> {
          assertThat(c.label()).isEqualTo("no more than 20 for ebook downloaded");
          assertThat(c.decayed()).isEqualTo(-10.0);
          assertThat(c.counted()).isZero();
        });
  }

  @Test
  void whatTheFloorGivesBackIsAPartOfItsOwn() {
    ScoreCard card =
        Scoring.score(person(null, null, EmailKind.STUDENT), List.of(daysAgo("careers_page_view", 0)), policy(), NOW);
    assertThat(card.summary().score()).isEqualTo(-20);
    assertThat(card.adjustments()).filteredOn(c -> c.kind() == Kind.FLOOR)
        .singleElement().satisfies(c -> {
          assertThat(c.counted()).isEqualTo(50.0);
          assertThat(c.label()).isEqualTo("no score is below -20");
        });
    assertThat(card.summary().reasons())
        .containsExactly("student address -40", "careers page viewed -30", "no score is below -20 +50");
  }

  @Test
  void roundingIsAPartOfItsOwn() {
    ScoreCard card = Scoring.score(UNKNOWN, List.of(daysAgo("pricing_page_view", 30)), policy(), NOW);
    assertThat(card.summary().score()).isEqualTo(13);
    assertThat(card.adjustments()).filteredOn(c -> c.kind() == Kind.ROUNDING)
        .singleElement().satisfies(c -> assertThat(c.counted()).isEqualTo(0.5));
    assertThat(card.summary().reasons()).containsExactly("pricing page viewed +13");
    Signal[] two = {daysAgo("pricing_page_view", 30), daysAgo("email_click", 45)};
    assertThat(score(UNKNOWN, two).reasons()).as("12.5 and 1.41").containsExactly("pricing page viewed +13", "e-mail clicked +1");
  }

  @Test
  void cardSaysWhatEachSignalGaveAndWhatTheCapsTook() {
    ScoreCard card = Scoring.score(DIRECTOR, List.of(times("ebook_download", 3)), policy(null), NOW);
    assertThat(card.policyVersion()).isEqualTo(3);
    assertThat(card.contributions()).filteredOn(c -> c.rule().equals("ebook"))
        .extracting(Contribution::counted).containsExactly(10.0, 10.0, 0.0);
    assertThat(card.contributions()).filteredOn(c -> c.layer() == Layer.FIT)
        .extracting(Contribution::counted).containsExactly(30.0, 25.0, 5.0);
  }

  @Test
  void demotionComesAtTheFirstWholeHourBelowTheThreshold() {
    List<Signal> signals = List.of(daysAgo("pricing_page_view", 0));
    // 25 points are under 19.5 after 30 days times log2(25 / 19.5) = 10.75 days = 258.1 hours.
    assertThat(Scoring.nextDemotion(UNKNOWN, signals, policy(), NOW, Instant.MAX, List.of(new Threshold(20, 0))))
        .isEqualTo(NOW.plus(Duration.ofHours(259)));
  }

  @Test
  void demotionWaitsForNothingWhereTheThresholdIsNeverCrossed() {
    List<Signal> signals = List.of(daysAgo("pricing_page_view", 0));
    assertThat(Scoring.nextDemotion(UNKNOWN, signals, policy(), NOW, Instant.MAX, List.of(new Threshold(-10, 0))))
        .isNull();
  }

  @Test
  void endOfTheWindowDemotesWhereNothingDecays() {
    List<Signal> signals = List.of(daysAgo("pricing_page_view", 100));
    assertThat(Scoring.nextDemotion(UNKNOWN, signals, policy(null), NOW, Instant.MAX, List.of(new Threshold(20, 0))))
        .isEqualTo(NOW.plus(Duration.ofDays(80)).plus(Duration.ofHours(1)));
  }

  @Test
  void endOfABonusDemotes() {
    List<Signal> signals = List.of(daysAgo("pricing_page_view", 13), daysAgo("pricing_page_view", 0));
    assertThat(Scoring.nextDemotion(UNKNOWN, signals, policy(null), NOW, Instant.MAX, List.of(new Threshold(60, 0))))
        .isEqualTo(NOW.plus(Duration.ofHours(25)));
  }

  private static ScoreSummary score(LeadProfile profile, Signal... signals) {
    return Scoring.score(profile, List.of(signals), policy(), NOW).summary();
  }

  private static Signal[] times(String type, int times) {
    Signal[] signals = new Signal[times];
    for (int i = 0; i < times; i++) {
      signals[i] = new Signal(type + i, type, NOW, Map.of(), false);
    }
    return signals;
  }
}
