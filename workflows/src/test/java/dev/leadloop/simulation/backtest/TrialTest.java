package dev.leadloop.simulation.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a policy is told to have made of lives. */
class TrialTest {
  private static final LeadPolicy SMALL = TestPolicies.small();
  private static final long SEED = 20_260_302L;
  private static final int LIVES = Integer.getInteger("leadloop.backtest.lives", 120);

  private static final LeadPolicy STRICT = asking(90, List.of());
  private static final LeadPolicy EASY = asking(40, List.of("demo_requested"));

  private static LeadPolicy asking(int score, List<String> requests) {
    return TestPolicies.with(SMALL, TestPolicies.qualification(
        new Threshold(30, 20), new Threshold(score, 40), 5, requests, 40, Duration.ofDays(30)));
  }

  private static Trial.Result tried(Life life, LeadPolicy policy, @Nullable LeadPolicy against) {
    return new Trial(policy, against, version -> SMALL, life.now).of(recorded(life), null);
  }

  private static RecordedLife recorded(Life life) {
    return new RecordedLife(life.state.leadId(), life.turns);
  }

  private static Life read(int pricingPages) {
    Life life = Life.entered(Life.director());
    for (int i = 0; i < pricingPages; i++) {
      life.passes(Duration.ofHours(1)).signal("pricing_page_view");
    }
    return life;
  }

  @Test
  void aLeadThatASofterPolicyHandsOverIsToldWithTheNumbersThatItLacked() {
    Change change = tried(read(2), EASY, null).change();
    assertThat(change).isNotNull();
    assertThat(change.side()).isEqualTo(Side.GAINED);
    assertThat(change.cause()).isEqualTo("the score reached 50");
    assertThat(change.lacking()).containsExactly("score 50 of 80");
    assertThat(change.rules()).as("rules that give the same").isEmpty();
  }

  @Test
  void aLeadThatAStricterPolicyKeepsIsToldWithWhatItWouldLack() {
    Trial.Result result = tried(read(4), asking(200, List.of()), null);
    assertThat(result.side()).isEqualTo(Side.LOST);
    assertThat(result.change()).isNotNull();
    assertThat(result.change().lacking()).containsExactly("score 100 of 200");
    assertThat(result.was().sql()).isNotNull();
    assertThat(result.is().sql()).isNull();
  }

  @Test
  void anOutcomeIsOpenUntilSomebodySaysIt() {
    Life life = read(4);
    assertThat(tried(life, SMALL, null).outcomes().values()).allMatch(outcome -> !outcome.known());
    life.happens(Life.MANAGER, new EventBody.Accepted(0));
    assertThat(tried(life, SMALL, null).outcomes().get(Target.ACCEPTED).good()).isTrue();
    assertThat(tried(life, SMALL, null).outcomes().get(Target.WON).known()).isFalse();
    life.happens(Life.MANAGER, new EventBody.OutcomeReported(Outcome.LOST, BigDecimal.TEN, "EUR", "no_need", false));
    assertThat(tried(life, SMALL, null).outcomes().get(Target.WON).good()).isFalse();
  }

  @Test
  void whatComesBehindTheOutcomeIsNoMerit() {
    Life life = read(4);
    life.happens(Life.MANAGER, new EventBody.Accepted(0));
    life.happens(Life.MANAGER, new EventBody.OutcomeReported(Outcome.WON, BigDecimal.TEN, "EUR", null, false));
    for (int i = 0; i < 6; i++) {
      life.passes(Duration.ofHours(1)).signal("pricing_page_view");
    }
    Trial.Result result = tried(life, asking(200, List.of()), null);
    assertThat(result.is().sql()).as("it would be handed over once it had bought").isNotNull();
    ShardResult counted = ShardResult.of(result, false, 1, ZoneOffset.UTC);
    assertThat(counted.is().held().get(Target.WON).missed()).isEqualTo(1);
    assertThat(counted.is().held().get(Target.WON).found()).isZero();
  }

  /** What an import or a CRM told of counts as what happened, and says that it was told. */
  @Test
  void aHandoffThatWasToldOfTheTimeBeforeHappened() {
    Life life = Life.entered(Life.intern());
    Instant handed = life.now.minus(Duration.ofDays(90));
    life.happens(Life.MARKETING, new EventBody.PastTold(List.of(
        new PastStep(Stage.WON, handed.plus(Duration.ofDays(40)), null, null, null),
        new PastStep(Stage.SALES_QUALIFIED, handed, null, null, null),
        new PastStep(Stage.MQL, handed.minus(Duration.ofDays(2)), null, null, null))));
    Trial.Result result = tried(life, SMALL, null);
    assertThat(result.was().sql()).isNotNull();
    assertThat(result.was().sql().at()).isEqualTo(handed);
    assertThat(result.was().sql().told()).isTrue();
    assertThat(result.was().mql().at()).isEqualTo(handed.minus(Duration.ofDays(2)));
    assertThat(result.is().sql()).as("it is nothing that the policy that is tried decided").isNull();
    assertThat(result.side()).isEqualTo(Side.LOST);
    assertThat(result.change().cause()).startsWith("told of");
    ShardResult counted = ShardResult.of(result, false, 1, ZoneOffset.UTC);
    assertThat(counted.toldSqls()).isEqualTo(1);
    assertThat(counted.was().held().get(Target.WON).found()).isEqualTo(1);
    assertThat(counted.is().held().get(Target.WON).missed()).isEqualTo(1);
  }

  /** Of leads that a file says were won, it says nothing of who was handed over. */
  @Test
  void aHandoffThatNobodyToldIsNotGuessedFromWhatCameOfIt() {
    Life life = Life.entered(Life.intern());
    life.happens(Life.MARKETING, new EventBody.PastTold(List.of(
        new PastStep(Stage.WON, life.now.minus(Duration.ofDays(9)), null, null, null))));
    assertThat(tried(life, SMALL, null).was().sql()).isNull();
    assertThat(tried(life, SMALL, null).outcomes().get(Target.WON).good()).isTrue();
  }

  /** Held against a reading of the journals that knows nothing of courses and tallies. */
  @Test
  void theCountsAreThoseOfALookAtEachLife() {
    Adding sum = new Adding();
    long[] held = new long[6];
    long sqls = 0;
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      Instant handed = first(life, Stage.SALES_QUALIFIED);
      Instant accepted = ended(life, true);
      Instant rejected = ended(life, false);
      boolean past = !life.written(JournalEntry.PastNoted.class).isEmpty();
      if (past) {
        continue;
      }
      sum.add(ShardResult.of(tried(life, STRICT, null), false, 1, ZoneOffset.UTC));
      sqls += handed == null ? 0 : 1;
      Instant known = accepted == null ? rejected : accepted;
      boolean foreseen = handed != null && (known == null || !handed.isAfter(known));
      held[accepted != null ? foreseen ? 0 : 2 : rejected != null ? foreseen ? 1 : 3 : foreseen ? 4 : 5]++;
    }
    Tally was = sum.sum().was();
    Tally.Held of = was.held().get(Target.ACCEPTED);
    assertThat(was.sqls()).isEqualTo(sqls);
    assertThat(List.of(of.found(), of.wrong(), of.missed(), of.spared(), of.openFound(), of.openSpared()))
        .containsExactly(held[0], held[1], held[2], held[3], held[4], held[5]);
    assertThat(held).as("every kind is there but one: nobody is answered who was not handed over").contains(0L);
  }

  @Test
  void anyOrderAndAnyCuttingAddUpToTheSame() {
    List<ShardResult> ones = new ArrayList<>();
    for (long seed = SEED; seed < SEED + LIVES / 3; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      ones.add(ShardResult.of(tried(life, EASY, STRICT), false, 1, ZoneOffset.UTC));
    }
    ShardResult whole = ones.stream().reduce(ShardResult.NONE, ShardResult::plus);
    Random random = new Random(1);
    for (int run = 0; run < 20; run++) {
      Collections.shuffle(ones, random);
      Adding shards = new Adding();
      for (int from = 0; from < ones.size();) {
        int to = Math.min(ones.size(), from + 1 + random.nextInt(20));
        Adding shard = new Adding();
        ones.subList(from, to).forEach(shard::add);
        shards.add(shard.sum());
        from = to;
      }
      assertThat(shards.sum()).isEqualTo(whole);
      assertThat(shards.sum().toString()).as("in the same order, too").isEqualTo(whole.toString());
    }
  }

  private static @Nullable Instant first(Life life, Stage stage) {
    return life.turns.stream()
        .filter(turn -> turn.journal().stream().anyMatch(entry ->
            entry instanceof JournalEntry.StageChanged change && change.to() == stage))
        .map(RecordedLife.Turn::at).findFirst().orElse(null);
  }

  private static @Nullable Instant ended(Life life, boolean accepted) {
    return life.written(JournalEntry.CycleEnded.class).stream().map(JournalEntry.CycleEnded::end)
        .filter(end -> accepted == end.how().name().equals("ACCEPTED")
            && List.of("ACCEPTED", "REJECTED", "RETURNED").contains(end.how().name()))
        .map(end -> end.at()).min(Instant::compareTo).orElse(null);
  }
}
