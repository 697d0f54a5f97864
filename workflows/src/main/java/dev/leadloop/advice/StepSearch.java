package dev.leadloop.advice;

import dev.leadloop.advice.Fragments.Fragment;
import dev.leadloop.advice.Routes.Route;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest things that bring a lead to a stage, way by way: every one thing, every two and every three that may do,
 * by the most that each may bring; where no three do, some of more, then what brings most each time. What is told was tried by
 * the rules of the lead's life, and so was leaving out each part.
 */
final class StepSearch {
  /** Up to so many things at once all combinations are looked at. */
  static final int ALL_OF = 3;
  /** Of so many things some are looked at. */
  private static final int SOME_OF = 5;
  private static final int MOST_STEPS = 3;
  private static final int MOST_TRIES = 24;

  private final Trial trial;
  private final QualificationRules rules;
  private final StepJudge judge;
  private final Routes routes;
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
    this.judge = new StepJudge(trial, policy, most);
    Numbers hoped = trial.hopedNumbers();
    this.routes = new Routes(trial, policy, judge, hoped);
    Gains gains = new Gains(trial, policy, hoped);
    List<Thing> things = Things.of(trial, policy, gains, fragments);
    this.combinations = new Combinations(gains, things);
    this.longSteps = new LongSteps(judge, combinations, fragments);
    this.mostCombined = 6 * most;
  }

  /** The ways to a stage. */
  Routes routes() {
    return routes;
  }

  /** The numbers as they are. */
  Numbers base() {
    return judge.base();
  }

  /** Whether a step brings all that a way asks for. */
  boolean isOf(Threshold way, NextStep step) {
    return judge.isOf(way, step.moves());
  }

  /**
   * The smallest steps to a stage, the smallest first: of each way that few things lead to its smallest, then the next. One of
   * them is a step of the nearest way, where there is one.
   *
   * @param goals how many are yet to be looked for, this one among them
   */
  List<NextStep> to(Stage goal, int goals) {
    judge.keepOf(goals);
    Threshold nearest = routes.nearest(goal);
    List<Route> all = routes.to(goal);
    List<NextStep> found = new ArrayList<>();
    for (int size = 1; size <= ALL_OF; size++) {
      search(goal, all, size, found);
    }
    List<Route> longer = all.stream()
        .filter(route -> found.isEmpty() || route.way() != null && route.way().equals(nearest))
        .filter(route -> found.stream().noneMatch(step -> routes.isOf(route, step)))
        .toList();
    for (int i = 0; i < longer.size(); i++) {
      judge.keepWithin(longer.size() - i);
      longer(goal, longer.get(i), found);
    }
    return chosen(all, nearest, found);
  }

  private void search(Stage goal, List<Route> all, int size, List<NextStep> found) {
    for (int i = 0; i < all.size(); i++) {
      Route route = all.get(i);
      int smallest = found.stream().filter(step -> routes.isOf(route, step)).mapToInt(NextStep::size).min().orElse(size);
      if (size <= smallest + 1) {
        judge.keepWithin((ALL_OF + 1 - size) * all.size() - i + 1);
        tried(together(size, route), goal, route, found);
      }
    }
  }

  /** Some combinations of a few more things, and where these do nothing, what brings most each time. */
  private void longer(Stage goal, Route route, List<NextStep> found) {
    for (int size = ALL_OF + 1; size <= SOME_OF && found.stream().noneMatch(step -> routes.isOf(route, step)); size++) {
      tried(together(size, route), goal, route, found);
    }
    if (found.stream().noneMatch(step -> routes.isOf(route, step))) {
      List<Move> moves = route.way() == null ? null : longSteps.of(Lack.of(route.way(), base()));
      if (moves != null && !moves.isEmpty()) {
        tried(List.of(moves), goal, route, found);
      }
    }
  }

  /** Each way's smallest, that of the nearest among them, then the others by size. */
  private List<NextStep> chosen(List<Route> all, @Nullable Threshold nearest, List<NextStep> found) {
    found.sort(Comparator.comparingInt(NextStep::size));
    Set<NextStep> chosen = new LinkedHashSet<>();
    first(found, step -> nearest != null && judge.isOf(nearest, step.moves())).ifPresent(chosen::add);
    all.stream().flatMap(route -> first(found, step -> routes.isOf(route, step)).stream())
        .sorted(Comparator.comparingInt(NextStep::size))
        .filter(step -> chosen.size() < MOST_STEPS)
        .forEach(chosen::add);
    found.stream().filter(step -> chosen.size() < MOST_STEPS).forEach(chosen::add);
    return chosen.stream().sorted(Comparator.comparingInt(NextStep::size)).toList();
  }

  private static Optional<NextStep> first(List<NextStep> found, Predicate<NextStep> which) {
    return found.stream().filter(which).findFirst();
  }

  /** What so many things may do on a way: first what does if each brings what it does alone, of that fewest points. */
  private List<List<Move>> together(int size, Route route) {
    List<Candidate> candidates = new ArrayList<>();
    for (Lack lack : route.lacks()) {
      for (List<Thing> things : combinations.of(size, lack.points(), mostCombined, 10L * mostCombined)) {
        int points = 0;
        for (Thing thing : things) {
          points += thing.points();
        }
        candidates.add(new Candidate(things, size == 1 ? 0 : expected(things, lack), points));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::missing).thenComparingInt(Candidate::points));
    return candidates.stream().map(Candidate::moves).distinct().toList();
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

  /** Adds to what was found, until there are enough on that way. */
  private void tried(List<List<Move>> candidates, Stage goal, Route route, List<NextStep> found) {
    int tries = 0;
    long enough = MOST_STEPS - found.stream().filter(step -> routes.isOf(route, step)).count();
    for (Iterator<List<Move>> all = candidates.iterator(); all.hasNext() && enough > 0 && tries < MOST_TRIES;) {
      List<Move> moves = all.next();
      if (found.stream().noneMatch(step -> Together.covers(moves, step)) && mayDo(goal, moves)
          && !(judge.asks(moves) && found.stream().anyMatch(step -> judge.isSameRequest(step, moves)))) {
        tries++;
        if (judge.isStepTo(goal, moves)) {
          NextStep step = judge.step(judge.reduced(moves, goal));
          if (found.stream().noneMatch(known -> Together.covers(step.moves(), known))) {
            found.removeIf(known -> Together.covers(known.moves(), step));
            found.add(step);
            enough -= routes.isOf(route, step) ? 1 : 0;
          }
        }
      }
    }
  }

  /** Whether the numbers are all there; whether that makes it ready is judged by its whole life. */
  private boolean mayDo(Stage goal, List<Move> moves) {
    Numbers then = judge.then(moves);
    return then != null && (routes.leading(goal).anyMatch(way -> then.missing(way) == 0)
        || goal == Stage.SALES_QUALIFIED && then.of(QualifyingNumber.FIT) >= rules.directIntentFit()
            && (trial.isInReview() || judge.asks(moves)));
  }
}
