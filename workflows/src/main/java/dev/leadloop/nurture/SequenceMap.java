package dev.leadloop.nurture;

import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which steps of a sequence can be reached, and whether a lead could go round in it without time passing. */
public final class SequenceMap {
  private SequenceMap() {}

  /** The first step on a loop in which no step takes time, or null where there is no such loop. */
  public static @Nullable Step timelessLoop(Sequence sequence) {
    for (Step step : sequence.steps()) {
      if (!step.takesTime() && reachable(sequence, sequence.successors(step), true).contains(step.id())) {
        return step;
      }
    }
    return null;
  }

  /** The steps that no way leads to. */
  public static List<Step> unreachable(Sequence sequence) {
    Set<String> reached = reachable(sequence, Set.of(sequence.steps().get(0).id()), false);
    return sequence.steps().stream().filter(step -> !reached.contains(step.id())).toList();
  }

  private static Set<String> reachable(Sequence sequence, Set<String> from, boolean atOnce) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(from);
    Set<String> queued = new HashSet<>(from);
    while (!open.isEmpty()) {
      String id = open.remove();
      Step step = sequence.step(id);
      if (step == null || atOnce && step.takesTime()) {
        continue;
      }
      seen.add(id);
      sequence.successors(step).stream().filter(queued::add).forEach(open::add);
    }
    return seen;
  }
}
