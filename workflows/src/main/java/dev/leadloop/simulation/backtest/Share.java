package dev.leadloop.simulation.backtest;

/**
 * A part of a whole with the interval in which it lies in 95 of 100 cases: Wilson's, which is honest where there are few.
 *
 * @param of how many there are; with none nothing is known, and the interval is everything
 */
public record Share(long part, long of, double value, double low, double high) {
  /** The 97.5th percentile of the normal distribution. */
  static final double Z = 1.959963984540054;

  /** So many of so many. */
  public static Share of(long part, long of) {
    if (of == 0) {
      return new Share(part, of, 0, 0, 1);
    }
    double n = of;
    double p = part / n;
    double middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
    double half = Z / (1 + Z * Z / n) * Math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
    return new Share(part, of, p, part == 0 ? 0 : middle - half, part == of ? 1 : middle + half);
  }

  /** The F1 of what was found: a share of all that were found, wrong or missed, seen through 2s/(1+s). */
  static Share f1(long found, long wrong, long missed) {
    Share share = of(found, found + wrong + missed);
    return new Share(share.part, share.of, f1(share.value), f1(share.low), f1(share.high));
  }

  private static double f1(double share) {
    return 2 * share / (1 + share);
  }
}
