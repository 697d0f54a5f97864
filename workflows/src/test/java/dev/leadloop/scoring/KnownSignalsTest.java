package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Signals counted as they are taken in, one by one, come to what they come to counted all together. */
class KnownSignalsTest {
  private static final int CASES = Integer.getInteger("leadloop.scoring.cases", 1_000);
  private static final long SEED = Long.getLong("leadloop.scoring.seed", 20_261_129L);

  @Test
  void afterEverySignalTheScoreIsThatOfAllCountedAnew() {
    int voided = 0;
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      Random random = new Random(seed);
      RandomRules made = new RandomRules(random);
      LeadPolicy policy = made.policy(ScoringFixtures.policy(null));
      LeadProfile profile = made.profile(NOW);
      List<Signal> coming = new ArrayList<>(made.signals(NOW));
      if (random.nextBoolean()) {
        Collections.shuffle(coming, random);
      }
      int begun = random.nextInt(coming.size() + 1);
      KnownSignals known = new KnownSignals(coming.subList(0, begun), NOW);
      Map<String, Signal> plain = new LinkedHashMap<>();
      coming.subList(0, begun).forEach(signal -> plain.put(signal.eventId(), signal));
      Condition condition = made.condition(2, policy.reach());
      for (Signal signal : coming.subList(begun, coming.size())) {
        known.take(signal);
        plain.put(signal.eventId(), signal);
        if (random.nextInt(6) == 0) {
          Signal machine = machines(known.get(random.nextInt(known.size())));
          known.replace(machine);
          plain.put(machine.eventId(), machine);
          voided++;
        }
        Instant later = NOW.plusSeconds(random.nextInt(90 * 86_400));
        assertThat(Scoring.summary(profile, known, policy, NOW)).as("seed %d", seed)
            .isEqualTo(Scoring.summary(profile, plain.values(), policy, NOW));
        assertThat(Scoring.summary(profile, known, policy, later)).as("seed %d", seed)
            .isEqualTo(Scoring.summary(profile, plain.values(), policy, later));
        assertThat(Conditions.holds(condition, profile, known, NOW)).as("seed %d", seed)
            .isEqualTo(Conditions.holds(condition, profile, plain.values(), NOW));
      }
      assertThat(known).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(plain.values());
      assertThat(Scoring.score(profile, known, policy, NOW)).as("seed %d", seed)
          .isEqualTo(Scoring.score(profile, plain.values(), policy, NOW));
    }
    assertThat(voided).isGreaterThan(CASES / 10);
  }

  @Test
  void manyRulesOfOneTypeGiveWhatTheyGiveTriedFromTheTop() {
    for (long seed = SEED; seed < SEED + CASES; seed++) {
      RandomRules made = new RandomRules(new Random(seed));
      ScoringRules few = made.scoring();
      List<SignalRule> many = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        for (SignalRule rule : made.rules()) {
          many.add(new SignalRule("rule" + many.size(), "page_view", rule.points(), rule.cap(), rule.group(), rule.label(),
              rule.terms()));
        }
      }
      ScoringRules rules = new ScoringRules(many, List.of(), few.halfLife(), few.window(), few.groupCaps(), few.cap(), 0);
      List<Signal> signals = new ArrayList<>();
      made.signals(NOW).forEach(signal -> signals.add(
          new Signal(signal.eventId(), "page_view", signal.occurredAt(), signal.properties(), signal.voided())));
      List<Signal> counting = Scoring.counting(signals, NOW);
      long expected = Math.min(rules.cap() * Points.ONE, NaiveScore.bySignals(rules, signals, NOW));
      assertThat(EngagementFold.ofSignals(rules, counting, counting.size(), NOW).total()).as("seed %d", seed)
          .isEqualTo(expected);
      assertThat(new KnownSignals(signals, NOW).fold(rules).total()).as("seed %d", seed).isEqualTo(expected);
      for (Signal signal : signals) {
        SignalRule first = many.stream().filter(rule -> Conditions.passes(rule.terms().where(), signal)).findFirst().orElse(null);
        assertThat(SignalMatching.firstFor(rules, signal)).as("seed %d", seed).isEqualTo(first);
      }
    }
  }

  private static Signal machines(Signal signal) {
    return new Signal(signal.eventId(), signal.type(), signal.occurredAt(), signal.properties(), true);
  }
}
