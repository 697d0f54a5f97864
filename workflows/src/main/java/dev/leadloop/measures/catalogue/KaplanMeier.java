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

  private final Seconds done = new Seconds();
  private final Seconds seen = new Seconds();

  /** Numbers of seconds, sorted when they are asked for. */
  private static final class Seconds {
    private double[] all = new double[16];
    private int count;
    private boolean sorted = true;

    void add(double seconds) {
      all = count == all.length ? Arrays.copyOf(all, 2 * count) : all;
      all[count++] = seconds;
      sorted = false;
    }

    double[] sorted() {
      if (!sorted) {
        Arrays.sort(all, 0, count);
        sorted = true;
      }
      return all;
    }
  }

  /**
   * One took that long, or was seen for that long without it.
   *
   * @param reached whether it is done
   */
  public void add(double seconds, boolean reached) {
    (reached ? done : seen).add(seconds);
  }

  /** How many are done. */
  public long reached() {
    return done.count;
  }

  /** How many were seen without it. */
  public long waiting() {
    return seen.count;
  }

  /**
   * After how many seconds half of those that are done were; null where nobody is. It is too short for all as long as some wait.
   */
  public @Nullable Double medianOfDone() {
    return done.count == 0 ? null : done.sorted()[(done.count - 1) / 2];
  }

  /**
   * After how many seconds that share of all is done; null where so many never were.
   *
   * @param share such as 0.5 for the median
   */
  public @Nullable Double quantile(double share) {
    double[] times = done.sorted();
    double[] waits = seen.sorted();
    double survive = 1;
    int gone = 0;
    for (int i = 0; i < done.count; ) {
      int next = i;
      while (next < done.count && times[next] == times[i]) {
        next++;
      }
      while (gone < seen.count && waits[gone] < times[i]) {
        gone++;
      }
      survive *= 1 - (double) (next - i) / (done.count - i + seen.count - gone);
      if (survive <= 1 - share + ROUNDING) {
        return times[i];
      }
      i = next;
    }
    return null;
  }
}
