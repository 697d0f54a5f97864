package dev.leadloop.record;

import dev.leadloop.temporal.ActivityFailures;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How effects say what came of them. */
public final class EffectResult {
  private EffectResult() {}

  /** The state in small letters, with the reason where there is one. */
  public static String of(String state, @Nullable String reason) {
    String word = state.toLowerCase(Locale.ROOT);
    return reason == null ? word : word + ": " + reason;
  }

  /** Nothing was sent: it is tried again, after a while where the provider said how long. */
  public static RuntimeException notSent(String reason, @Nullable Duration retryAfter) {
    return ActivityFailures.tryAgain("Not sent: " + Outward.reason(reason), "NotSent", retryAfter);
  }
}
