package dev.leadloop.console;

import dev.leadloop.console.PageTimes.When;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.scoring.CutsInWords;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import dev.leadloop.scoring.ScoreSummary;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import dev.leadloop.view.Scores.Explained;
import dev.leadloop.view.Scores.KnownFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The five scores of a lead apart, each with its parts, in the order and the words of /score. What the page shows of a score
 * adds up to it to the hundredth: a part is shown rounded, and what rounding would lose goes to those that lose most by it.
 *
 * @param decided the score as it was decided, and when
 * @param reasons what the decision wrote down of it; their numbers add up to it
 * @param now the score by now
 * @param sum how it is made up, such as "engagement 71, negative -15"
 */
record ShownScores(
    int decided, When asOf, String decidedSum, List<String> reasons, int now, String sum, int policyVersion,
    List<OneScore> scores) {
  /** Parts of one score that are shown; the others are told together. */
  private static final int MOST = 30;

  private static final int LONGEST_VALUE = 80;
  private static final double MILLION = 1_000_000;
  private static final long HUNDREDTH = 10_000;

  /**
   * One of the five.
   *
   * @param grade letter of the fit; null for the others
   */
  record OneScore(String name, int points, @Nullable String grade, List<Part> parts) {}

  /**
   * What one rule gave.
   *
   * @param points such as "+20.31"
   * @param why the rule, its points, and what took from them; empty for an adjustment
   * @param last when it happened last; null for what is no signal
   */
  record Part(String label, String points, String why, @Nullable When last) {}

  static ShownScores of(ScoredLine decided, Explained explained, PageTimes times) {
    ScoreCard card = explained.card();
    ScoreSummary now = card.summary();
    return new ShownScores(
        decided.score().score(),
        times.at(decided.at()),
        sum(decided.score(), decided.score().score() - decided.score().engagement() - decided.score().negative())
            + "; fit " + decided.score().fit() + " (" + decided.score().grade() + "), "
            + QualifyingNumber.PRODUCT.words() + " " + decided.score().product() + ", "
            + QualifyingNumber.ACCOUNT.words() + " " + decided.score().account(),
        decided.score().reasons(),
        now.score(),
        sum(now, now.score() - now.engagement() - now.negative()),
        card.policyVersion(),
        Stream.of(Layer.ENGAGEMENT, Layer.NEGATIVE, Layer.FIT, Layer.PRODUCT, Layer.ACCOUNT)
            .map(layer -> one(layer, explained, times))
            .toList());
  }

  private static String sum(ScoreSummary score, int floor) {
    return "engagement " + score.engagement() + ", negative " + score.negative()
        + (floor == 0 ? "" : ", given back by the floor " + floor);
  }

  private static OneScore one(Layer layer, Explained explained, PageTimes times) {
    ScoreSummary now = explained.card().summary();
    List<Part> parts = parts(layer, explained, times);
    return switch (layer) {
      case ENGAGEMENT -> new OneScore("Engagement", now.engagement(), null, parts);
      case NEGATIVE -> new OneScore("Negative", now.negative(), null, parts);
      case FIT -> new OneScore("Fit", now.fit(), now.grade(), parts);
      case PRODUCT -> new OneScore("Product use", now.product(), null, parts);
      case ACCOUNT -> new OneScore("Account", now.account(), null, parts);
      case FLOOR -> throw new IllegalArgumentException("the floor is no score");
    };
  }

  private static List<Part> parts(Layer layer, Explained explained, PageTimes times) {
    record Key(Kind kind, String rule, String label) {}
    Map<Key, List<Contribution>> byRule = new LinkedHashMap<>();
    for (Contribution part : explained.card().parts()) {
      if (part.layer() == layer && (!adjusts(part) || part.counted() != 0)) {
        byRule.computeIfAbsent(new Key(part.kind(), part.rule(), part.label()), key -> new ArrayList<>()).add(part);
      }
    }
    List<List<Contribution>> every = List.copyOf(byRule.values());
    Set<List<Contribution>> shown = weightiest(every);
    long[] points = hundredths(Stream.concat(
            every.stream().filter(shown::contains).map(ShownScores::counted),
            Stream.of(every.stream().filter(group -> !shown.contains(group)).mapToLong(ShownScores::counted).sum()))
        .toList());
    List<Part> parts = new ArrayList<>();
    for (List<Contribution> group : every) {
      if (shown.contains(group)) {
        parts.add(part(group, points[parts.size()], explained, times));
      }
    }
    int more = every.size() - parts.size();
    if (more > 0) {
      parts.add(new Part(more + " more rules", signed(points[points.length - 1]), "each stands in /score", null));
    }
    return parts;
  }

  private static Set<List<Contribution>> weightiest(Collection<List<Contribution>> groups) {
    return groups.stream()
        .sorted(Comparator.comparingLong(group -> -Math.abs(counted(group))))
        .limit(MOST)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Part part(List<Contribution> group, long points, Explained explained, PageTimes times) {
    Contribution first = group.getFirst();
    Instant last =
        group.stream().map(Contribution::occurredAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    return new Part(
        first.label() + (group.size() == 1 ? "" : " ×" + group.size()),
        signed(points),
        adjusts(first) ? "" : String.join("; ", why(group, explained)),
        times.atOrNull(last));
  }

  private static List<String> why(List<Contribution> group, Explained explained) {
    Contribution first = group.getFirst();
    List<Contribution> counting = group.stream().filter(part -> part.notCounted() == null).toList();
    List<String> why = new ArrayList<>();
    why.add("rule " + first.rule());
    if (!counting.isEmpty()) {
      why.add(signed(100L * first.base()) + (counting.size() == 1 ? "" : " each"));
      long base = counting.stream().mapToLong(part -> part.base() * 100L).sum();
      long left = Math.round(counting.stream().mapToDouble(Contribution::decayed).sum() * 100);
      if (left != base) {
        why.add("by age " + signed(left) + " left");
      }
    }
    record Cap(Kind cap, String of, int most) {}
    Map<Cap, Double> cuts = new LinkedHashMap<>();
    group.stream().flatMap(part -> part.cutBy().stream())
        .forEach(cut -> cuts.merge(new Cap(cut.cap(), cut.of(), cut.most()), cut.points(), Double::sum));
    cuts.forEach((cap, took) -> {
      String of = CutsInWords.of(first.layer(), new CapCut(cap.cap(), cap.of(), cap.most(), took));
      why.add(of + ", which took " + plain(Math.round(Math.abs(took) * 100)));
    });
    group.stream().map(Contribution::notCounted).filter(Objects::nonNull)
        .collect(Collectors.groupingBy(reason -> reason, LinkedHashMap::new, Collectors.counting()))
        .forEach((reason, n) -> why.add((group.size() == 1 ? "" : n + " ") + "not counted: " + reason));
    explained.behind(first).forEach(fact -> why.add(known(fact)));
    return why;
  }

  private static String known(KnownFact fact) {
    String value = fact.value();
    return value == null ? fact.fact() + " not known"
        : fact.fact() + " '" + brief(value) + "' (" + fact.source() + ")";
  }

  private static String brief(String value) {
    return value.length() <= LONGEST_VALUE ? value : ShortText.of(value, LONGEST_VALUE) + "…";
  }

  private static boolean adjusts(Contribution part) {
    return switch (part.kind()) {
      case SIGNAL, BONUS, RULE -> false;
      case RULE_CAP, GROUP_CAP, TOTAL_CAP, FLOOR, ROUNDING -> true;
    };
  }

  private static long counted(Collection<Contribution> group) {
    return group.stream().mapToLong(part -> Math.round(part.counted() * MILLION)).sum();
  }

  /** Millionths as hundredths that add up to the same, to the hundredth: the largest remainders are rounded up. */
  static long[] hundredths(List<Long> millionths) {
    long[] down = millionths.stream().mapToLong(one -> Math.floorDiv(one, HUNDREDTH)).toArray();
    long sum = Math.round(millionths.stream().mapToLong(one -> one).sum() / (double) HUNDREDTH);
    long lost = sum - Arrays.stream(down).sum();
    IntStream.range(0, down.length).boxed()
        .sorted(Comparator.comparingLong(n -> -Math.floorMod(millionths.get(n), HUNDREDTH)))
        .limit(lost)
        .forEach(n -> down[n]++);
    return down;
  }

  private static String signed(long hundredths) {
    return (hundredths > 0 ? "+" : "") + plain(hundredths);
  }

  private static String plain(long hundredths) {
    BigDecimal points = BigDecimal.valueOf(hundredths, 2);
    return points.signum() == 0 ? "0" : points.stripTrailingZeros().toPlainString();
  }
}
