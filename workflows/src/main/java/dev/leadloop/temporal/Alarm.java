package dev.leadloop.temporal;

import dev.leadloop.lifecycle.deciding.Due;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The one timer of a lead. It is set anew only when the due time moves earlier or its purpose changes; when it only
 * moves later, it is let ring and set anew then, which costs nothing while the lead is busy.
 */
final class Alarm {
  private @Nullable Due set;
  private @Nullable CancellationScope timer;
  private boolean fired;
  private boolean looksAgain;

  boolean fired() {
    return fired;
  }

  /** Takes note that the alarm fired; returns whether it was set to look again, whatever is due. */
  boolean acknowledge() {
    fired = false;
    boolean looked = looksAgain;
    looksAgain = false;
    return looked;
  }

  void setFor(@Nullable Due due, Instant now) {
    if (due == null || !due.at().isAfter(now)) {
      cancel();
    } else if (set == null || due.purpose() != set.purpose() || due.at().isBefore(set.at())) {
      cancel();
      start(due, due.label(), millisUntil(due.at(), now));
    }
  }

  /** Replaces the alarm by one that rings after that time, whatever is due; one that is set to look again is left. */
  void lookAgain(Duration after) {
    if (looksAgain) {
      return;
    }
    cancel();
    start(null, "looks again", after);
    looksAgain = true;
  }

  private void start(@Nullable Due due, String summary, Duration after) {
    CancellationScope scope = Workflow.newCancellationScope(() -> {
      Promise<Void> ringing = Workflow.newTimer(after, TimerOptions.newBuilder().setSummary(Shown.summary(summary)).build());
      ringing.handle((nothing, cancelled) -> {
        if (cancelled == null) {
          fired = true;
          set = null;
          timer = null;
        }
        return null;
      });
    });
    set = due;
    timer = scope;
    scope.run();
  }

  private void cancel() {
    if (timer != null) {
      timer.cancel();
    }
    timer = null;
    set = null;
    looksAgain = false;
  }

  /** Rounded up: an alarm is never early. */
  private static Duration millisUntil(Instant at, Instant now) {
    return Duration.ofMillis(Duration.between(now, at).plusNanos(999_999).toMillis());
  }
}
