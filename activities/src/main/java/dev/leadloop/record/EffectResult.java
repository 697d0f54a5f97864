package dev.leadloop.record;

import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How effects say what came of them. */
final class EffectResult {
  private EffectResult() {}

  static String of(String state, @Nullable String reason) {
    String word = state.toLowerCase(Locale.ROOT);
    return reason == null ? word : word + ": " + reason;
  }

  /** Nothing was sent: it is tried again, after a while where the provider said how long. */
  static ApplicationFailure notSent(String reason, @Nullable Duration retryAfter) {
    return ApplicationFailure.newBuilder()
        .setMessage("Not sent: " + Outward.reason(reason))
        .setType("NotSent")
        .setNextRetryDelay(retryAfter)
        .build();
  }
}
