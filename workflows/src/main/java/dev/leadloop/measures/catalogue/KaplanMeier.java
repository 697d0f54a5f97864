package dev.leadloop.measures.catalogue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How long something takes where some still wait: the estimate of E. L. Kaplan and P. Meier, Nonparametric Estimation from
 * Incomplete Observations, Journal of the American Statistical Association 53 (1958), 457-481. Who still waits, or left before
 * it came, counts for as long as was seen; the average of those who are done would be too short.
 */
public final class KaplanMeier {
  /** Where half are done exactly, rounding must not ask for one more. */
  private static final double ROUNDING = 1e-9;

  private double[] done = {};
  private double[] seen = {};
  private boolean sorted = true;

  /**
   * Some took that long, or were seen for that long without it.
   *
   * @param seconds of each of them
   * @param reached whether they are done
   */
  public void add(Double[] seconds, boolean reached) {
    double[] before = reached ? done : seen;
    double[] all = Arrays.copyOf(before, before.length + seconds.length);
    for (int i = 0; i < seconds.length; i++) {
      all[before.length + i] = seconds[i];
    }
    done = reached ? all : done;
    seen = reached ? seen : all;
    sorted = false;
  }

  /** How many are done. */
  public long reached() {
    return done.length;
  }

  /** How many were seen without it. */
  public long waiting() {
    return seen.length;
  }

  /**
   * After how many seconds half of those that are done were; null where nobody is. It is too short for all as long as some wait.
   */
  public @Nullable Double medianOfDone() {
    sort();
    return done.length == 0 ? null : done[(done.length - 1) / 2];
  }

  /**
   * After how many seconds that share of all is done; null where so many never were.
   *
   * @param share such as 0.5 for the median
   */
  public @Nullable Double quantile(double share) {
    sort();
    double survive = 1;
    int gone = 0;
    for (int i = 0; i < done.length; ) {
      int next = i;
      while (next < done.length && done[next] == done[i]) {
        next++;
      }
      while (gone < seen.length && seen[gone] < done[i]) {
        gone++;
      }
      survive *= 1 - (double) (next - i) / (done.length - i + seen.length - gone);
      if (survive <= 1 - share + ROUNDING) {
        return done[i];
      }
      i = next;
    }
    return null;
  }

  private void sort() {
    if (!sorted) {
      Arrays.sort(done);
      Arrays.sort(seen);
      sorted = true;
    }
  }
}
