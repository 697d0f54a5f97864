package dev.leadloop.record;

import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The one door for as long as a decision may take: once the time is up it takes no more events, and what is left waits for the
 * next decision. So each records what it has come to, however much waits and however dear the policy makes it.
 */
final class TimedDecider implements Decider {
  /** Well within the four seconds that the record is given, since a decision is made twice where it needs the desk. */
  static final Duration LIMIT = Duration.ofSeconds(1);

  private final Duration limit;

  TimedDecider(Duration limit) {
    this.limit = limit;
  }

  @Override
  public Decision decide(LeadState state, List<LeadEvent> events, LeadPolicy policy, SalesDesk desk, Instant now) {
    long began = System.nanoTime();
    return LeadLifecycle.decide(
        state, events, policy, desk, now, () -> System.nanoTime() - began > limit.toNanos());
  }
}
