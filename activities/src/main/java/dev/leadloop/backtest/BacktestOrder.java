package dev.leadloop.backtest;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * What is tried on whom.
 *
 * @param policy the version that is tried, or the draft, such as d4
 * @param version its number; null for a draft
 * @param against the version that it is compared with; null for how the leads were lived
 * @param from leads that came in then or later
 * @param to leads that came in before
 * @param segment of the policy that is tried; null for all leads
 * @param until what was decided later is left out
 * @param zone in which weeks are cut
 */
public record BacktestOrder(
    String policy, @Nullable Integer version, @Nullable Integer against, Instant from, Instant to, @Nullable String segment,
    Instant until, ZoneId zone) {
  /** In a few words. */
  public String words() {
    return "policy " + policy + " against " + (against == null ? "what happened" : "version " + against);
  }
}
