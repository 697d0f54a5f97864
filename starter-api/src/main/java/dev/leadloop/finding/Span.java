package dev.leadloop.finding;

import dev.leadloop.intake.warning.IntakeWarnings;
import dev.leadloop.problem.FieldError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time that a list is asked for. What begins when nothing can have happened yet, or ends before it begins, would be
 * answered with an empty list as if there were nothing.
 *
 * @param from null where it has no beginning
 * @param to null where it has no end; it may lie in the future
 */
public record Span(@Nullable Instant from, @Nullable Instant to) {

  /** What is said of a beginning that has not come yet. */
  public static final String AHEAD = "lies in the future, from when on nothing has happened yet; give an earlier time";

  /** Reads the query parameters {@code from} and {@code to}; ends the call where they cannot be meant. */
  public static Span of(@Nullable String from, @Nullable String to, Instant now) {
    Instant begin = since("from", from, now);
    Instant end = read("to", to);
    if (begin != null && end != null && end.isBefore(begin)) {
      throw FieldError.in("to", "lies before 'from'; swap the two");
    }
    return new Span(begin, end);
  }

  /** Reads a parameter that says from when on; ends the call where that has not come yet. */
  public static @Nullable Instant since(String name, @Nullable String text, Instant now) {
    Instant since = read(name, text);
    if (since != null && IntakeWarnings.isAhead(since, now)) {
      throw FieldError.in(name, AHEAD);
    }
    return since;
  }

  private static @Nullable Instant read(String name, @Nullable String text) {
    return text == null ? null : Instants.parse(text).orElseThrow(() -> FieldError.in(name, Instants.HINT));
  }
}
