package dev.leadloop.checks;

import dev.leadloop.checks.Attention.StandingView;
import dev.leadloop.view.AttentionStore;
import dev.leadloop.worker.RepeatingTasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says in the log what stands still: when that is found, when it changes, and every so often while it stays. Has called for
 * what nothing else would ring for.
 */
final class AttentionLog implements RepeatingTasks.RepeatingTask {
  static final Duration BETWEEN_LOOKS = Duration.ofSeconds(20);
  static final Duration SAID_AGAIN = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(AttentionLog.class);

  private final Attention attention;
  private final AttentionStore store;
  private final Clock clock;
  private @Nullable String said;
  private Instant saidAt = Instant.MIN;
  private Instant mended = Instant.MIN;

  AttentionLog(Attention attention, AttentionStore store, Clock clock) {
    this.attention = attention;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Duration go() {
    Instant now = clock.instant();
    if (now.isAfter(mended.plus(SAID_AGAIN))) {
      int rows = store.mend();
      mended = now;
      if (rows > 0) {
        LOG.info("Rings for {} rows that nothing else would have called for", rows);
      }
    }
    say(attention.seen(), now);
    return BETWEEN_LOOKS;
  }

  private void say(StandingView seen, Instant now) {
    String sentence = seen.sentence();
    if (seen.nothing()) {
      if (said != null) {
        LOG.info("Nothing stands still any more");
      }
      said = null;
    } else if (!sentence.equals(said) || now.isAfter(saidAt.plus(SAID_AGAIN))) {
      LOG.warn("{}{}; /leads/attention shows which and what to do", sentence,
          seen.since() == null ? "" : ", the first since " + seen.since());
      said = sentence;
      saidAt = now;
    }
  }
}
