package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What must hold for any rules of signals; a failure names its seed, which {@code -Dleadloop.scoring.seed} repeats. */
class SignalRulesPropertiesTest {
  private static final int CASES = Integer.getInteger("leadloop.scoring.lives", 10_000);
  private static final long SEED = Long.getLong("leadloop.scoring.seed", 20_261_101L);
  private static final LeadProfile NOBODY = ScoringFixtures.unknown();

  @Test
  void anotherWayOfCountingComesToTheSame() {
    int points = 0;
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Random random = new Random(seed);
      RandomRules made = new RandomRules(random);
      ScoringRules rules = made.scoring();
      List<Signal> signals = made.signals(NOW);
      Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(3) * random.nextInt(60 * 1_440)));
      EngagementFold fold = fold(rules, signals, at);
      long expected = Math.min(rules.cap() * Points.ONE, NaiveScore.bySignals(rules, signals, at));
      assertThat(fold.total()).as("seed %d", seed).isEqualTo(expected);
      assertThat(EngagementFold.count(rules, NOBODY, Scoring.counting(signals, at), at).total()).as("seed %d", seed)
          .isEqualTo(expected);
      points += expected > 0 ? 1 : 0;
    }
    assertThat(points).as("lives with points").isGreaterThan(CASES / 2);
  }

  @Test
  void orderOfArrivalChangesNothing() {
    for (long seed = SEED; seed < SEED + CASES / 10; seed++) {
      RandomRules made = new RandomRules(new Random(seed));
      ScoringRules rules = made.scoring();
      List<Signal> signals = made.signals(NOW);
      List<Signal> shuffled = new ArrayList<>(signals);
      Collections.shuffle(shuffled, new Random(seed));
      assertThat(fold(rules, shuffled, NOW).contributions()).as("seed %d", seed)
          .isEqualTo(fold(rules, signals, NOW).contributions());
    }
  }

  @Test
  void noCapIsExceededAndEachPartNamesWhatCutIt() {
    for (long seed = SEED; seed < SEED + CASES / 10; seed++) {
      RandomRules made = new RandomRules(new Random(seed));
      ScoringRules rules = made.scoring();
      EngagementFold fold = fold(rules, made.signals(NOW), NOW);
      for (SignalRule rule : rules.rules()) {
        assertThat(sum(fold.contributions().stream().filter(part -> part.rule().equals(rule.id())).toList()))
            .as("seed %d, %s", seed, rule).isLessThanOrEqualTo(rule.cap() == null ? Long.MAX_VALUE : rule.cap() * Points.ONE);
      }
      rules.groupCaps().forEach((group, cap) ->
          assertThat(sum(fold.contributions().stream().filter(part -> group.equals(part.group())).toList()))
              .isLessThanOrEqualTo(cap * Points.ONE));
      assertThat(sum(fold.contributions())).as("seed %d", seed).isEqualTo(fold.total())
          .isLessThanOrEqualTo(rules.cap() * Points.ONE);
      for (Contribution part : fold.contributions()) {
        long cut = part.cutBy().stream().mapToLong(cap -> Points.millionths(cap.points())).sum();
        assertThat(Points.millionths(part.decayed()) - cut).as("seed %d, %s", seed, part)
            .isEqualTo(Points.millionths(part.counted()));
      }
      Map<String, Long> byCap = fold.contributions().stream().flatMap(part -> part.cutBy().stream())
          .collect(Collectors.groupingBy(cap -> cap.cap() + cap.of(),
              Collectors.summingLong(cap -> Points.millionths(cap.points()))));
      assertThat(fold.adjustments().stream()
          .collect(Collectors.toMap(part -> part.kind() + part.rule(), part -> -Points.millionths(part.decayed()))))
          .as("seed %d", seed).isEqualTo(byCap);
    }
  }

  @Test
  void whateverGivesNothingSaysWhy() {
    int silent = 0;
    int byNumber = 0;
    int older = 0;
    for (long seed = SEED; seed < SEED + CASES / 10; seed++) {
      RandomRules made = new RandomRules(new Random(seed));
      ScoringRules rules = made.scoring();
      List<Signal> counting = Scoring.counting(made.signals(NOW), NOW);
      List<Contribution> parts = fold(rules, counting, NOW).contributions();
      for (Contribution part : parts) {
        boolean aged = part.decayed() != 0 || part.base() == 0;
        assertThat(part.notCounted() != null || !part.cutBy().isEmpty() || part.counted() != 0 || aged || isOld(part))
            .as("seed %d: %s", seed, part).isTrue();
        if (part.notCounted() != null) {
          assertThat(part.counted()).as("seed %d: %s", seed, part).isZero();
          assertThat(part.label()).endsWith(" (does not count: " + part.notCounted() + ")");
          silent++;
          byNumber += part.notCounted().startsWith("by number") ? 1 : 0;
        }
      }
      for (Signal signal : counting) {
        boolean meant = rules.rules().stream().anyMatch(rule -> rule.signalType().equals(signal.type())
            && Properties.pass(rule.terms().where(), signal));
        boolean old = rules.rules().stream().filter(rule -> rule.signalType().equals(signal.type()))
            .allMatch(rule -> signal.occurredAt().isBefore(NOW.minus(rules.windowOf(rule))));
        if (meant && old) {
          assertThat(parts.stream().filter(part -> signal.eventId().equals(part.eventId()))).as("seed %d: %s", seed, signal)
              .singleElement().satisfies(part -> assertThat(part.notCounted()).matches("older than \\d+ (day|hour|minute)s?"));
          older++;
        }
        assertThat(parts.stream().filter(part -> signal.eventId().equals(part.eventId())).count())
            .as("seed %d: %s", seed, signal)
            .isBetween(meant && onlyOne(rules, signal) ? 1L : 0L, 1L);
      }
    }
    assertThat(silent).isGreaterThan(CASES / 10);
    assertThat(byNumber).isGreaterThan(CASES / 100);
    assertThat(older).isGreaterThan(CASES / 100);
  }

  private static boolean isOld(Contribution part) {
    return part.occurredAt() != null && part.occurredAt().isBefore(NOW.minus(Duration.ofDays(1)));
  }

  private static boolean isTooOld(Contribution part) {
    String why = part.notCounted();
    return why != null && why.startsWith(EngagementFold.OLDER_THAN);
  }

  private static boolean onlyOne(ScoringRules rules, Signal signal) {
    return rules.rules().stream().filter(rule -> rule.signalType().equals(signal.type())).count() == 1;
  }

  /** A document without any of the new words gives each part that it gave before. */
  @Test
  void oneRuleATypeGivesThePartsItAlwaysGave() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Random random = new Random(seed);
      RandomRules made = new RandomRules(random);
      ScoringRules rules = asBefore(made.scoring());
      List<Signal> counting = Scoring.counting(made.signals(NOW), NOW);
      EngagementFold now = EngagementFold.fold(rules, Layer.ENGAGEMENT, NOBODY, counting, NOW);
      FormerFold before = FormerFold.fold(rules, NOBODY, counting, NOW);
      assertThat(now.contributions().stream().filter(part -> !isTooOld(part)).map(SignalRulesPropertiesTest::plain).toList())
          .as("seed %d", seed).isEqualTo(before.contributions());
      assertThat(now.adjustments()).as("seed %d", seed).isEqualTo(before.adjustments());
      assertThat(now.total()).as("seed %d", seed).isEqualTo(before.total());
    }
  }

  private static ScoringRules asBefore(ScoringRules rules) {
    Map<String, SignalRule> one = rules.rules().stream().collect(Collectors.toMap(SignalRule::signalType,
        rule -> new SignalRule(rule.id(), rule.signalType(), rule.points(), rule.cap(), rule.group(), rule.label(),
            RuleTerms.NONE),
        (first, later) -> first));
    return new ScoringRules(List.copyOf(one.values()), rules.bonuses(), rules.halfLife(), rules.window(), rules.groupCaps(),
        rules.cap(), rules.floor());
  }

  private static Contribution plain(Contribution part) {
    return new Contribution(part.layer(), part.kind(), part.rule(), part.label(), part.eventId(), part.occurredAt(),
        part.base(), part.decayed(), part.counted(), null, List.of(), null);
  }

  private static EngagementFold fold(ScoringRules rules, List<Signal> signals, Instant at) {
    return EngagementFold.fold(rules, Layer.ENGAGEMENT, NOBODY, Scoring.counting(signals, at), at);
  }

  private static long sum(List<Contribution> parts) {
    return parts.stream().filter(part -> part.kind() == Kind.SIGNAL).mapToLong(part -> Points.millionths(part.counted())).sum();
  }
}
