package dev.leadloop.console.lead;

/**
 * A bar of a waterfall: it goes from where the bars before it end to where the ones behind it begin.
 *
 * @param from points before it, in hundredths
 * @param to points with it, in hundredths
 * @param x its left edge in thousandths of the scale
 * @param width in thousandths of the scale
 * @param agedX left edge of what age took from it
 * @param agedWidth 0 where age took nothing
 * @param zero where the scale has its zero
 */
record ScoreBar(long from, long to, long x, long width, long agedX, long agedWidth, long zero) {
  /** A bar is seen however little it counts for. */
  private static final long LEAST = 4;

  private static final long WHOLE = 1_000;

  /** From the least to the most points that are drawn, in hundredths. */
  record Scale(long low, long high) {
    private long at(long points) {
      return Math.round((points - low) * (double) WHOLE / Math.max(1, high - low));
    }
  }

  static ScoreBar of(long from, long to, long aged, Scale scale) {
    long left = scale.at(Math.min(from, to));
    long right = scale.at(Math.max(from, to));
    long width = from == to ? 0 : Math.max(LEAST, right - left);
    long end = scale.at(Math.max(from, to) + aged);
    return new ScoreBar(from, to, Math.min(left, WHOLE - width), width, right, Math.max(0, end - right), scale.at(0));
  }

  /** Whether it takes points away. */
  public boolean loss() {
    return to < from;
  }
}
