package dev.leadloop.console.sequences;

import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the steps of a sequence stand: below each other as they are written, and what a fork leads to side by side until it
 * comes together again. Where the ways of a fork cannot be told apart so, they stay below each other, and each is named by where
 * it leads. Every step stands in exactly one place.
 */
final class FlowLayout {
  private final Sequence sequence;
  private final List<Step> steps;

  private FlowLayout(Sequence sequence) {
    this.sequence = sequence;
    this.steps = sequence.steps();
  }

  /**
   * A step, and what lies side by side below it.
   *
   * @param lanes none where the next piece just follows
   */
  record Piece(Step step, List<Lane> lanes) {}

  /**
   * One way of a fork.
   *
   * @param when for what it is taken
   * @param to where a way leads that has no step of its own; null for the end, or where it has some
   * @param pieces its steps; none where it leads straight to where all come together
   */
  record Lane(String when, @Nullable String to, List<Piece> pieces) {}

  /** The pieces from the first step on. */
  static List<Piece> of(Sequence sequence) {
    FlowLayout layout = new FlowLayout(sequence);
    return layout.run(0, sequence.steps().size());
  }

  private List<Piece> run(int from, int to) {
    List<Piece> pieces = new ArrayList<>();
    int at = from;
    while (at < to) {
      Fork fork = fork(at, to);
      pieces.add(new Piece(steps.get(at), fork == null ? List.of() : fork.lanes()));
      at = fork == null ? at + 1 : fork.meet();
    }
    return pieces;
  }

  /**
   * Lanes below a step.
   *
   * @param meet the place at which they come together
   */
  private record Fork(List<Lane> lanes, int meet) {}

  private @Nullable Fork fork(int at, int to) {
    List<FlowWay> ways = FlowWay.of(sequence, steps.get(at));
    SortedSet<Integer> starts = ways.stream().map(this::place).collect(Collectors.toCollection(TreeSet::new));
    if (starts.size() < 2 || starts.first() != at + 1 || starts.last() > to) {
      return null;
    }
    List<Integer> bounds = List.copyOf(starts);
    int meet = meet(bounds, to);
    if (meet < 0) {
      return null;
    }
    List<Lane> lanes = new ArrayList<>();
    for (int i = 0; i < bounds.size(); i++) {
      int begin = bounds.get(i);
      int end = i + 1 < bounds.size() ? bounds.get(i + 1) : meet;
      String when = ways.stream().filter(way -> place(way) == begin).map(FlowWay::when).collect(Collectors.joining(", or "));
      lanes.add(new Lane(when, begin == end && end < steps.size() ? steps.get(end).id() : null, run(begin, end)));
    }
    return new Fork(lanes, meet);
  }

  /** Where lanes that begin there come together; -1 where one of them runs into another. */
  private int meet(List<Integer> bounds, int to) {
    int last = bounds.getLast();
    SortedSet<Integer> exits = new TreeSet<>();
    for (int i = 0; i + 1 < bounds.size(); i++) {
      int end = bounds.get(i + 1);
      Step tail = steps.get(end - 1);
      if (tail instanceof Step.Jump jump) {
        int target = sequence.indexOf(jump.goTo());
        if (target >= last && target <= to) {
          exits.add(target);
        }
      } else if (!(tail instanceof Step.End)) {
        if (end != last || !FlowWay.of(sequence, tail).isEmpty()) {
          return -1;
        }
        exits.add(last);
      }
    }
    return exits.isEmpty() ? to : exits.size() == 1 ? exits.first() : -1;
  }

  private int place(FlowWay way) {
    return way.to() == null ? steps.size() : sequence.indexOf(way.to());
  }
}
