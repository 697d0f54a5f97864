package dev.leadloop.inbox;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long to leave everybody alone while nobody can be called: longer and longer, up to a quarter of a minute. */
final class Outage {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger(Outage.class);

  private Duration pause = Duration.ZERO;

  boolean isOn() {
    return !pause.isZero();
  }

  /** The pause before the next attempt; zero where nothing is wrong. */
  Duration pause() {
    return pause;
  }

  /** Something of it was found: it begins, or goes on as it is. */
  void found(String what) {
    if (pause.isZero()) {
      LOG.warn("{}; rows wait in the inbox", what);
      pause = FIRST;
    }
  }

  /** An attempt was in vain; returns the pause before the next. */
  Duration attemptFailed(String what) {
    if (pause.isZero()) {
      found(what);
    } else {
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }
    return pause;
  }

  void over() {
    if (isOn()) {
      LOG.info("The inbox is being called for again");
    }
    pause = Duration.ZERO;
  }
}
