package dev.leadloop.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.TestReps;
import dev.leadloop.scoring.RandomRules;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.scoring.Scoring;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each step that is told does what it says when it happens by the door, and does not without any part of it. */
class OutlooksPropertiesTest {
  private static final int LIVES = Integer.getInteger("leadloop.outlook.lives", 150);
  private static final Instant NOW = LeadAtTheDoor.NOW;
  private final Map<Stage, Integer> told = new HashMap<>();
  private int atOnce;

  @Test
  void everyStepUnderRandomRulesCrossesAndIsMinimal() {
    for (int seed = 0; seed < LIVES; seed++) {
      check("seed " + seed, LeadAtTheDoor.random(seed));
    }
    System.out.println("steps told under random rules: " + told);
    assertThat(told.getOrDefault(Stage.MQL, 0)).as("steps to MQL").isGreaterThan(LIVES / 4);
    assertThat(told.getOrDefault(Stage.SALES_QUALIFIED, 0)).as("steps to SQL").isGreaterThan(LIVES / 4);
    assertThat(atOnce).as("steps to an MQL that make an SQL at once").isGreaterThan(LIVES / 40);
  }

  /** Every one thing there is, tried by the door: where one does, one is told. */
  @Test
  void whereOneThingMakesItReadyOneThingIsTold() {
    int done = 0;
    int atOnceAlone = 0;
    for (int seed = 0; seed < LIVES; seed++) {
      LeadAtTheDoor lead = LeadAtTheDoor.random(seed);
      LeadState state = lead.state();
      if (Objects.requireNonNull(state.progress()).stage() != Stage.NURTURING) {
        continue;
      }
      List<Stage> brought = single(lead.policy(), state.profile()).stream()
          .map(move -> lead.stage(List.of(move))).filter(stage -> LeadAtTheDoor.ready(stage, Stage.MQL)).toList();
      if (!brought.isEmpty()) {
        done++;
        atOnceAlone += brought.contains(Stage.MQL) ? 0 : 1;
        Outlook.Goal goal = Outlooks.of(state, null, lead.policy(), NOW).goals().get(0);
        assertThat(goal.to()).isEqualTo(Stage.MQL);
        assertThat(goal.steps()).as("seed %d: one thing does", seed).isNotEmpty();
        assertThat(goal.steps().get(0).size()).as("seed %d: one thing does", seed).isEqualTo(1);
      }
    }
    System.out.println("one thing does for " + done + " leads, of which to an SQL at once alone for " + atOnceAlone);
    assertThat(done).isGreaterThan(LIVES / 20);
    assertThat(atOnceAlone).isPositive();
  }

  /** Every one thing there is: where one does on the way that is named, a step of that way is told. */
  @Test
  void nearestWayThatIsNamedHasAStepWhereOneThingDoes() {
    Map<QualifiedBy, Integer> named = new HashMap<>();
    for (int seed = 0; seed < LIVES / 4; seed++) {
      Random random = new Random(seed);
      LeadAtTheDoor lead = LeadAtTheDoor.random(random);
      LeadState state = lead.state();
      LeadPolicy policy = lead.policy();
      for (Outlook.Goal goal : Outlooks.of(state, null, policy, NOW).goals()) {
        Threshold nearest = ways(goal.to(), policy).stream()
            .min(Comparator.comparingInt(way -> lacking(way, state, policy))).orElseThrow();
        boolean one = single(policy, state.profile()).stream().map(move -> lead.then(List.of(move)))
            .anyMatch(then -> LeadAtTheDoor.ready(Objects.requireNonNull(then.progress()).stage(), goal.to())
                && lacking(nearest, then, policy) == 0);
        if (one) {
          named.merge(nearest.by(), 1, Integer::sum);
          assertThat(goal.steps()).as("seed %d: %s to %s", seed, nearest, goal.to())
              .anyMatch(step -> lacking(nearest, lead.then(step.moves()), policy) == 0);
        }
      }
    }
    System.out.println("one thing does on the nearest way: " + named);
    assertThat(named.getOrDefault(QualifiedBy.SCORE, 0)).isGreaterThan(LIVES / 200);
  }

  private static List<Threshold> ways(Stage goal, LeadPolicy policy) {
    return goal == Stage.MQL ? policy.qualification().marketing() : policy.qualification().sql();
  }

  private static int lacking(Threshold way, LeadState state, LeadPolicy policy) {
    ScoreSummary numbers = Scoring.score(state.profile(), state.signals(), policy, NOW).summary();
    return way.least().entrySet().stream()
        .mapToInt(asked -> Math.max(0, asked.getValue() - numbers.of(asked.getKey(), state.profile()))).sum();
  }

  /** Signals without properties that are no request of its own, and facts that are not known. */
  private static List<Move> single(LeadPolicy policy, LeadProfile profile) {
    List<Move> all = new ArrayList<>();
    Stream.concat(policy.scoring().rules().stream(), policy.product().rules().stream())
        .map(ScoringRules.SignalRule::signalType).distinct()
        .filter(type -> !policy.qualification().directIntent().contains(type))
        .forEach(type -> all.add(new Move.Does(type, Map.of(), 1, type)));
    Map.of("country", List.of("DE", "FR", "US"), "companySize", List.of("10", "60", "700"), "answers.budget",
        List.of("yes", "no"))
        .forEach((fact, values) -> {
          if (profile.fact(fact) == null) {
            values.forEach(value -> all.add(new Move.Learned(fact, value, fact)));
          }
        });
    return all;
  }

  @Test
  void everyStepOfRandomLivesCrossesAndIsMinimal() {
    for (int seed = 0; seed < LIVES; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      life.decide(List.of());
      check("life " + seed, new LeadAtTheDoor(life.state, life.policy, life.now));
    }
    System.out.println("steps told of random lives: " + told);
    assertThat(told.getOrDefault(Stage.SALES_QUALIFIED, 0)).isGreaterThan(LIVES / 10);
  }

  private void check(String what, LeadAtTheDoor lead) {
    LeadState state = lead.state();
    LeadPolicy policy = lead.policy();
    Instant now = lead.now();
    Outlook outlook = Outlooks.of(state, null, policy, now);
    assertThat(Outlooks.of(state, null, policy, now)).as(what + ": the same again").isEqualTo(outlook);
    for (Outlook.Goal goal : outlook.goals()) {
      waysAreThoseOfThePolicy(what, goal, state, policy, now);
      assertThat(goal.steps()).as(what).hasSizeLessThanOrEqualTo(3);
      for (NextStep step : goal.steps()) {
        told.merge(goal.to(), 1, Integer::sum);
        String step1 = what + ": " + step.inWords();
        Stage reached = lead.stage(step.moves());
        assertThat(LeadAtTheDoor.ready(reached, goal.to())).as(step1 + " reaches " + reached).isTrue();
        assertThat(step.reaches()).as(step1).isEqualTo(reached);
        assertThat(step.changeInWords(goal.to()).endsWith("an SQL at once")).as(step1).isEqualTo(reached != goal.to());
        atOnce += reached == goal.to() ? 0 : 1;
        for (int i = 0; i < step.moves().size(); i++) {
          for (List<Move> without : without(step.moves(), i)) {
            assertThat(LeadAtTheDoor.ready(lead.stage(without), goal.to())).as(step1 + " without part " + i).isFalse();
          }
        }
      }
    }
  }

  /** The moves with one thing of that move less, each way it can be. */
  private static List<List<Move>> without(List<Move> moves, int index) {
    List<List<Move>> all = new ArrayList<>();
    List<Move> none = new ArrayList<>(moves);
    Move whole = none.remove(index);
    for (Move less : whole.less()) {
      List<Move> fewer = new ArrayList<>(moves);
      fewer.set(index, less);
      all.add(fewer);
    }
    return all.isEmpty() ? List.of(none) : all;
  }

  private static void waysAreThoseOfThePolicy(
      String what, Outlook.Goal goal, LeadState state, LeadPolicy policy, Instant now) {
    ScoreSummary numbers = Scoring.score(state.profile(), state.signals(), policy, now).summary();
    List<Threshold> ways =
        goal.to() == Stage.MQL ? policy.qualification().marketing() : policy.qualification().sql();
    assertThat(goal.ways()).as(what).extracting(Outlook.Way::by).isEqualTo(ways.stream().map(Threshold::by).toList());
    for (int i = 0; i < ways.size(); i++) {
      Map<QualifyingNumber, Integer> lacking = new HashMap<>(ways.get(i).least());
      lacking.entrySet().removeIf(asked -> numbers.of(asked.getKey(), state.profile()) >= asked.getValue());
      assertThat(goal.ways().get(i).missing()).as(what + " way " + i).containsExactlyInAnyOrderElementsOf(
          lacking.entrySet().stream()
              .map(asked -> new Outlook.Missing(
                  asked.getKey(), numbers.of(asked.getKey(), state.profile()), asked.getValue()))
              .toList());
    }
    assertThat(goal.ways()).as(what).extracting(Outlook.Way::missing).contains(goal.missing());
  }
}
