package dev.leadloop.simulation.dryrun;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came of a dry run.
 *
 * @param terms what it was played by
 * @param now what the policy that was tried made of the leads
 * @param before what the policy that it is compared with did; null where there is none
 * @param changed how many leads differ, by the weightiest of what differs; empty where nothing is compared
 * @param changes the first of them, those that change sides first, in the order of the leads
 * @param reached the first of those that became something under the policy that was tried, in order of time
 */
public record DryRunResult(
    Terms terms, Side now, @Nullable Side before, Map<Change.Kind, Integer> changed, List<Change> changes,
    List<LeadLine> reached) {

  /**
   * What a dry run is played by.
   *
   * @param leads who was played, in words
   * @param sales how sales answered, in words
   * @param assumptions what it rests on beside the policies, a sentence each
   */
  public record Terms(
      String leads, Instant from, Instant until, int days, long seed, String sales, ZoneId zone, List<String> assumptions) {
    public Terms {
      assumptions = List.copyOf(assumptions);
    }
  }

  public DryRunResult {
    changed = changed.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(changed));
    changes = List.copyOf(changes);
    reached = List.copyOf(reached);
  }
}
