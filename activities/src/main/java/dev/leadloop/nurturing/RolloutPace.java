package dev.leadloop.nurturing;

import dev.leadloop.nurturing.RolloutOrderStore.Standing;
import java.time.Duration;
import java.time.Instant;

/** When a rollout orders its next leads, and how many. */
final class RolloutPace {
  /** The most leads that are ordered at a time. */
  static final int PAGE = 1_000;

  /** As many leads are ordered at a time as move in this time. */
  private static final Duration BATCH = Duration.ofSeconds(10);
  /** An order that no decision has taken for so long holds the next ones no longer up. */
  private static final Duration OVERDUE = Duration.ofMinutes(3);
  /** Where so many leads stand still, it is not they alone: the next ones are not ordered. */
  private static final int TOO_MANY_HELD = 100;

  private static final long SHORTEST_REST = 1_000;
  private static final long REST_WHILE_WAITING = 2_000;
  private static final long REST_WHILE_HELD = 15_000;
  private static final long LONGEST_REST = 60_000;

  private RolloutPace() {}

  /** Orders that were given before and wait still are overdue. */
  static Instant overdue(Instant now) {
    return now.minus(OVERDUE);
  }

  /** How many leads are ordered at a time. */
  static int most(Rollout rollout) {
    return Math.clamp(rollout.perMinute() * BATCH.toSeconds() / 60, 1, PAGE);
  }

  /** Whether the next leads are ordered now: those before are decided, but for a few that stand still, and had their time. */
  static boolean goesOn(Rollout rollout, Standing standing, Instant now) {
    return standing.waiting() == standing.held()
        && standing.held() < TOO_MANY_HELD
        && (rollout.nextAt() == null || !now.isBefore(rollout.nextAt()));
  }

  /** How long to wait before looking again, in milliseconds. */
  static long rest(Rollout rollout, Standing standing, Instant now) {
    Instant next = rollout.nextAt();
    long until = next == null ? 0 : Duration.between(now, next).toMillis();
    long least = standing.held() > 0 ? REST_WHILE_HELD : standing.waiting() > 0 ? REST_WHILE_WAITING : SHORTEST_REST;
    return Math.clamp(until, least, LONGEST_REST);
  }
}
