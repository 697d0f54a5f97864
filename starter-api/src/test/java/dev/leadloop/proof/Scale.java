package dev.leadloop.proof;

/** How large a benchmark is: all of it, or the percentage of {@code leadloop.bench.percent}, to see that it works. */
final class Scale {
  private static final int PERCENT = Integer.getInteger("leadloop.bench.percent", 100);

  private Scale() {}

  static int of(int full) {
    return Math.max(10, full * PERCENT / 100);
  }
}
