package dev.leadloop.console.sequences;

import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Of which time the numbers of sequences are. */
enum SequenceSpan {
  MONTH(Duration.ofDays(30)),
  QUARTER(Duration.ofDays(90)),
  YEAR(Duration.ofDays(365)),
  ALL(null);

  private final @Nullable Duration back;

  SequenceSpan(@Nullable Duration back) {
    this.back = back;
  }

  /** The span of that name, the quarter for none; ends the call for any other. */
  static SequenceSpan named(@Nullable String name) {
    if (name == null || name.isBlank()) {
      return QUARTER;
    }
    return Arrays.stream(values()).filter(one -> one.called().equals(name)).findFirst().orElseThrow(() ->
        FieldError.in("span", NearestName.among(name, Arrays.stream(values()).map(SequenceSpan::called).toList())));
  }

  /** Its name in the address of the page. */
  public String called() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Its beginning; null for all there is. */
  @Nullable Instant since(Instant now) {
    return back == null ? null : now.minus(back);
  }
}
