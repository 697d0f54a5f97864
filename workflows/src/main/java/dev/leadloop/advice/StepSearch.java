package dev.leadloop.advice;

import dev.leadloop.advice.Fragments.Fragment;
import dev.leadloop.advice.Trial.Numbers;
import dev.leadloop.lead.Stage;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the smallest things that bring a lead to a stage. What might do is guessed from the numbers, one thing, the same
 * again, two and three of them; what is told was tried by the rules of the lead's life, and so was leaving out each part.
 */
final class StepSearch {
  private static final int MOST_STEPS = 3;
  private static final int MOST_TRIES = 24;
  private static final int MOST_TIMES = 5;
  private static final int POOL = 12;

  private final Trial trial;
  private final QualificationRules rules;
  private final List<Fragment> fragments;
  private final Map<List<Move>, Numbers> measured = new HashMap<>();
  private final Map<Threshold, List<Fragment>> towards = new HashMap<>();
  private final Numbers base;
  private int left;

  /**
   * For one lead.
   *
   * @param goals what is looked for: the nearest way to each has its guesses first
   * @param most how many guesses may be counted at most
   */
  StepSearch(Trial trial, QualificationRules rules, List<Fragment> fragments, List<Stage> goals, int most) {
    this.trial = trial;
    this.rules = rules;
    this.fragments = fragments;
    this.base = trial.numbers(List.of());
    this.left = most;
    for (Stage goal : goals) {
      Threshold way = nearest(goal);
      if (way != null) {
        towards(way);
      }
    }
  }

  /** The numbers as they are. */
  Numbers base() {
    return base;
  }

  /** The ways to a stage, in the policy's order. */
  List<Threshold> ways(Stage goal) {
    return goal == Stage.MQL ? rules.marketing() : rules.sql();
  }

  /** The way to a stage to which least is missing; null where the policy has none. */
  @Nullable Threshold nearest(Stage goal) {
    return ways(goal).stream().min(Comparator.comparingInt(base::missing)).orElse(null);
  }

  /** Whether a step brings all that a way asks for. */
  boolean isOf(Threshold way, NextStep step) {
    return trial.numbers(step.moves()).missing(way) == 0;
  }

  /**
   * The smallest steps to a stage, the smallest first: as few things as can be, and of as many the more everyday. One of them is
   * a step of the nearest way, where there is one.
   */
  List<NextStep> to(Stage goal) {
    List<Fragment> candidates = new ArrayList<>();
    if (goal == Stage.SALES_QUALIFIED) {
      request(candidates);
    }
    ways(goal).forEach(way -> candidates.addAll(towards(way)));
    List<NextStep> found = new ArrayList<>();
    tried(candidates, goal, null, MOST_STEPS, found);
    Threshold nearest = nearest(goal);
    if (nearest != null && found.stream().noneMatch(step -> isOf(nearest, step))) {
      List<NextStep> one = new ArrayList<>();
      tried(towards(nearest), goal, nearest, 1, one);
      if (!one.isEmpty()) {
        NextStep step = one.get(0);
        found.removeIf(known -> isMore(known.moves(), step));
        found = new ArrayList<>(found.subList(0, Math.min(found.size(), MOST_STEPS - 1)));
        found.add(step);
      }
    }
    found.sort(Comparator.comparingInt(NextStep::size));
    return found;
  }

  /**
   * Adds to what was found.
   *
   * @param way by which a step is to go; null for any
   */
  private void tried(
      List<Fragment> some, Stage goal, @Nullable Threshold way, int most, List<NextStep> found) {
    List<Fragment> candidates = new ArrayList<>(some);
    candidates.sort(Comparator.comparingInt(Fragment::size).thenComparingInt(Fragment::points));
    int tries = 0;
    for (Fragment candidate : candidates) {
      if (found.size() == most || tries == MOST_TRIES) {
        break;
      }
      if (found.stream().noneMatch(step -> isMore(candidate.moves(), step))) {
        tries++;
        if (isStepTo(goal, candidate.moves())) {
          NextStep step = step(reduced(candidate.moves(), goal));
          if ((way == null || isOf(way, step))
              && found.stream().noneMatch(known -> isMore(step.moves(), known) || isSameRequest(known, step))) {
            found.add(step);
          }
        }
      }
    }
  }

  /** Whether these are all of a step's moves, and perhaps others. */
  private static boolean isMore(List<Move> moves, NextStep step) {
    return step.moves().stream().allMatch(
        part -> moves.stream().anyMatch(move -> kind(move).equals(kind(part)) && move.size() >= part.size()
            && !(move instanceof Move.OfCompany all && part instanceof Move.OfCompany some && !all.covers(some))));
  }

  private static Object kind(Move move) {
    return switch (move) {
      case Move.Does does -> "does " + does.type() + " " + does.properties();
      case Move.Learned learned -> "learned " + learned.fact();
      case Move.OfCompany ignored -> "company";
    };
  }

  private boolean isSameRequest(NextStep one, NextStep other) {
    String by = one.by();
    return by != null && other.by() != null && rules.directIntent().contains(by) && rules.directIntent().contains(other.by());
  }

  /** Leaves out whatever the stage is reached without. */
  private List<Move> reduced(List<Move> moves, Stage goal) {
    for (int i = 0; i < moves.size(); i++) {
      for (List<Move> fewer : without(moves, i)) {
        if (!fewer.isEmpty() && isStepTo(goal, fewer)) {
          return reduced(fewer, goal);
        }
      }
    }
    return moves;
  }

  private static List<List<Move>> without(List<Move> moves, int index) {
    List<List<Move>> all = new ArrayList<>();
    for (Move less : moves.get(index).less()) {
      List<Move> fewer = new ArrayList<>(moves);
      fewer.set(index, less);
      all.add(fewer);
    }
    if (all.isEmpty()) {
      List<Move> fewer = new ArrayList<>(moves);
      fewer.remove(index);
      all.add(fewer);
    }
    return all;
  }

  /** An SQL has been an MQL on the way, whatever brought it there at once; but its own request is a way to sales alone. */
  private boolean isStepTo(Stage goal, List<Move> moves) {
    Stage stage = trial.stage(moves);
    return stage == goal
        || goal == Stage.MQL && stage == Stage.SALES_QUALIFIED && request(moves, trial.numbers(moves)) == null;
  }

  /** The type of its own request among the moves, where it fits by then; null for none. */
  private @Nullable String request(List<Move> moves, Numbers then) {
    return then.of(QualifyingNumber.FIT) < rules.directIntentFit() ? null
        : moves.stream()
            .filter(move -> move instanceof Move.Does does && rules.directIntent().contains(does.type()))
            .map(move -> ((Move.Does) move).type())
            .findFirst()
            .orElse(null);
  }

  private NextStep step(List<Move> moves) {
    Stage stage = trial.stage(moves);
    Numbers then = trial.numbers(moves);
    String request = stage == Stage.SALES_QUALIFIED ? request(moves, then) : null;
    if (request != null) {
      Threshold asked = new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.FIT, rules.directIntentFit()));
      return new NextStep(stage, request, moves, numbers(asked, then));
    }
    Threshold reached = QualificationRules.first(stage == Stage.MQL ? rules.marketing() : rules.sql(), then::of);
    return reached == null
        ? new NextStep(stage, null, moves, List.of())
        : new NextStep(stage, reached.by().trigger(), moves, numbers(reached, then));
  }

  private List<NextStep.Number> numbers(Threshold way, Numbers then) {
    return way.least().entrySet().stream()
        .map(asked -> new NextStep.Number(asked.getKey(), base.of(asked.getKey()), then.of(asked.getKey()), asked.getValue()))
        .toList();
  }

  /** A request of its own, with what it takes to fit; and without one, where a request waits for that. */
  private void request(List<Fragment> candidates) {
    Threshold fit = new Threshold(QualifiedBy.SCORE, Map.of(QualifyingNumber.FIT, rules.directIntentFit()));
    List<Fragment> requests = rules.directIntent().stream().distinct().limit(POOL)
        .map(type -> fragments.stream()
            .filter(one -> one.moves().size() == 1 && one.moves().get(0) instanceof Move.Does does && does.type().equals(type))
            .findFirst()
            .orElse(new Fragment(List.of(new Move.Does(type, Map.of(), 1, type.replace('_', ' '))), 1)))
        .toList();
    candidates.addAll(requests);
    if (!requests.isEmpty() && base.of(QualifyingNumber.FIT) < rules.directIntentFit()) {
      for (Fragment fitting : towards(fit)) {
        candidates.add(fitting);
        candidates.add(both(fitting, requests.get(0)));
      }
    }
  }

  /** What may reach a threshold by the numbers; what a way needs nothing for may still take any new thing to be seen. */
  private List<Fragment> towards(Threshold way) {
    List<Fragment> known = towards.get(way);
    if (known == null) {
      known = sought(way);
      towards.put(way, known);
    }
    return known;
  }

  private List<Fragment> sought(Threshold way) {
    int missing = base.missing(way);
    List<Fragment> found = new ArrayList<>();
    List<Fragment> pool = new ArrayList<>();
    for (Fragment one : fragments) {
      repeated(one, way, missing, found, pool);
    }
    pool.sort(Comparator.comparingInt((Fragment one) -> missing(one, way)).thenComparingInt(Fragment::size));
    combined(distinct(pool), way, missing, found);
    return found;
  }

  private void repeated(Fragment one, Threshold way, int missing, List<Fragment> found, List<Fragment> pool) {
    int before = missing(one, way);
    if (before == 0) {
      found.add(one);
      return;
    }
    if (before < missing) {
      pool.add(one);
    }
    if (one.moves().size() != 1 || !(one.moves().get(0) instanceof Move.Does does)) {
      return;
    }
    for (int times = 2; times <= MOST_TIMES; times++) {
      Fragment more = new Fragment(List.of(does.times(times)), one.points() * times);
      int now = missing(more, way);
      if (now == 0) {
        found.add(more);
        return;
      }
      if (now >= before && times > 2) {
        return;
      }
      if (now < before && times <= 3) {
        pool.add(more);
      }
      before = now;
    }
  }

  private static List<Fragment> distinct(List<Fragment> pool) {
    return pool.stream().limit(POOL * 2).toList();
  }

  private void combined(List<Fragment> pool, Threshold way, int missing, List<Fragment> found) {
    List<Fragment> few = pool.subList(0, Math.min(POOL, pool.size()));
    List<Fragment> pairs = new ArrayList<>();
    for (int i = 0; i < few.size(); i++) {
      for (int j = i + 1; j < few.size(); j++) {
        if (apart(few.get(i), few.get(j))) {
          pairs.add(both(few.get(i), few.get(j)));
        }
      }
    }
    int before = found.size();
    keepReaching(pairs, way, found);
    if (found.size() == before) {
      List<Fragment> triples = new ArrayList<>();
      for (Fragment pair : pairs) {
        for (Fragment third : few) {
          if (missing(pair, way) < missing && apart(pair, third)) {
            triples.add(both(pair, third));
          }
        }
      }
      keepReaching(triples, way, found);
    }
    if (found.isEmpty()) {
      greedy(pool, way, missing, found);
    }
  }

  private void keepReaching(List<Fragment> combinations, Threshold way, List<Fragment> found) {
    combinations.stream()
        .sorted(Comparator.comparingInt(Fragment::size).thenComparingInt(Fragment::points))
        .filter(one -> missing(one, way) == 0)
        .limit(POOL)
        .forEach(found::add);
  }

  /** Where a few things do not reach, adds again and again what brings it nearest. */
  private void greedy(List<Fragment> pool, Threshold way, int missing, List<Fragment> found) {
    Fragment all = null;
    int before = missing;
    while (before > 0) {
      Fragment next = null;
      int best = before;
      for (Fragment one : pool) {
        Fragment more = all == null ? one : apart(all, one) ? both(all, one) : null;
        int then = more == null ? before : missing(more, way);
        if (then < best && more != null) {
          best = then;
          next = more;
        }
      }
      if (next == null) {
        return;
      }
      all = next;
      before = best;
    }
    found.add(Objects.requireNonNull(all));
  }

  /** Whether two fragments are about different things, so that both may happen. */
  private static boolean apart(Fragment one, Fragment other) {
    return one.moves().stream().allMatch(
        move -> other.moves().stream().noneMatch(also -> kind(also).equals(kind(move))
            && !(move instanceof Move.OfCompany some && also instanceof Move.OfCompany more && some.goesWith(more))));
  }

  private static Fragment both(Fragment one, Fragment other) {
    List<Move> moves = new ArrayList<>(one.moves());
    for (Move move : other.moves()) {
      int company = move instanceof Move.OfCompany ? company(moves) : -1;
      if (company >= 0 && move instanceof Move.OfCompany more) {
        moves.set(company, ((Move.OfCompany) moves.get(company)).with(more));
      } else {
        moves.add(move);
      }
    }
    return new Fragment(moves, one.points() + other.points());
  }

  private static int company(List<Move> moves) {
    for (int i = 0; i < moves.size(); i++) {
      if (moves.get(i) instanceof Move.OfCompany) {
        return i;
      }
    }
    return -1;
  }

  /** How much would be missing; as if nothing changed once the guesses are used up. */
  private int missing(Fragment fragment, Threshold way) {
    Numbers numbers = measured.get(fragment.moves());
    if (numbers == null) {
      if (left == 0) {
        return Integer.MAX_VALUE;
      }
      left--;
      numbers = trial.numbers(fragment.moves());
      measured.put(fragment.moves(), numbers);
    }
    return numbers.missing(way);
  }
}
