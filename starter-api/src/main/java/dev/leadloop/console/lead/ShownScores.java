package dev.leadloop.console.lead;

import dev.leadloop.console.PageTimes;
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
 * The five scores of a lead apart, each with its parts, in the order and the words of /score, and each part as a bar that begins
 * where the one before it ends. What the page shows of a score adds up to it to the hundredth: a part is shown rounded, and what
 * rounding would lose goes to those that lose most by it.
 *
 * @param decided the score as it was decided, and when
 * @param reasons what the decision wrote down of it; their numbers add up to it
 * @param now the score by now
 * @param sum how it is made up, such as "engagement 71, negative -15"
 * @param floor what the floor gives back; null where it gives nothing
 * @param whole the score as one bar
 */
record ShownScores(
    int decided, When asOf, String decidedSum, List<String> reasons, int now, String sum, int policyVersion,
    List<OneScore> scores, @Nullable Part floor, ScoreBar whole) {
  /** Parts of one score that are shown; the others are told together. */
  private static final int MOST = 30;

  private static final int LONGEST_VALUE = 80;
  private static final double MILLION = 1_000_000;
  private static final long HUNDREDTH = 10_000;
  private static final int POINT = 100;

  /**
   * One of the five.
   *
   * @param grade letter of the fit; null for the others
   * @param bar all of it
   */
  record OneScore(String name, int points, @Nullable String grade, List<Part> parts, ScoreBar bar) {
    private boolean says() {
      return points != 0 || !parts.isEmpty() || grade != null;
    }
  }

  /**
   * What one rule gave.
   *
   * @param points such as "+20.31"
   * @param why the rule, its points, and what took from them; empty for an adjustment
   * @param last when it happened last; null for what is no signal
   * @param sum the score with it and all parts before it
   */
  record Part(String label, String points, String why, @Nullable When last, String sum, ScoreBar bar) {}

  /**
   * A part before it has its place.
   *
   * @param hundredths what counts of it
   * @param aged what age took from it, in hundredths
   */
  private record Loose(String label, String why, @Nullable When last, long hundredths, long aged) {
    private Part at(long from, ScoreBar.Scale scale) {
      return new Part(label, signed(hundredths), why, last, plain(from + hundredths),
          ScoreBar.of(from, from + hundredths, hundredths > 0 ? aged : 0, scale));
    }
  }

  /** Those that the score is made of: each begins where the one before it ends. */
  public List<OneScore> ofScore() {
    return scores.subList(0, 2).stream().filter(OneScore::says).toList();
  }

  /** Those that stand beside it. */
  public List<OneScore> beside() {
    return scores.subList(2, scores.size()).stream().filter(OneScore::says).toList();
  }

  static ShownScores of(ScoredLine decided, Explained explained, PageTimes times) {
    ScoreCard card = explained.card();
    ScoreSummary now = card.summary();
    long engagement = (long) POINT * now.engagement();
    long given = (long) POINT * (now.score() - now.engagement() - now.negative());
    List<Loose> earned = parts(Layer.ENGAGEMENT, explained, times);
    List<Loose> lost = parts(Layer.NEGATIVE, explained, times);
    Loose floor = new Loose("Given back by the floor", "", null, given, 0);
    ScoreBar.Scale scale = scale(Stream.of(earned, lost, List.of(floor)).flatMap(List::stream).toList());
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
        Stream.concat(
                Stream.of(
                    one(Layer.ENGAGEMENT, now, earned, 0, scale), one(Layer.NEGATIVE, now, lost, engagement, scale)),
                Stream.of(Layer.FIT, Layer.PRODUCT, Layer.ACCOUNT).map(layer -> {
                  List<Loose> loose = parts(layer, explained, times);
                  return one(layer, now, loose, 0, scale(loose));
                }))
            .toList(),
        given == 0 ? null : floor.at(engagement + (long) POINT * now.negative(), scale),
        ScoreBar.of(0, (long) POINT * now.score(), 0, scale));
  }

  private static String sum(ScoreSummary score, int floor) {
    return "engagement " + score.engagement() + ", negative " + score.negative()
        + (floor == 0 ? "" : ", given back by the floor " + floor);
  }

  /** Wide enough for every part at its place, with what age took from it. */
  private static ScoreBar.Scale scale(List<Loose> parts) {
    long at = 0;
    long low = 0;
    long high = POINT;
    for (Loose part : parts) {
      high = Math.max(high, Math.max(at, at + part.hundredths() + (part.hundredths() > 0 ? part.aged() : 0)));
      at += part.hundredths();
      low = Math.min(low, at);
    }
    return new ScoreBar.Scale(low, Math.max(high, at));
  }

  private static OneScore one(Layer layer, ScoreSummary now, List<Loose> loose, long from, ScoreBar.Scale scale) {
    List<Part> parts = new ArrayList<>();
    long at = from;
    for (Loose part : loose) {
      parts.add(part.at(at, scale));
      at += part.hundredths();
    }
    ScoreBar whole = ScoreBar.of(from, at, 0, scale);
    return switch (layer) {
      case ENGAGEMENT -> new OneScore("Engagement", now.engagement(), null, parts, whole);
      case NEGATIVE -> new OneScore("Negative", now.negative(), null, parts, whole);
      case FIT -> new OneScore("Fit", now.fit(), now.grade(), parts, whole);
      case PRODUCT -> new OneScore("Product use", now.product(), null, parts, whole);
      case ACCOUNT -> new OneScore("Account", now.account(), null, parts, whole);
      case FLOOR -> throw new IllegalArgumentException("the floor is no score");
    };
  }

  private static List<Loose> parts(Layer layer, Explained explained, PageTimes times) {
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
    List<Loose> parts = new ArrayList<>();
    for (List<Contribution> group : every) {
      if (shown.contains(group)) {
        parts.add(part(group, points[parts.size()], explained, times));
      }
    }
    int more = every.size() - parts.size();
    parts.removeIf(part -> part.hundredths() == 0 && part.why().isEmpty());
    if (more > 0) {
      parts.add(new Loose(more + " more rules", "each stands in /score", null, points[points.length - 1], 0));
    }
    return parts;
  }

  private static Set<List<Contribution>> weightiest(Collection<List<Contribution>> groups) {
    return groups.stream()
        .sorted(Comparator.comparingLong(group -> -Math.abs(counted(group))))
        .limit(MOST)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Loose part(List<Contribution> group, long points, Explained explained, PageTimes times) {
    Contribution first = group.getFirst();
    Instant last =
        group.stream().map(Contribution::occurredAt).filter(Objects::nonNull).max(Comparator.naturalOrder()).orElse(null);
    return new Loose(
        first.label() + (group.size() == 1 ? "" : " ×" + group.size()),
        adjusts(first) ? "" : String.join("; ", why(group, explained)),
        times.atOrNull(last),
        points,
        aged(group));
  }

  private static long aged(List<Contribution> group) {
    return Math.max(0, group.stream().filter(part -> part.notCounted() == null && part.base() > 0)
        .mapToLong(part -> Math.round((part.base() - part.decayed()) * POINT)).sum());
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
