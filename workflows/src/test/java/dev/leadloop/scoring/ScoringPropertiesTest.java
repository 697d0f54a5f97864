package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static dev.leadloop.scoring.ScoringFixtures.person;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What must hold for any signals; a failure names its seed, which {@code -Dleadloop.scoring.seed} repeats. */
class ScoringPropertiesTest {

  private static final int CASES = Integer.getInteger("leadloop.scoring.cases", 1_000);
  private static final long SEED = Long.getLong("leadloop.scoring.seed", 20_260_101L);
  private static final List<String> TYPES = List.of("email_open", "email_click", "ebook_download", "pricing_page_view",
      "careers_page_view", "unheard_of");

  @Test
  void orderOfArrivalChangesNothing() {
    forEach(life -> {
      List<Signal> shuffled = new ArrayList<>(life.signals);
      Collections.shuffle(shuffled, life.random);
      assertThat(life.card(shuffled)).as("seed %d", life.seed).isEqualTo(life.card(life.signals));
    });
  }

  @Test
  void voidedSignalIsAsIfItHadNeverBeen() {
    forEach(life -> {
      int n = life.random.nextInt(life.signals.size());
      Signal signal = life.signals.get(n);
      List<Signal> without = new ArrayList<>(life.signals);
      without.remove(n);
      List<Signal> voided = new ArrayList<>(without);
      voided.add(new Signal(signal.eventId(), signal.type(), signal.occurredAt(), signal.properties(), true));
      ScoreCard card = life.card(voided);
      assertThat(card.summary()).as("seed %d", life.seed).isEqualTo(life.card(without).summary());
      assertThat(card.contributions().stream().filter(c -> !signal.eventId().equals(c.eventId())).toList())
          .as("seed %d", life.seed).isEqualTo(life.card(without).contributions());
      assertThat(card.contributions()).as("seed %d", life.seed)
          .filteredOn(c -> signal.eventId().equals(c.eventId())).allMatch(c -> c.counted() == 0);
    });
  }

  @Test
  void voidingAnEngagementNeverAddsToEngagement() {
    forEach(life -> {
      // A pricing visit may hold back a bonus that rewards its absence; others have no such bonus.
      List<Signal> plain = life.signals.stream().filter(s -> !s.type().equals("pricing_page_view")).toList();
      if (!plain.isEmpty()) {
        List<Signal> fewer = new ArrayList<>(plain);
        fewer.remove(life.random.nextInt(plain.size()));
        assertThat(life.card(fewer).summary().engagement()).as("seed %d", life.seed)
            .isLessThanOrEqualTo(life.card(plain).summary().engagement());
      }
    });
  }

  @Test
  void signalsAfterTheInstantChangeNothing() {
    forEach(life -> {
      Instant split = NOW.minus(Duration.ofHours(life.random.nextInt(200 * 24)));
      List<Signal> before = life.signals.stream().filter(s -> !s.occurredAt().isAfter(split)).toList();
      assertThat(Scoring.score(life.profile, life.signals, life.policy, split)).as("seed %d", life.seed)
          .isEqualTo(Scoring.score(life.profile, before, life.policy, split));
    });
  }

  @Test
  void capsAndFloorHoldAndTheSumsAgree() {
    forEach(life -> {
      ScoreCard card = life.card(life.signals);
      ScoreSummary summary = card.summary();
      assertThat(summary.engagement()).as("seed %d", life.seed).isBetween(0, 100);
      assertThat(summary.score()).as("seed %d", life.seed)
          .isEqualTo(Math.max(-20, summary.engagement() + summary.negative()));
      assertThat(points(card, "open")).as("seed %d", life.seed).isLessThanOrEqualTo(10 + 1e-9);
      assertThat(points(card, "open") + points(card, "click")).as("seed %d", life.seed).isLessThanOrEqualTo(12 + 1e-9);
    });
  }

  @Test
  void partsAddUpExactlyToWhatTheyMakeUp() {
    forEach(life -> {
      ScoreCard card = life.card(life.signals);
      ScoreSummary summary = card.summary();
      for (Function<Contribution, Double> points : List.<Function<Contribution,
          Double>>of(Contribution::counted, Contribution::decayed)) {
        assertThat(sum(card, Layer::ofScore, points)).as("seed %d: the score", life.seed)
            .isEqualByComparingTo(summary.score() + "");
        assertThat(sum(card, layer -> layer == Layer.FIT, points)).as("seed %d: the fit", life.seed)
            .isEqualByComparingTo(summary.fit() + "");
        assertThat(sum(card, layer -> layer == Layer.ENGAGEMENT, points)).as("seed %d", life.seed)
            .isEqualByComparingTo(summary.engagement() + "");
        assertThat(sum(card, layer -> layer == Layer.NEGATIVE, points)).as("seed %d", life.seed)
            .isEqualByComparingTo(summary.negative() + "");
      }
      assertThat(summary.reasons().stream().mapToInt(ScoringPropertiesTest::number).sum()).as("seed %d: %s", life.seed, summary)
          .isEqualTo(summary.score());
      assertThat(summary.reasons()).as("seed %d", life.seed).hasSizeLessThanOrEqualTo(5).doesNotHaveDuplicates();
      QualifyingNumbers numbers = new QualifyingNumbers(
          life.profile, Scoring.counting(life.signals, NOW), ScoreRules.of(life.policy), NOW, null);
      for (QualifyingNumber measure : QualifyingNumber.values()) {
        assertThat(numbers.of(measure)).as("seed %d: the number alone", life.seed).isEqualTo(summary.of(measure, life.profile));
      }
    }, 4 * CASES);
  }

  /** Counted here with fractions as they are and rounded once: parts in whole millionths must not come to another score. */
  @Test
  void scoreIsWhatUnroundedPointsComeTo() {
    forEach(life -> {
      double unrounded = unrounded(life);
      if (Math.abs(unrounded - Math.floor(unrounded) - 0.5) > 0.000_1) {
        assertThat(life.card(life.signals).summary().engagement()).as("seed %d: %s", life.seed, unrounded)
            .isEqualTo((int) Math.round(unrounded));
      }
    }, 4 * CASES);
  }

  private static double unrounded(Life life) {
    ScoringRules rules = life.policy.scoring();
    Map<String, Double> rooms = new HashMap<>(Map.of("all", 1.0 * rules.cap()));
    rules.groupCaps().forEach((group, cap) -> rooms.put("group " + group, 1.0 * cap));
    for (Signal signal : life.signals.stream().filter(s -> !s.voided() && !s.occurredAt().isAfter(NOW)).sorted(Signal.ORDER)
        .toList()) {
      ScoringRules.SignalRule rule = rules.ruleFor(signal.type());
      Duration age = Duration.between(signal.occurredAt(), NOW);
      if (rule != null && age.compareTo(rules.window()) <= 0) {
        Duration half = rules.halfLife();
        double points = rule.points() * (half == null ? 1 : Math.pow(2, -1.0 * age.toMillis() / half.toMillis()));
        Integer cap = rule.cap();
        rooms.putIfAbsent("rule " + rule.id(), cap == null ? Double.MAX_VALUE : 1.0 * cap);
        List<String> names = List.of("rule " + rule.id(), "group " + rule.group(), "all");
        double counted =
            Math.min(points, names.stream().mapToDouble(name -> rooms.getOrDefault(name, Double.MAX_VALUE)).min().orElse(0));
        names.forEach(name -> rooms.computeIfPresent(name, (same, room) -> room - counted));
      }
    }
    for (ScoringRules.BonusRule bonus : rules.bonuses()) {
      if (Conditions.holds(bonus.when(), life.profile, life.signals, NOW)) {
        rooms.merge("all", -Math.min(bonus.points(), rooms.getOrDefault("all", 0.0)), Double::sum);
      }
    }
    return rules.cap() - rooms.getOrDefault("all", 0.0);
  }

  private static BigDecimal sum(ScoreCard card, Predicate<Layer> layer, Function<Contribution, Double> points) {
    return card.parts().stream().filter(part -> layer.test(part.layer()))
        .map(part -> BigDecimal.valueOf(points.apply(part)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static int number(String reason) {
    return Integer.parseInt(reason.substring(reason.lastIndexOf(' ') + 1));
  }

  @Test
  void timeAloneNeverRaisesEngagementWithoutItsConditionsOfAbsence() {
    forEach(life -> {
      List<Signal> plain = life.signals.stream().filter(s -> !s.type().equals("ebook_download")).toList();
      Instant later = NOW.plus(Duration.ofMinutes(life.random.nextInt(200 * 1_440)));
      assertThat(Scoring.score(life.profile, plain, life.policy, later).summary().engagement())
          .as("seed %d", life.seed).isLessThanOrEqualTo(life.card(plain).summary().engagement());
    });
  }

  @Test
  void nextDemotionIsTheFirstHourALinearSearchFinds() {
    forEach(life -> {
      Threshold threshold = new Threshold(life.random.nextInt(80) - 5, life.random.nextInt(4) * 15);
      boolean fitAges = life.random.nextBoolean();
      LeadPolicy policy = fitAges ? ScoringFixtures.fitAges(life.policy) : life.policy;
      Instant expected = null;
      for (int hour = 1; hour <= 185 * 24 && expected == null; hour++) {
        Instant at = NOW.plus(Duration.ofHours(hour));
        ScoreSummary then = Scoring.score(life.profile, life.signals, policy, at).summary();
        boolean below = then.score() < threshold.of(QualifyingNumber.SCORE) || then.fit() < threshold.of(QualifyingNumber.FIT);
        if (below) {
          expected = at;
        }
        assertThat(Scoring.isBelow(List.of(threshold), life.profile, life.signals, policy, at)).isEqualTo(below);
      }
      assertThat(Scoring.nextDemotion(life.profile, life.signals, policy, NOW, Instant.MAX, List.of(threshold)))
          .as("seed %d, threshold %s", life.seed, threshold).isEqualTo(expected);
    }, CASES / 25);
  }

  private static double points(ScoreCard card, String rule) {
    return card.contributions().stream().filter(c -> c.rule().equals(rule)).mapToDouble(c -> c.counted()).sum();
  }

  private static void forEach(Consumer<Life> property) {
    forEach(property, CASES);
  }

  private static void forEach(Consumer<Life> property, int cases) {
    for (int n = 0; n < cases; n++) {
      property.accept(new Life(SEED + n));
    }
  }

  /** A lead with one to forty signals of the last 200 days; some share an instant. */
  private static final class Life {
    final long seed;
    final Random random;
    final LeadProfile profile;
    public final LeadPolicy policy;
    final List<Signal> signals = new ArrayList<>();

    Life(long seed) {
      this.seed = seed;
      random = new Random(seed);
      EmailKind[] kinds = EmailKind.values();
      profile = person(random.nextBoolean() ? "CTO" : null, random.nextInt(1_000), kinds[random.nextInt(kinds.length)]);
      policy = ScoringFixtures.policy(random.nextInt(4) == 0 ? null : Duration.ofDays(1 + random.nextInt(60)));
      for (int i = 1 + random.nextInt(40); i > 0; i--) {
        Instant at = NOW.minus(random.nextBoolean() ? Duration.ofDays(random.nextInt(30))
            : Duration.ofMinutes(random.nextInt(200 * 1_440)));
        signals.add(new Signal("e" + i, TYPES.get(random.nextInt(TYPES.size())), at, Map.of(), false));
      }
    }

    ScoreCard card(List<Signal> given) {
      return Scoring.score(profile, given, policy, NOW);
    }
  }
}
