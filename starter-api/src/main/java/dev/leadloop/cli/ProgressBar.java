package dev.leadloop.cli;

import java.io.PrintStream;
import java.util.Locale;

/** Shows on a terminal how far something is, in one line that is written over; where nobody watches, in a line each tenth. */
final class ProgressBar {
  private static final int WIDTH = 30;
  private static final int STEPS = 100;

  private final PrintStream to;
  private final boolean watched;
  private int shown = -1;

  /** A bar; watched where it is written to a terminal. */
  ProgressBar(PrintStream to, boolean watched) {
    this.to = to;
    this.watched = watched;
  }

  /** So much of the whole is done, which is 0 where nobody knows it. */
  void at(long done, long whole, String what) {
    if (whole <= 0) {
      count(done, what);
      return;
    }
    int percent = (int) Math.min(STEPS, done * STEPS / whole);
    if (percent == shown || !watched && percent / 10 == shown / 10) {
      return;
    }
    shown = percent;
    if (watched) {
      int full = percent * WIDTH / STEPS;
      to.print("\r[" + "#".repeat(full) + " ".repeat(WIDTH - full) + "] " + String.format(Locale.ROOT, "%3d %% ", percent)
          + what);
    } else {
      to.println(String.format(Locale.ROOT, "%3d %% ", percent) + what);
    }
    to.flush();
  }

  private void count(long done, String what) {
    if (watched && done > 0) {
      shown = 0;
      to.print("\r" + String.format(Locale.ROOT, "%,d ", done) + what);
      to.flush();
    }
  }

  /** Nothing more comes. */
  void end() {
    if (watched && shown >= 0) {
      to.println();
    }
  }
}
