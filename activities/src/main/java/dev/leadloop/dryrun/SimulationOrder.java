package dev.leadloop.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dry run as it was ordered and is kept.
 *
 * @param policy what is tried
 * @param against what it is compared with; null for nothing
 * @param segment the leads of the record that are played, a condition as campaigns have; null for all, or where a file is given
 * @param file the leads of a file; null where those of the record are played
 * @param from when the clock begins
 * @param zone in which days are cut
 */
public record SimulationOrder(
    Which policy,
    @Nullable Which against,
    @Nullable JsonNode segment,
    @Nullable LeadFile file,
    Instant from,
    int days,
    long seed,
    SalesAnswer sales,
    Engagement engagement,
    String zone) {

  /**
   * A policy.
   *
   * @param said how people call it, such as "version 3"
   * @param version a published one; null where a document is given
   * @param document as it was when it was ordered; null for a published one
   */
  public record Which(String said, @Nullable Integer version, @Nullable String document) {}

  /** What a file is called, and how it is read. */
  public record LeadFile(String name, String mapping, @Nullable String charset) {}
}
