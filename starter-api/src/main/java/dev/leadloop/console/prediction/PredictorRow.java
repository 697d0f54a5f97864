package dev.leadloop.console.prediction;

import dev.leadloop.prediction.Lift;
import dev.leadloop.prediction.Predictor;
import dev.leadloop.prediction.SalesStep;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A signal or a rule as a line of the table. */
record PredictorRow(
    String kind, String label, @Nullable Integer points, int leads, String finding, List<Cell> cells) {

  /** Lifts from a tenth to ten are drawn; what is beyond ends at the edge. */
  private static final double WIDTH = 120;

  /**
   * A step of the line.
   *
   * @param rates such as "41 % of 120, else 18 %"; null where nothing is known of leads with it
   * @param lift such as "2.3 times (1.8 to 2.9)"; null where it cannot be told
   */
  record Cell(String step, @Nullable String rates, @Nullable String lift, int open, @Nullable Drawn drawn) {}

  /** Where the interval is drawn, in units of the picture. */
  record Drawn(String from, String to, String at, boolean sure) {}

  static PredictorRow of(Predictor one) {
    return new PredictorRow(
        one.kind().name().toLowerCase(Locale.ROOT), one.label(), one.points(), one.leads(),
        one.finding().name().toLowerCase(Locale.ROOT), Arrays.stream(SalesStep.values()).map(step -> cell(one, step)).toList());
  }

  private static Cell cell(Predictor one, SalesStep step) {
    Lift lift = one.lift(step);
    Lift.Interval interval = lift.interval();
    Double with = lift.rateWith();
    Double without = lift.rateWithout();
    return new Cell(
        step.name().toLowerCase(Locale.ROOT),
        with == null ? null : percent(with) + " of " + lift.with() + (without == null ? "" : ", else " + percent(without)),
        interval == null ? null
            : number(interval.ratio()) + " times (" + number(interval.low()) + " to " + number(interval.high()) + ")",
        one.open().getOrDefault(step, 0),
        interval == null ? null
            : new Drawn(place(interval.low()), place(interval.high()), place(interval.ratio()), lift.isSure()));
  }

  private static String place(double lift) {
    double share = (Math.log10(lift) + 1) / 2;
    return String.format(Locale.ROOT, "%.1f", WIDTH * Math.min(1, Math.max(0, share)));
  }

  private static String percent(double rate) {
    return String.format(Locale.ROOT, "%.0f %%", rate * 100);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.2f" : "%.0f", value);
  }
}
