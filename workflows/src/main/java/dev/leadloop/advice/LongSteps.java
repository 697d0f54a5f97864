package dev.leadloop.advice;

import dev.leadloop.advice.Fragments.Fragment;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Where a few things do not do, adds again and again what brings most of what is lacking for each thing that it takes. */
final class LongSteps {
  /** A step of more things is told to nobody. */
  static final int MOST_THINGS = 15;
  /** How many things are weighed, and as many rules' worth of them. */
  private static final int MOST_WEIGHED = 24;

  private final StepJudge judge;
  private final Combinations combinations;
  private final List<Fragment> fragments;

  LongSteps(StepJudge judge, Combinations combinations, List<Fragment> fragments) {
    this.judge = judge;
    this.combinations = combinations;
    this.fragments = fragments.stream().filter(one -> one.size() > 1).toList();
  }

  /** What may be added, by how much it may bring for each thing, or brought when it was last weighed; that seldom grows. */
  private record Item(List<Move> moves, double each) {}

  /** Moves that bring all that is lacking; null where none were found. */
  @Nullable List<Move> of(Lack lack) {
    if (lack.points()[Gains.REQUEST] > 0) {
      return null;
    }
    PriorityQueue<Item> items = new PriorityQueue<>(Comparator.comparingDouble(item -> -item.each()));
    combinations.promising(lack.points()).stream().limit(MOST_WEIGHED)
        .forEach(thing -> items.add(unweighed(lack, List.of(thing.move()))));
    fragments.stream().limit(MOST_WEIGHED).forEach(one -> items.add(unweighed(lack, one.moves())));
    List<Move> all = List.of();
    int missing = missing(lack, all);
    while (missing > 0) {
      all = further(all, missing, items, lack);
      if (all == null) {
        return null;
      }
      missing = missing(lack, all);
    }
    return all;
  }

  private Item unweighed(Lack lack, List<Move> moves) {
    return new Item(moves, combinations.promise(lack.points(), moves) / (double) Together.size(moves));
  }

  /** With that of the items which brings most for each of its things; null where that would take too many. */
  private @Nullable List<Move> further(List<Move> all, int missing, PriorityQueue<Item> items, Lack lack) {
    int room = MOST_THINGS - Together.size(all);
    while (!items.isEmpty() && items.peek().each() > 0 && items.peek().each() * room >= missing) {
      Item next = items.remove();
      List<Move> more = Together.with(all, next.moves());
      int left = more == null || Together.size(more) > MOST_THINGS ? missing : missing(lack, more);
      Item weighed = new Item(next.moves(), (missing - left) / (double) Together.size(next.moves()));
      items.add(weighed);
      if (more != null && weighed.each() > 0 && items.peek().each() <= weighed.each()) {
        return more;
      }
    }
    return null;
  }

  private int missing(Lack lack, List<Move> moves) {
    Numbers then = judge.then(moves);
    if (then == null) {
      return Integer.MAX_VALUE;
    }
    int[] sum = new int[lack.points().length];
    lack.add(sum, then, judge.base());
    return lack.missing(sum) + Math.max(0, then.freshAsked() - then.fresh());
  }
}
