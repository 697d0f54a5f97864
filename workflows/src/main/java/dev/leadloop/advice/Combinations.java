package dev.leadloop.advice;

import dev.leadloop.advice.Gains.Gain;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Puts things together, so many at a time: all that may bring what is lacking, by the most that each of them may bring. */
final class Combinations {
  private final Gains gains;
  private final List<Thing> things;
  private final List<Gain> gain;
  private final Map<Thing, Integer> places = new IdentityHashMap<>();

  /** One search: what is lacking, and the things by how much each may bring of it, the most first. */
  private final class Search {
    private final int[] lack;
    private final int[] numbers;
    private final int[] order;
    private final int[] promise;
    private final int most;
    private final int[] points = new int[Gains.ALL];
    private final int[] helped = new int[gains.rules()];
    private final List<List<Thing>> found = new ArrayList<>();
    private final List<Thing> chosen = new ArrayList<>();
    private long steps;

    private Search(int[] lack, int most, long steps) {
      this.lack = lack;
      this.most = most;
      this.steps = steps;
      this.numbers = IntStream.range(0, lack.length).filter(number -> lack[number] > 0).toArray();
      int[] promised = gain.stream().mapToInt(one -> promise(one.all())).toArray();
      this.order = IntStream.range(0, promised.length).boxed()
          .filter(i -> numbers.length == 0 || promised[i] > 0)
          .sorted(Comparator.comparingInt(i -> -promised[i]))
          .mapToInt(i -> i)
          .toArray();
      this.promise = Arrays.stream(order).map(i -> promised[i]).toArray();
    }

    private int promise(int[] all) {
      int sum = 0;
      for (int number : numbers) {
        sum += Math.max(0, Math.min(lack[number], gains.counted(all, number)));
      }
      return sum;
    }

    private int missing() {
      int sum = 0;
      for (int number : numbers) {
        sum += Math.max(0, lack[number] - Math.max(0, gains.counted(points, number)));
      }
      return sum;
    }

    private void choose(int from, int left) {
      int missing = missing();
      if (left == 0) {
        if (missing == 0) {
          found.add(List.copyOf(chosen));
        }
        return;
      }
      for (int i = from; i < order.length && (long) promise[i] * left >= missing && found.size() < most && steps > 0; i++) {
        Thing thing = things.get(order[i]);
        if (mayAdd(thing)) {
          steps--;
          add(thing, gain.get(order[i]), 1);
          choose(thing.again() ? i : i + 1, left - 1);
          add(thing, gain.get(order[i]), -1);
        }
      }
    }

    private boolean mayAdd(Thing thing) {
      for (int i = 0; i < chosen.size(); i++) {
        if (!chosen.get(i).goesWith(thing)) {
          return false;
        }
      }
      return true;
    }

    private void add(Thing thing, Gain of, int sign) {
      for (int number = 0; number < points.length; number++) {
        points[number] += sign * of.own()[number];
      }
      for (int rule : of.rules()) {
        boolean turns = sign > 0 ? helped[rule]++ == 0 : --helped[rule] == 0;
        if (turns) {
          gains.addRule(points, rule, sign);
        }
      }
      if (sign > 0) {
        chosen.add(thing);
      } else {
        chosen.remove(chosen.size() - 1);
      }
    }
  }

  Combinations(Gains gains, List<Thing> things) {
    this.gains = gains;
    this.things = things;
    this.gain = things.stream().map(thing -> gains.of(thing.move())).toList();
    things.forEach(thing -> places.put(thing, places.size()));
  }

  /**
   * The combinations of that size that may do, each once.
   *
   * @param lack how much of each number is lacking, and of requests
   * @param most how many are given at most, those first that may bring most
   * @param steps how many are looked at, the parts of one among them
   */
  List<List<Thing>> of(int size, int[] lack, int most, long steps) {
    Search search = new Search(lack, most, steps);
    search.choose(0, size);
    return search.found;
  }

  /** How much of each number a thing seems to bring: signals what a rule gives for each, all else what it may bring at most. */
  int[] expected(Thing thing) {
    Gain of = gain.get(Objects.requireNonNull(places.get(thing)));
    int[] points = (thing.move() instanceof Move.Does ? of.own() : of.all()).clone();
    points[QualifyingNumber.SCORE.ordinal()] = gains.counted(points, QualifyingNumber.SCORE.ordinal());
    return points;
  }

  /** How much of what is lacking moves may bring at most. */
  int promise(int[] lack, List<Move> moves) {
    int sum = 0;
    for (Move move : moves) {
      for (Thing thing : Things.parts(move)) {
        int[] all = gains.of(thing.move()).all();
        for (int number = 0; number < lack.length; number++) {
          sum += lack[number] <= 0 ? 0 : Math.max(0, Math.min(lack[number], gains.counted(all, number)));
        }
      }
    }
    return sum;
  }

  /** How many things there are. */
  int things() {
    return things.size();
  }

  /** The things by how much each may bring of what is lacking, the most first; those that bring nothing are none of them. */
  List<Thing> promising(int[] lack) {
    return Arrays.stream(new Search(lack, 0, 0).order).mapToObj(things::get).toList();
  }
}
