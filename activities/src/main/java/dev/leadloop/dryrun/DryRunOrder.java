package dev.leadloop.dryrun;

import dev.leadloop.simulation.dryrun.DryRun.Asked;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is to be played.
 *
 * @param policy the policy that is tried
 * @param against the one that it is compared with; null for none
 * @param from when the clock begins
 * @param zone in which days are cut
 */
public record DryRunOrder(
    Asked policy, @Nullable Asked against, Instant from, int days, long seed, SalesAnswer sales, Engagement engagement,
    ZoneId zone) {
  /** Most days that can be played. */
  public static final int MOST_DAYS = 730;

  /** The seed where nobody gives one. */
  public static final long USUAL_SEED = 1;

  /** The days where nobody says how many. */
  public static final int USUAL_DAYS = 90;

  public DryRunOrder {
    if (days < 1 || days > MOST_DAYS) {
      throw new IllegalArgumentException("'days' is from 1 to " + MOST_DAYS + ", and is " + days);
    }
  }

  /** When the clock ends. */
  public Instant until() {
    return from.atZone(zone).plusDays(days).toInstant();
  }
}
