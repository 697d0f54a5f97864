package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import dev.leadloop.scoring.NaiveScore.Numbers;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Holds every number of random policies with rules and conditions of every kind against one worked out another way; a failure
 * names its seed, which {@code -Dleadloop.scoring.seed} repeats.
 */
class RulesAnotherWayTest {
  private static final int LIVES = Integer.getInteger("leadloop.scoring.lives", 10_000);
  private static final long SEED = Long.getLong("leadloop.scoring.seed", 20_261_201L);
  private static final LeadPolicy BASE = TestPolicies.small();

  @Test
  void anotherWayOfCountingComesToTheSameAtAnyInstantAndThePartsAddUp() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      Random random = new Random(seed);
      RandomRules made = new RandomRules(random);
      LeadPolicy policy = made.policy(BASE);
      LeadProfile profile = made.profile(NOW);
      List<Signal> signals = made.signals(NOW);
      Instant at = NOW.minus(Duration.ofMinutes(random.nextInt(2) * random.nextInt(90 * 1_440)));
      ScoreCard card = Scoring.score(profile, signals, policy, at);
      Numbers expected = NaiveScore.of(policy, profile, signals, at);
      assertThat(numbers(card.summary())).as("seed %d", seed).isEqualTo(expected);
      assertThat(new QualifyingNumbers(profile, Scoring.counting(signals, at), policy, at).of(QualifyingNumber.SCORE))
          .as("seed %d", seed)
          .isEqualTo(expected.score());
      for (Function<Contribution, Double> points : List.<Function<Contribution, Double>>of(
          Contribution::counted, Contribution::decayed)) {
        assertThat(sum(card, Layer.ENGAGEMENT, points)).as("seed %d", seed).isEqualByComparingTo(expected.engagement() + "");
        assertThat(sum(card, Layer.NEGATIVE, points)).as("seed %d", seed).isEqualByComparingTo(expected.negative() + "");
        assertThat(sum(card, Layer.FIT, points)).as("seed %d", seed).isEqualByComparingTo(expected.fit() + "");
      }
    }
  }

  @Test
  void nextDemotionIsTheFirstHourAScanFinds() {
    int found = 0;
    for (long seed = SEED; seed < SEED + LIVES / 100; seed++) {
      Random random = new Random(seed);
      RandomRules made = new RandomRules(random);
      LeadPolicy policy = made.policy(BASE);
      LeadProfile profile = made.profile(NOW);
      List<Signal> signals = made.signals(NOW);
      ScoreSummary now = Scoring.score(profile, signals, policy, NOW).summary();
      Threshold threshold = new Threshold(now.score() - random.nextInt(25), Math.max(0, now.fit() - random.nextInt(20)));
      Instant expected = null;
      for (int hour = 1; hour <= policy.scoring().reach().toHours() + 2 && expected == null; hour++) {
        Instant at = NOW.plus(Duration.ofHours(hour));
        expected = Scoring.isBelow(List.of(threshold), profile, signals, policy, at) ? at : null;
      }
      assertThat(Scoring.nextDemotion(profile, signals, policy, NOW, List.of(threshold))).as("seed %d", seed).isEqualTo(expected);
      found += expected == null ? 0 : 1;
    }
    assertThat(found).isGreaterThan(LIVES / 400);
  }

  @Test
  void nextTurnOfAConditionIsTheFirstHourAScanFinds() {
    for (long seed = SEED; seed < SEED + LIVES / 20; seed++) {
      RandomRules made = new RandomRules(new Random(seed));
      LeadProfile profile = made.profile(NOW);
      List<Signal> signals = made.signals(NOW);
      Duration reach = Duration.ofDays(150);
      Condition condition = made.condition(2, reach);
      boolean now = NaiveConditions.holds(condition, profile, signals, NOW);
      Instant expected = null;
      for (int hour = 1; hour <= reach.toHours() + 2 && expected == null; hour++) {
        Instant at = NOW.plus(Duration.ofHours(hour));
        expected = NaiveConditions.holds(condition, profile, signals, at) == now ? null : at;
      }
      assertThat(RuleTurns.next(List.of(condition), profile, signals, NOW,
          at -> Conditions.holds(condition, profile, signals, at) != now)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** What decisions write down while signals come late, twice and voided is what a book of them comes to. */
  @Test
  void decisionExplanationAndBookTellOneScore() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      live(seed);
    }
  }

  private static void live(long seed) {
    Random random = new Random(seed);
    RandomRules made = new RandomRules(random);
    LeadPolicy policy = made.policy(BASE);
    LeadProfile profile = made.profile(NOW);
    Instant now = NOW;
    LeadState state = LeadState.undecided(new LeadId("lead-1"), profile);
    TreeMap<String, Signal> book = new TreeMap<>();
    int row = 1;
    state = decide(state, new LeadEvent(row, "entered", now, now, Principal.SYSTEM, new EventBody.Entered("web", false)), policy,
        now);
    for (Signal signal : made.signals(NOW).stream().limit(14).toList()) {
      now = now.plus(Duration.ofMinutes(random.nextInt(9_000)));
      Instant occurredAt = random.nextBoolean() ? now : signal.occurredAt();
      // The inbox takes an event once, so that one out of reach by now does not come again.
      List<Signal> read = read(state, policy, now);
      String id = random.nextInt(6) == 0 && !read.isEmpty() ? read.get(0).eventId() : signal.eventId();
      Signal known = book.get(id);
      boolean voids = signal.voided();
      EventBody body = voids ? new EventBody.SignalVoided(id, signal.type(), "a machine")
          : new EventBody.Engaged(signal.type(), signal.properties(), random.nextBoolean());
      row++;
      String eventId = voids ? "voided" + row : id;
      state = decide(state, new LeadEvent(row, eventId, occurredAt, now, Principal.SYSTEM, body), policy, now);
      if (voids) {
        book.put(id, known == null ? new Signal(id, signal.type(), occurredAt, signal.properties(), true)
            : new Signal(id, known.type(), known.occurredAt(), known.properties(), true));
      } else {
        book.putIfAbsent(id, new Signal(id, signal.type(), occurredAt, signal.properties(), false));
      }
      if (known != null && (known.voided() || !voids)) {
        continue; // It changes nothing, and is no reason to score anew.
      }
      Numbers expected = NaiveScore.of(policy, profile, book.values(), now);
      assertThat(numbers(state.progress().qualification().score())).as("seed %d, row %d", seed, row).isEqualTo(expected);
      assertThat(Scoring.score(profile, book.values(), policy, now).summary()).as("seed %d, row %d", seed, row)
          .isEqualTo(state.progress().qualification().score());
    }
    Instant any = now.minus(Duration.ofMinutes(random.nextInt(60 * 1_440)));
    assertThat(numbers(Scoring.score(profile, book.values(), policy, any).summary())).as("seed %d", seed)
        .isEqualTo(NaiveScore.of(policy, profile, book.values(), any));
  }

  /** As the record does: signals out of the reach of scoring are not read. */
  private static LeadState decide(LeadState state, LeadEvent event, LeadPolicy policy, Instant now) {
    LeadState read = new LeadState(
        state.leadId(), state.seq(), state.decidedAt(), state.profile(), read(state, policy, now), state.progress());
    SalesDesk desk = new SalesDesk(true, List.of(TestReps.rep("rep-a", "sales")));
    Decision decision = LeadLifecycle.decide(read, List.of(event), policy, desk, now);
    return decision.next();
  }

  private static List<Signal> read(LeadState state, LeadPolicy policy, Instant now) {
    Instant from = (state.decidedAt() == null ? now : state.decidedAt()).minus(policy.scoring().reach());
    return state.signals().stream().filter(signal -> !signal.occurredAt().isBefore(from)).toList();
  }

  private static Numbers numbers(ScoreSummary summary) {
    return new Numbers(summary.score(), summary.engagement(), summary.negative(), summary.fit());
  }

  private static BigDecimal sum(ScoreCard card, Layer layer, Function<Contribution, Double> points) {
    return card.parts().stream().filter(part -> part.layer() == layer)
        .map(part -> BigDecimal.valueOf(points.apply(part)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
