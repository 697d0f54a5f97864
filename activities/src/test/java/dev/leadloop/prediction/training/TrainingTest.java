package dev.leadloop.prediction.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.Outcome;
import dev.leadloop.prediction.model.Column;
import dev.leadloop.prediction.model.Columns;
import dev.leadloop.prediction.model.Example;
import dev.leadloop.prediction.model.PredictiveModel;
import dev.leadloop.prediction.model.SuggestedPoints;
import dev.leadloop.prediction.model.Trained;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A model finds what was put into its leads, says what it is too few for, and no value does it harm. */
class TrainingTest {
  private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

  private static List<Example> examples(int many, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String source = List.of("google", "referral", "bing").get(random.nextInt(3));
      int visits = random.nextInt(20);
      double odds = -1.5 + (source.equals("referral") ? 1.5 : 0) + 0.1 * visits;
      boolean won = random.nextDouble() < 1 / (1 + Math.exp(-odds));
      examples.add(new Example("lead-" + i, Instant.ofEpochSecond(i), false,
          Map.of("source", source, "visits", String.valueOf(visits)), won));
    }
    return examples;
  }

  @Test
  void likelihoodsAreThoseThatTheLeadsWereDrawnBy() {
    List<Example> examples = examples(20_000, 1);
    PredictiveModel model = LogisticRegression.fit(Columns.of(examples, Set.of()), examples, 1);
    for (String source : List.of("google", "referral", "bing")) {
      double truth = 1 / (1 + Math.exp(1.5 - (source.equals("referral") ? 1.5 : 0) - 1));
      assertThat(model.probability(Map.of("source", source, "visits", "10"))).isEqualTo(truth, within(0.04));
    }
    double mean = examples.stream().mapToDouble(one -> model.probability(one.known())).average().orElseThrow();
    assertThat(mean).as("the base rate is met to the point")
        .isEqualTo(examples.stream().filter(Example::won).count() / 20_000.0, within(1e-6));
    assertThat(model.factors(Map.of("source", "referral", "visits", "19"), 1).getFirst().odds()).isGreaterThan(1.5);
  }

  @Test
  void pointsAreSuggestedByWhatRulesForetell() {
    LeadPolicy policy = PolicyTexts.read(PolicyCatalog.starter(), 1);
    Training training = new Training(policy, NOW);
    Random random = new Random(4);
    for (int i = 0; i < 1_500; i++) {
      boolean won = random.nextDouble() < 0.3;
      Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(i * 60L);
      List<Signal> signals = new ArrayList<>();
      if (random.nextDouble() < (won ? 0.7 : 0.2)) {
        signals.add(new Signal("e" + i, "ebook_download", at, Map.of(), false));
      }
      if (random.nextDouble() < (won ? 0.2 : 0.6)) {
        signals.add(new Signal("p" + i, "pricing_page_view", at, Map.of(), false));
      }
      Outcome outcome = won ? Outcome.REACHED : Outcome.OVER;
      training.add(new HandedOver("lead-" + i, at, false,
          new LeadProfile(false, EmailKind.BUSINESS, null, LeadProfile.Company.UNKNOWN, null, null,
              LeadProfile.FirstTouch.UNKNOWN, Map.of(), MailConsent.of(null, false)),
          signals, outcome, outcome, outcome));
    }
    SuggestedPoints points = Objects.requireNonNull(training.train().points());
    Map<String, SuggestedPoints.RulePoints> byLabel = points.rules().stream()
        .collect(Collectors.toMap(rule -> rule.rule().id(), Function.identity()));
    assertThat(byLabel.values()).as("today a look at prices is worth more")
        .anyMatch(rule -> rule.today() == 25 && rule.suggested() < 0)
        .anyMatch(rule -> rule.today() == 10 && rule.suggested() > 10);
    assertThat(points.suggested().low()).isGreaterThan(points.today().high());
  }

  private static HandedOver plain(String id, Instant at, String source, Outcome won) {
    return new HandedOver(id, at, false,
        new LeadProfile(false, EmailKind.BUSINESS, null, LeadProfile.Company.UNKNOWN, null, null,
            new LeadProfile.FirstTouch(source, null, null), Map.of(), MailConsent.of(null, false)),
        List.of(), won, won, won);
  }

  /** Sales rejects within hours and wins after months: of the latest leads only those that were lost are known. */
  @Test
  void whatTheLatestLeadsSeemToSayIsNotLearned() {
    LeadPolicy policy = PolicyTexts.read(PolicyCatalog.starter(), 1);
    Training training = new Training(policy, NOW);
    Training without = new Training(policy, NOW);
    Random random = new Random(6);
    for (int i = 0; i < 2_000; i++) {
      String source = random.nextBoolean() ? "referral" : "google";
      Instant at = NOW.minus(Duration.ofDays(180 + random.nextInt(400)));
      Outcome won = random.nextDouble() < (source.equals("referral") ? 0.4 : 0.1) ? Outcome.REACHED : Outcome.OVER;
      training.add(plain("old-" + i, at, source, won));
      without.add(plain("old-" + i, at, source, won));
      Outcome early = random.nextInt(20) == 0 ? Outcome.REACHED : Outcome.OVER;
      training.add(plain("new-" + i, NOW.minus(Duration.ofDays(random.nextInt(180))), "referral", early));
    }
    Trained trained = training.train();
    assertThat(trained).isEqualTo(without.train());
    assertThat(trained.provenance().horizonDays()).isEqualTo(180);
    assertThat(trained.model().probability(Map.of("source", "referral"))).isBetween(0.3, 0.5);
  }

  @Test
  void ofManyLeadsTheSameOnesAreDrawnInWhateverOrderTheyCome() {
    LeadPolicy policy = PolicyTexts.read(PolicyCatalog.starter(), 1);
    List<HandedOver> leads = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      leads.add(plain("lead-" + i, NOW.minus(Duration.ofDays(200 + i % 300)), i % 7 == 0 ? "bing" : "google",
          i % 3 == 0 ? Outcome.REACHED : Outcome.OVER));
    }
    List<Trained> trained = new ArrayList<>();
    for (int turn = 0; turn < 2; turn++) {
      Training training = new Training(policy, NOW, 1_000);
      leads.forEach(training::add);
      trained.add(training.train());
      Collections.shuffle(leads, new Random(9));
    }
    assertThat(trained.getFirst()).isEqualTo(trained.getLast());
    assertThat(trained.getFirst().provenance().drawnFrom()).isEqualTo(2_000);
    assertThat(trained.getFirst().provenance().leads() + trained.getFirst().evaluation().leads()).isEqualTo(1_000);
  }

  @Test
  void noValueDoesHarm() {
    List<Example> examples = examples(800, 2);
    PredictiveModel model = LogisticRegression.fit(Columns.of(examples, Set.of()), examples, 1);
    for (String hostile : List.of("", " ", "never seen", "NaN", "Infinity", "-", "1e999", "9".repeat(100_000), "0x1p3", "\0",
        "١٢", "' or 1=1", "-.-")) {
      double found = model.probability(Map.of("source", hostile, "visits", hostile, "unknown", hostile));
      assertThat(found).as(hostile.length() > 20 ? "long" : hostile).isBetween(0.0, 1.0).isNotNaN();
      assertThat(model.factors(Map.of("source", hostile), 5)).hasSize(2);
    }
    assertThat(model.probability(Map.of())).isBetween(0.01, 0.99);
    assertThat(Column.number("12.5")).isEqualTo(12.5);
    assertThat(Column.number("12d")).isNull();
  }

  @Test
  void ofTooFewNothingIsLearnedAndItSaysHowManyThereAre() {
    Training training = new Training(PolicyTexts.read(PolicyCatalog.starter(), 1), NOW);
    assertThatThrownBy(training::train).isInstanceOf(TooFew.class)
        .hasMessageContaining("600 leads").hasMessageContaining("So far there are 0, 0 of them won");
  }
}
