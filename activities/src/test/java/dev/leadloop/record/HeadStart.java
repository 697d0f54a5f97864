package dev.leadloop.record;

/**
 * By how many milliseconds one side of a race is let go before the other. Most races are close, and a few so far apart that
 * both orders are seen on any machine.
 *
 * @param first how long the first side waits
 * @param second how long the second side waits
 */
public record HeadStart(int first, int second) {
  private static final int[] SECOND_LATER_BY = {0, 1, -1, 2, -2, 0, 3, -3, 60, -60};

  public static HeadStart of(int race) {
    int by = SECOND_LATER_BY[race % SECOND_LATER_BY.length];
    return new HeadStart(Math.max(0, -by), Math.max(0, by));
  }

  public void waitFirst() throws InterruptedException {
    Thread.sleep(first);
  }

  public void waitSecond() throws InterruptedException {
    Thread.sleep(second);
  }
}
