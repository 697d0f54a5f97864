package dev.leadloop.console.measures;

import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Wilson;
import dev.leadloop.measures.counting.Figures;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Figures.Earlier;
import dev.leadloop.measures.counting.Figures.Times;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures as a line of a table has them, and as a chart draws them.
 *
 * @param main what the measure comes to, such as "41%"
 * @param beside what it is of, such as "120 of 293"
 * @param range between what it lies, such as "36% to 47%"; empty where nothing is divided
 * @param soFar whether it may still change, since something is open
 * @param drawn what a chart draws; null where there is nothing to draw
 * @param others further cells, as {@link #heads} names them
 */
record FigureCells(
    String main, String beside, String range, boolean soFar, @Nullable Drawn drawn, List<String> others) {

  /** Of what has no figures. */
  static final FigureCells EMPTY = new FigureCells("", "", "", false, null, List.of());

  /** A number and the ends of its interval; of what has none these are the number. */
  record Drawn(double value, double low, double high) {}

  /** Heads of the further cells, as messages name them. */
  static List<String> heads(Telling telling, boolean within) {
    return switch (telling) {
      case COUNT -> List.of("share");
      case COHORT_SHARE -> within ? List.of("open", "over", "young", "earlier") : List.of("open", "over", "earlier");
      case SETTLED_SHARE -> List.of("open");
      case TIME -> List.of("p75", "p90", "done");
      case MONEY -> List.of("unvalued");
    };
  }

  /**
   * The cells of figures.
   *
   * @param all how many the whole has
   */
  static FigureCells of(Figures figures, Telling telling, boolean within, long all) {
    Counts counts = figures.counts();
    return switch (telling) {
      case COUNT -> new FigureCells(
          FigureWords.count(counts.count()), "", "", false, number(counts.count()),
          List.of(all == 0 ? FigureWords.NONE : FigureWords.percent((double) counts.count() / all)));
      case COHORT_SHARE -> share(figures, counts.open() > 0, cohort(figures, within));
      case SETTLED_SHARE -> share(figures, false, List.of(FigureWords.count(counts.open())));
      case TIME -> time(counts, Objects.requireNonNull(figures.times()));
      case MONEY -> money(figures);
    };
  }

  private static FigureCells share(Figures figures, boolean soFar, List<String> others) {
    Counts counts = figures.counts();
    Wilson rate = figures.rate();
    String of = FigureWords.count(counts.reached()) + " of " + FigureWords.count(counts.count());
    return rate == null
        ? new FigureCells(FigureWords.NONE, of, "", soFar, null, others)
        : new FigureCells(
            FigureWords.percent(rate.rate()), of, FigureWords.percent(rate.low()) + " to " + FigureWords.percent(rate.high()),
            soFar, new Drawn(rate.rate(), rate.low(), rate.high()), others);
  }

  private static List<String> cohort(Figures figures, boolean within) {
    Counts counts = figures.counts();
    Earlier earlier = figures.earlier();
    List<String> cells = new ArrayList<>(List.of(FigureWords.count(counts.open()), FigureWords.count(counts.over())));
    if (within) {
      cells.add(FigureWords.count(counts.young()));
    }
    cells.add(earlier == null ? "" : FigureWords.percent(earlier.rate()) + " of " + FigureWords.count(earlier.count()));
    return cells;
  }

  private static FigureCells time(Counts counts, Times times) {
    Double median = times.median();
    return new FigureCells(
        FigureWords.time(median), FigureWords.count(counts.reached()) + " of " + FigureWords.count(counts.count()), "",
        counts.open() > 0, median == null ? null : number(median),
        List.of(FigureWords.time(times.p75()), FigureWords.time(times.p90()), FigureWords.time(times.medianOfDone())));
  }

  /** Sums of several currencies cannot be drawn beside each other, unless a table of rates makes them one. */
  private static FigureCells money(Figures figures) {
    List<Figures.Sum> valued = figures.sums().stream().filter(sum -> sum.count() > sum.unvalued()).toList();
    Figures.Converted converted = figures.converted();
    String sums = valued.stream().map(sum -> amount(sum.amount(), sum.currency())).collect(Collectors.joining(", "));
    String main = converted != null ? amount(converted.amount(), converted.currency()) : sums.isEmpty() ? FigureWords.NONE : sums;
    Drawn drawn = converted != null ? number(converted.amount().doubleValue())
        : valued.size() == 1 ? number(valued.getFirst().amount().doubleValue()) : null;
    String deals = FigureWords.count(figures.counts().count());
    return new FigureCells(
        main, converted == null ? deals : deals + ": " + sums, "", false, drawn,
        List.of(FigureWords.count(figures.sums().stream().mapToLong(Figures.Sum::unvalued).sum())));
  }

  private static String amount(BigDecimal amount, String currency) {
    return String.format(Locale.ROOT, "%,.0f", amount) + " " + currency;
  }

  private static Drawn number(double value) {
    return new Drawn(value, value, value);
  }
}
