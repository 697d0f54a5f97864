package dev.leadloop.advice;

import dev.leadloop.advice.Fragments.Fragment;
import dev.leadloop.advice.Trial.Numbers;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest things that bring a lead to a stage: every one thing, every two and every three that may do, by the most
 * that each may bring; where no three do, the way that is nearest each time. What is told was tried by the rules of the lead's
 * life, and so was leaving out each part.
 */
final class StepSearch {
  /** Up to so many things at once all combinations are looked at. */
  static final int ALL_OF = 3;
  private static final int MOST_STEPS = 3;
  private static final int MOST_TRIES = 24;

  private final Trial trial;
  private final QualificationRules rules;
  private final StepJudge judge;
  private final Combinations combinations;
  private final LongSteps longSteps;
  private final int mostCombined;
  private final Map<Thing, int[]> brings = new IdentityHashMap<>();

  /**
   * Things to be tried together.
   *
   * @param missing how much would be missing if each brought as much as it does alone
   */
  private record Candidate(List<Thing> things, int missing, int points) {
    List<Move> moves() {
      return Together.of(things);
    }
  }

  /**
   * For one lead.
   *
   * @param most how many guesses may be counted at most
   */
  StepSearch(Trial trial, LeadPolicy policy, List<Fragment> fragments, int most) {
    this.trial = trial;
    this.rules = policy.qualification();
    this.judge = new StepJudge(trial, rules, most);
    Gains gains = new Gains(trial, policy, judge.base());
    List<Thing> things = Things.of(trial, policy, gains, fragments);
    this.combinations = new Combinations(gains, things);
    this.longSteps = new LongSteps(judge, combinations, fragments);
    this.mostCombined = 6 * most;
  }

  /** The numbers as they are. */
  Numbers base() {
    return judge.base();
  }

  /** The ways to a stage, in the policy's order. */
  List<Threshold> ways(Stage goal) {
    return goal == Stage.MQL ? rules.marketing() : rules.sql();
  }

  /** The ways by which a lead comes to a stage: to an MQL also by a way to an SQL that asks for less of something. */
  private Stream<Threshold> leading(Stage goal) {
    List<Threshold> ways = ways(goal);
    return goal == Stage.MQL
        ? Stream.concat(ways.stream(), rules.sql().stream().filter(sql -> ways.stream().noneMatch(way -> asksNoMore(way, sql))))
        : ways.stream();
  }

  private static boolean asksNoMore(Threshold way, Threshold than) {
    return way.least().entrySet().stream().allMatch(asked -> asked.getValue() <= than.of(asked.getKey()));
  }

  /** The way to a stage to which least is missing; null where the policy has none. */
  @Nullable Threshold nearest(Stage goal) {
    return ways(goal).stream().min(Comparator.comparingInt(base()::missing)).orElse(null);
  }

  /** Whether a step brings all that a way asks for. */
  boolean isOf(Threshold way, NextStep step) {
    return judge.isOf(way, step.moves());
  }

  /**
   * The smallest steps to a stage, the smallest first: as few things as can be, and of as many the more everyday. One of them is
   * a step of the nearest way, where there is one.
   */
  List<NextStep> to(Stage goal) {
    List<Lack> lacks = new ArrayList<>();
    if (goal == Stage.SALES_QUALIFIED) {
      lacks.addAll(requests());
    }
    leading(goal).forEach(way -> lacks.add(Lack.of(way, base())));
    List<NextStep> found = new ArrayList<>();
    search(goal, lacks, null, MOST_STEPS, found);
    Threshold nearest = nearest(goal);
    if (nearest != null && found.stream().noneMatch(step -> isOf(nearest, step))) {
      List<NextStep> one = new ArrayList<>();
      search(goal, List.of(Lack.of(nearest, base())), nearest, 1, one);
      if (!one.isEmpty()) {
        NextStep step = one.get(0);
        found.removeIf(known -> Together.covers(known.moves(), step));
        found = new ArrayList<>(found.subList(0, Math.min(found.size(), MOST_STEPS - 1)));
        found.add(step);
      }
    }
    found.sort(Comparator.comparingInt(NextStep::size));
    return found;
  }

  /** A request of its own with what it takes to fit; and without one, where a request waits for that. */
  private List<Lack> requests() {
    if (rules.directIntent().isEmpty()) {
      return List.of();
    }
    Lack fit = Lack.of(judge.fitting(), base());
    return trial.isInReview() ? List.of(fit.withRequest(), fit) : List.of(fit.withRequest());
  }

  private void search(Stage goal, List<Lack> lacks, @Nullable Threshold way, int most, List<NextStep> found) {
    judge.keepOneIn(2);
    int largest = ALL_OF;
    for (int size = 1; size <= largest && found.size() < most; size++) {
      tried(together(size, lacks).stream().map(Candidate::moves), goal, way, most, found);
      largest = found.isEmpty() ? ALL_OF : Math.min(ALL_OF, found.get(0).size() + 1);
    }
    if (found.isEmpty()) {
      judge.keepOneIn(4);
      tried(lacks.stream().map(longSteps::of).filter(Objects::nonNull), goal, way, most, found);
    }
  }

  /** What so many things may do on some way: first what does if each brings what it does alone, of that fewest points. */
  private List<Candidate> together(int size, List<Lack> lacks) {
    List<Candidate> candidates = new ArrayList<>();
    for (Lack lack : lacks) {
      for (List<Thing> things : combinations.of(size, lack.points(), mostCombined, 10L * mostCombined)) {
        int points = 0;
        for (Thing thing : things) {
          points += thing.points();
        }
        candidates.add(new Candidate(things, size == 1 ? 0 : expected(things, lack), points));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::missing).thenComparingInt(Candidate::points));
    return candidates;
  }

  private int expected(List<Thing> things, Lack lack) {
    int[] sum = new int[lack.points().length];
    for (Thing thing : things) {
      int[] alone = brings.computeIfAbsent(thing, one -> alone(one, lack));
      for (int number = 0; number < sum.length; number++) {
        sum[number] += alone[number];
      }
    }
    return lack.missing(sum);
  }

  /** What a thing brings alone, counted where there are guesses to spare. */
  private int[] alone(Thing thing, Lack lack) {
    Numbers then = combinations.things() < judge.left() ? judge.then(List.of(thing.move())) : null;
    if (then == null) {
      return combinations.expected(thing);
    }
    int[] more = new int[lack.points().length];
    lack.add(more, then, base());
    return more;
  }

  /**
   * Adds to what was found.
   *
   * @param way by which a step is to go; null for any
   */
  private void tried(Stream<List<Move>> candidates, Stage goal, @Nullable Threshold way, int most, List<NextStep> found) {
    int tries = 0;
    for (Iterator<List<Move>> all = candidates.iterator(); all.hasNext() && found.size() < most && tries < MOST_TRIES;) {
      List<Move> moves = all.next();
      if (found.stream().noneMatch(step -> Together.covers(moves, step) || judge.isSameRequest(step, moves))
          && mayDo(goal, moves)) {
        tries++;
        if (judge.isStepTo(goal, moves)) {
          NextStep step = judge.step(judge.reduced(moves, goal));
          if ((way == null || isOf(way, step))
              && found.stream().noneMatch(known -> Together.covers(step.moves(), known))) {
            found.add(step);
          }
        }
      }
    }
  }

  /** Whether the numbers are all there; whether that makes it ready is judged by its whole life. */
  private boolean mayDo(Stage goal, List<Move> moves) {
    Numbers then = judge.then(moves);
    return then != null && (leading(goal).anyMatch(way -> then.missing(way) == 0)
        || goal == Stage.SALES_QUALIFIED && then.of(QualifyingNumber.FIT) >= rules.directIntentFit()
            && (trial.isInReview() || judge.asks(moves)));
  }
}
