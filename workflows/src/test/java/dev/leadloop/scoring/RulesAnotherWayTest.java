package dev.leadloop.scoring;

import static dev.leadloop.scoring.ScoringFixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.TestPolicies;
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
  private static final int LIVES = Integer.getInteger("leadloop.scoring.lives", 2_000);
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
      assertThat(NaiveScore.of(card.summary())).as("seed %d", seed).isEqualTo(expected);
      assertThat(new QualifyingNumbers(profile, Scoring.counting(signals, at), ScoreRules.of(policy), at, null)
          .of(QualifyingNumber.SCORE))
          .as("seed %d", seed)
          .isEqualTo(expected.score());
      for (Function<Contribution, Double> points : List.<Function<Contribution, Double>>of(
          Contribution::counted, Contribution::decayed)) {
        assertThat(sum(card, Layer.ENGAGEMENT, points)).as("seed %d", seed).isEqualByComparingTo(expected.engagement() + "");
        assertThat(sum(card, Layer.NEGATIVE, points)).as("seed %d", seed).isEqualByComparingTo(expected.negative() + "");
        assertThat(sum(card, Layer.FIT, points)).as("seed %d", seed).isEqualByComparingTo(expected.fit() + "");
        assertThat(sum(card, Layer.PRODUCT, points)).as("seed %d", seed).isEqualByComparingTo(expected.product() + "");
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
      assertThat(Scoring.nextDemotion(profile, signals, policy, NOW, Instant.MAX, List.of(threshold))).as("seed %d", seed)
          .isEqualTo(expected);
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
      assertThat(RuleTurns.next(List.of(condition), profile, signals, NOW, Instant.MAX,
          at -> Conditions.holds(condition, profile, signals, at) != now)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /**
   * What decisions write down, the explained score, the numbers alone and what a book of all that was told comes to, counted
   * another way: while signals come late, twice and voided, facts change, and the lead is moved to another policy and back.
   */
  @Test
  void decisionExplanationAndBookTellOneScore() {
    int compared = 0;
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      compared += new Book(seed).live();
    }
    System.out.println(LIVES + " lives from seed " + SEED + ", " + compared + " scores compared");
    assertThat(compared).isGreaterThan(LIVES * 4);
  }

  /** All that one lead's decisions were told. */
  private static final class Book {
    final long seed;
    final Random random;
    final RandomRules made;
    final List<LeadPolicy> versions;
    final TreeMap<String, Signal> signals = new TreeMap<>();
    LeadPolicy policy;
    LeadProfile profile;
    LeadState state;
    Instant now = NOW;
    int row;

    Book(long seed) {
      this.seed = seed;
      random = new Random(seed);
      made = new RandomRules(random);
      versions = List.of(made.policy(BASE, 1), made.policy(BASE, 2));
      policy = versions.get(0);
      profile = made.profile(NOW);
      state = LeadState.undecided(new LeadId("lead-1"), profile);
    }

    int live() {
      int compared = 0;
      decide("entered", now, new EventBody.Entered("web", false));
      for (Signal signal : made.signals(NOW).stream().limit(14).toList()) {
        now = now.plus(Duration.ofMinutes(random.nextInt(9_000)));
        boolean scored = switch (random.nextInt(8)) {
          case 0 -> becomes(made.profile(NOW));
          case 1 -> moves(versions.get(policy.version() % 2));
          default -> happens(signal);
        };
        compared += scored ? compare() : 0;
      }
      Instant any = now.minus(Duration.ofMinutes(random.nextInt(60 * 1_440)));
      assertThat(NaiveScore.of(Scoring.score(profile, signals.values(), policy, any).summary())).as("seed %d", seed)
          .isEqualTo(NaiveScore.of(policy, profile, signals.values(), any));
      return compared + 1;
    }

    private int compare() {
      ScoreSummary decided = state.progress().qualification().score();
      assertThat(NaiveScore.of(decided)).as("seed %d, row %d", seed, row)
          .isEqualTo(NaiveScore.of(policy, profile, signals.values(), now));
      assertThat(Scoring.score(profile, signals.values(), policy, now).summary()).as("seed %d, row %d", seed, row)
          .isEqualTo(decided);
      assertThat(Scoring.summary(profile, signals.values(), policy, now)).as("seed %d, row %d", seed, row).isEqualTo(decided);
      return 1;
    }

    private boolean becomes(LeadProfile other) {
      profile = other;
      decide("facts" + row, now, new EventBody.ProfileChanged(random.nextBoolean()));
      return true;
    }

    private boolean moves(LeadPolicy other) {
      policy = other;
      decide("rollout" + row, now, new EventBody.RolledOut(other.version()));
      return true;
    }

    /** A signal, or word that it was a machine's; false where that changes nothing. */
    private boolean happens(Signal signal) {
      Instant occurredAt = random.nextBoolean() ? now : signal.occurredAt();
      // The inbox takes an event once, so that one out of reach by now does not come again.
      List<Signal> read = read();
      String id = random.nextInt(6) == 0 && !read.isEmpty() ? read.get(0).eventId() : signal.eventId();
      Signal known = signals.get(id);
      boolean voids = signal.voided();
      decide(voids ? "voided" + row : id, occurredAt, voids ? new EventBody.SignalVoided(id, signal.type(), "a machine")
          : new EventBody.Engaged(signal.type(), signal.properties(), random.nextBoolean()));
      if (voids) {
        signals.put(id, known == null ? new Signal(id, signal.type(), occurredAt, signal.properties(), true)
            : new Signal(id, known.type(), known.occurredAt(), known.properties(), true));
      } else {
        signals.putIfAbsent(id, new Signal(id, signal.type(), occurredAt, signal.properties(), false));
      }
      return known == null || (!known.voided() && voids);
    }

    private void decide(String eventId, Instant occurredAt, EventBody body) {
      row++;
      LeadEvent event = new LeadEvent(row, eventId, occurredAt, now, Principal.SYSTEM, body);
      LeadState known =
          new LeadState(state.leadId(), state.seq(), state.decidedAt(), profile, read(), state.progress());
      SalesDesk desk = new SalesDesk(true, List.of(TestReps.rep("rep-a", "sales")));
      state = LeadLifecycle.decide(known, List.of(event), policy, desk, now).next();
    }

    /** As the record does: signals out of the reach of scoring are not read. */
    private List<Signal> read() {
      Instant from = (state.decidedAt() == null ? now : state.decidedAt()).minus(policy.reach());
      return signals.values().stream().filter(signal -> !signal.occurredAt().isBefore(from)).toList();
    }
  }

  private static BigDecimal sum(ScoreCard card, Layer layer, Function<Contribution, Double> points) {
    return card.parts().stream().filter(part -> part.layer() == layer)
        .map(part -> BigDecimal.valueOf(points.apply(part)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
