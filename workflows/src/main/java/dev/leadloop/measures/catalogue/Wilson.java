package dev.leadloop.measures.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * A share with the interval in which the true one lies with 95 per cent: the score interval of E. B. Wilson, Probable Inference,
 * the Law of Succession, and Statistical Inference, Journal of the American Statistical Association 22 (1927), 209-212.
 * Unlike the one by the normal distribution it holds for few cases and for shares near 0 and 1.
 *
 * @param rate from 0 to 1
 * @param low where the interval begins
 * @param high where it ends
 */
public record Wilson(double rate, double low, double high) {
  /** The 97.5th percentile of the standard normal distribution. */
  private static final double Z = 1.959963984540054;

  /** Of so many, so many; null of none. */
  public static @Nullable Wilson of(long of, long reached) {
    if (of <= 0) {
      return null;
    }
    double n = of;
    double p = reached / n;
    double z2 = Z * Z;
    double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
    double half = Z / (1 + z2 / n) * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    // At the ends the interval touches 0 and 1, which rounding would miss.
    return new Wilson(p, reached == 0 ? 0 : Math.max(0, middle - half), reached == of ? 1 : Math.min(1, middle + half));
  }
}
