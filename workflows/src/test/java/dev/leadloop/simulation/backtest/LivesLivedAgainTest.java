package dev.leadloop.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A life that is lived again by the policy it was lived by takes the same turns at the same instants. More lives with
 * {@code -Dleadloop.backtest.lives=...}.
 */
class LivesLivedAgainTest {
  private static final int LIVES = Integer.getInteger("leadloop.backtest.lives", 240);
  private static final long FIRST_SEED = Long.getLong("leadloop.model.seed", 20_260_302L);
  private static final Duration AS_LATE_AS_IT_WAS = Duration.ofDays(100_000);

  private record Turned(Instant at, JournalEntry.StageChanged change) {}

  @Test
  void thePolicyThatItWasLivedByGivesTheLifeThatItWas() {
    Set<Stage> visited = EnumSet.noneOf(Stage.class);
    int late = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      List<Turned> was = recorded(life.turns);
      was.forEach(turned -> visited.add(turned.change().to()));
      late += (int) life.turns.stream().flatMap(turn -> turn.events().stream())
          .filter(event -> event.occurredAt().isBefore(event.recordedAt())).count();
      assertThat(again(life, new Rules.Always(TestPolicies.small()))).as("seed " + seed).isEqualTo(was);
    }
    assertThat(visited).as("stages of the lives").contains(Stage.values());
    assertThat(late).as("events that were recorded later than they happened").isGreaterThan(LIVES);
  }

  @Test
  void soDoTheVersionsThatItWasLivedBy() {
    LeadPolicy strict = strict();
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES / 4; seed++) {
      Random random = new Random(seed);
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      life.rolledOut(strict);
      for (int i = 0; i < 10; i++) {
        life.passes(Duration.ofHours(random.nextInt(200)));
        life.signal(random.nextBoolean() ? "pricing_page_view" : "ebook_download");
        life.happens(Life.MANAGER, RandomLivesTest.body(random, 0, life.now));
      }
      Rules asLived = version -> version == 2 ? strict : TestPolicies.small();
      assertThat(again(life, asLived)).as("seed " + seed).isEqualTo(recorded(life.turns));
    }
  }

  /** What is looked for only as far as it is needed is found where a look as far as can be finds it. */
  @Test
  void whatIsDueUntilThenIsToldAsWhatIsDueAtAll() {
    int found = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES / 3; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      Due whole = LeadLifecycle.decide(life.state, List.of(), life.policy, life.desk, life.now).due();
      for (int days = 1; days < 400; days += 37) {
        Instant until = life.now.plus(Duration.ofDays(days)).plusSeconds(seed % 3_600);
        Due near = LeadLifecycle.decide(life.state, List.of(), life.policy, life.desk, life.now, until).due();
        if (whole == null || whole.at().isAfter(until)) {
          assertThat(near == null || near.at().isAfter(until)).as("seed " + seed).isTrue();
        } else {
          assertThat(near).as("seed " + seed).isEqualTo(whole);
          found++;
        }
      }
    }
    assertThat(found).isGreaterThan(LIVES / 4);
  }

  @Test
  void anotherPolicyGivesAnother() {
    int other = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 100; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      other += again(life, new Rules.Always(strict())).equals(recorded(life.turns)) ? 0 : 1;
    }
    assertThat(other).as("lives that are another by a policy that asks for more").isBetween(10, 99);
  }

  @Test
  void whatIsRecordedLaterChangesNothingThatWasDecidedBefore() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES / 4; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      List<RecordedLife.Turn> turns = life.turns;
      int cut = 1 + new Random(seed).nextInt(turns.size() - 1);
      Instant then = turns.get(cut).at();
      List<RecordedLife.Turn> spoilt = new ArrayList<>(turns.subList(0, cut));
      spoilt.addAll(turns.subList(cut, turns.size()).stream().map(LivesLivedAgainTest::told).toList());
      for (LeadPolicy policy : List.of(TestPolicies.small(), strict())) {
        assertThat(before(then, lived(life, spoilt, policy))).as("seed " + seed)
            .isEqualTo(before(then, lived(life, turns, policy)));
      }
    }
  }

  /** The same turn, by which something is told that happened long before, and other facts become known. */
  private static RecordedLife.Turn told(RecordedLife.Turn turn) {
    List<LeadEvent> events = turn.events().stream()
        .map(event -> new LeadEvent(
            event.row(), event.eventId(), event.occurredAt().minus(Duration.ofDays(60)), event.recordedAt(), event.by(),
            event.body()))
        .toList();
    return new RecordedLife.Turn(turn.at(), turn.policyVersion(),
        turn.profile().equals(Life.intern()) ? Life.director() : Life.intern(), events, turn.applied(), turn.journal());
  }

  private static List<Turned> before(Instant then, List<Turned> turned) {
    return turned.stream().filter(one -> one.at().isBefore(then)).toList();
  }

  private static List<Turned> again(Life life, Rules rules) {
    return lived(life, life.turns, rules);
  }

  private static List<Turned> lived(Life life, List<RecordedLife.Turn> turns, LeadPolicy policy) {
    return lived(life, turns, new Rules.Always(policy));
  }

  private static List<Turned> lived(Life life, List<RecordedLife.Turn> turns, Rules rules) {
    List<Turned> again = new ArrayList<>();
    LivingAgain.live(new RecordedLife(life.state.leadId(), turns), rules, life.now, AS_LATE_AS_IT_WAS, moment ->
        moment.decision().journal().forEach(noted -> {
          if (noted.entry() instanceof JournalEntry.StageChanged change) {
            again.add(new Turned(moment.decision().at(), change));
          }
        }));
    return again;
  }

  private static LeadPolicy strict() {
    LeadPolicy asking = TestPolicies.with(
        TestPolicies.small(),
        TestPolicies.qualification(new Threshold(40, 20), new Threshold(110, 40), 5, List.of("demo_requested"), 50,
            Duration.ofDays(3)));
    return asVersion(asking, 2);
  }

  private static List<Turned> recorded(List<RecordedLife.Turn> turns) {
    List<Turned> was = new ArrayList<>();
    turns.forEach(turn -> turn.journal().forEach(entry -> {
      if (entry instanceof JournalEntry.StageChanged change) {
        was.add(new Turned(turn.at(), change));
      }
    }));
    return was;
  }

  private static LeadPolicy asVersion(LeadPolicy p, int version) {
    return new LeadPolicy(version, p.contentHash(), p.name(), p.scoring(), p.product(), p.account(), p.fit(), p.negatives(),
        p.qualification(), p.sequences(), p.tracks(), p.calendars(), p.sla(), p.routing(), p.dispositions(), p.recycle(),
        p.afterAcceptance(), p.consent(), p.review(), p.nurture());
  }
}
