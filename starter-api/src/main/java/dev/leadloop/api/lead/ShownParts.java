package dev.leadloop.api.lead;

import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a score as far as an answer has room for them: what does not come of signals is shown in full, and of the signals
 * the weightiest and, of those that weigh the same, the newest. The others of each rule are one part, so that all of them still
 * add up to the same, to the millionth.
 */
final class ShownParts {
  private static final long ONE = 1_000_000;

  private static final Comparator<Contribution> WEIGHTIEST =
      Comparator.comparingDouble((Contribution part) -> -Math.abs(part.counted()))
          .thenComparing(Contribution::occurredAt, Comparator.nullsLast(Comparator.reverseOrder()));

  private ShownParts() {}

  /**
   * One part as it is shown.
   *
   * @param signals how many signals it stands for; 0 where it comes of none
   */
  record Part(Contribution contribution, int signals) {}

  /** Those parts, in their order, with at most so many signals by themselves. */
  static List<Part> of(List<Contribution> parts, int most) {
    Set<Contribution> shown =
        new HashSet<>(parts.stream().filter(ShownParts::isSignal).sorted(WEIGHTIEST).limit(most).toList());
    List<Part> lines = new ArrayList<>();
    Map<RuleOf, Rest> rests = new LinkedHashMap<>();
    for (Contribution part : parts) {
      if (!isSignal(part)) {
        lines.add(new Part(part, 0));
      } else if (shown.contains(part)) {
        lines.add(new Part(part, 1));
      } else {
        rests.computeIfAbsent(new RuleOf(part.layer(), part.rule()), rule -> new Rest(part)).add(part);
      }
    }
    rests.values().forEach(rest -> lines.add(rest.part()));
    return lines;
  }

  private static boolean isSignal(Contribution part) {
    return part.kind() == Kind.SIGNAL;
  }

  private record RuleOf(Layer layer, String rule) {}

  private record CapOf(Kind cap, String of, int most) {}

  /** The signals of one rule that are not shown by themselves. */
  private static final class Rest {
    private final Contribution first;
    private final Map<CapOf, Long> cuts = new LinkedHashMap<>();
    private @Nullable String label;
    private long decayed;
    private long counted;
    private int signals;

    Rest(Contribution first) {
      this.first = first;
    }

    void add(Contribution part) {
      label = label == null && part.notCounted() == null ? part.label() : label;
      decayed += millionths(part.decayed());
      counted += millionths(part.counted());
      signals++;
      part.cutBy().forEach(
          cut -> cuts.merge(new CapOf(cut.cap(), cut.of(), cut.most()), millionths(cut.points()), Long::sum));
    }

    Part part() {
      List<CapCut> cutBy = cuts.entrySet().stream()
          .map(cut -> new CapCut(cut.getKey().cap(), cut.getKey().of(), cut.getKey().most(), points(cut.getValue())))
          .toList();
      String words = (label == null ? first.label() : label) + ", " + signals + (signals == 1 ? " signal" : " signals")
          + " more";
      return new Part(
          Contribution.of(first.layer(), Kind.SIGNAL, first.rule(), words, first.base())
              .counting(points(decayed), points(counted)).in(first.group()).cutBy(cutBy).done(),
          signals);
    }

    private static long millionths(double points) {
      return Math.round(points * ONE);
    }

    private static double points(long millionths) {
      return millionths / (double) ONE;
    }
  }
}
