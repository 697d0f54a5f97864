package dev.leadloop.prediction;

import org.jspecify.annotations.Nullable;

/**
 * How much more often leads with something come to a step than those without it: the ratio of the two rates, with its interval
 * of 95 per cent by the log method of Katz, Baptista, Azen and Pike (Biometrics 34, 1978, 469-474). Where one of the two rates
 * is none, half a lead is added to each of the four counts (Pettigrew, Gart and Thomas, Biometrika 73, 1986, 425-435), so that
 * the interval says how little is known.
 *
 * @param with leads with it of which the outcome is known
 * @param withReached those of them that came to the step
 * @param without leads without it of which the outcome is known
 * @param withoutReached those of them that came to the step
 */
public record Lift(int with, int withReached, int without, int withoutReached) {
  private static final double Z = 1.959963984540054;
  /** Below so many that would be expected by chance alone the interval is not to be trusted (Cochran, Biometrics 10, 1954). */
  private static final double FEWEST_EXPECTED = 5;

  public Lift {
    if (with < withReached || without < withoutReached || withReached < 0 || withoutReached < 0) {
      throw new IllegalArgumentException("More leads came to the step than there are");
    }
  }

  /**
   * A ratio and what it may be.
   *
   * @param ratio over 1 where those with it come further
   */
  public record Interval(double ratio, double low, double high) {}

  /** Whether it is more than chance that those with it come further, or less far; never so of a few leads. */
  public boolean isSure() {
    Interval interval = interval();
    if (interval == null) {
      return false;
    }
    double reached = (double) (withReached + withoutReached) / (with + without);
    double fewest = Math.min(with, without) * Math.min(reached, 1 - reached);
    return fewest >= FEWEST_EXPECTED && (interval.low() > 1 || interval.high() < 1);
  }

  /** The share of those with it that came to the step; null where there are none. */
  public @Nullable Double rateWith() {
    return with == 0 ? null : (double) withReached / with;
  }

  /** The same of those without it. */
  public @Nullable Double rateWithout() {
    return without == 0 ? null : (double) withoutReached / without;
  }

  /** The ratio of the two; null where all have it, or none has. */
  public @Nullable Interval interval() {
    if (with == 0 || without == 0) {
      return null;
    }
    double add = withReached == 0 || withoutReached == 0 ? 0.5 : 0;
    double a = withReached + add;
    double b = withoutReached + add;
    double n = with + 2 * add;
    double m = without + 2 * add;
    double ratio = a / n / (b / m);
    double error = Z * Math.sqrt(Math.max(0, 1 / a - 1 / n + 1 / b - 1 / m));
    return new Interval(ratio, ratio * Math.exp(-error), ratio * Math.exp(error));
  }
}
