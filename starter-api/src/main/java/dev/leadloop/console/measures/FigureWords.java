package dev.leadloop.console.measures;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures as people read them. */
public final class FigureWords {
  /** Stands where there is no figure. */
  public static final String NONE = "–";

  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;

  private FigureWords() {}

  /** A share such as "41%", and "2.4%" where whole ones would say little. */
  public static String percent(double share) {
    double hundred = 100 * share;
    boolean whole = hundred >= 10 || hundred == 0;
    return String.format(Locale.ROOT, whole ? "%.0f%%" : "%.1f%%", hundred);
  }

  /** A whole number with commas between its thousands. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** A time such as "42 s", "12 min", "3.5 h" or "9.2 d"; a dash where it is not known. */
  public static String time(@Nullable Double seconds) {
    if (seconds == null) {
      return NONE;
    }
    return seconds < 2 * MINUTE ? told(seconds, 1, "s")
        : seconds < 2 * HOUR ? told(seconds, MINUTE, "min")
        : seconds < 2 * DAY ? told(seconds, HOUR, "h")
        : told(seconds, DAY, "d");
  }

  private static String told(double seconds, double unit, String called) {
    double number = seconds / unit;
    return String.format(Locale.ROOT, number < 10 && number != Math.rint(number) ? "%.1f %s" : "%.0f %s", number, called);
  }
}
