package dev.leadloop.policyfile.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as a policy writes them: a whole number and s, m, h, d or w, such as {@code 90s} or {@code 2d}. */
final class Durations {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})([smhdw])");

  private Durations() {}

  /** The time, or null where the text is none. */
  static @Nullable Duration parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }
}
