package dev.leadloop.simulation.dryrun;

import java.time.LocalDate;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one policy made of the leads.
 *
 * @param counts how often each thing happened; MQL, PQL and SQL are leads, each counted once
 * @param days the same by day
 * @param reps by rep or queue and day what was asked of them; days on which nothing was are left out
 * @param steps mails by {@code sequence/step}
 * @param heldBecause mails that waited or were not sent, by why
 * @param failedBecause leads that could not be played, by why
 */
public record Side(
    PolicyName policy,
    Map<What, Integer> counts,
    SortedMap<LocalDate, Map<What, Integer>> days,
    SortedMap<String, SortedMap<LocalDate, RepDay>> reps,
    SortedMap<String, Map<What, Integer>> steps,
    SortedMap<String, Integer> heldBecause,
    SortedMap<String, Integer> failedBecause) {

  /**
   * Which policy.
   *
   * @param said how it was asked for, such as "version 3" or "policy.yaml"
   */
  public record PolicyName(String said, String name, int version, String contentHash) {}

  /**
   * One day of a rep.
   *
   * @param did how often each thing happened
   * @param mostOpen most handoffs that waited for an answer at once
   */
  public record RepDay(Map<What, Integer> did, int mostOpen) {
    public RepDay {
      did = sorted(did);
    }
  }

  public Side {
    counts = sorted(counts);
    TreeMap<LocalDate, Map<What, Integer>> byDay = new TreeMap<>();
    days.forEach((day, what) -> byDay.put(day, sorted(what)));
    days = Collections.unmodifiableSortedMap(byDay);
    reps = Collections.unmodifiableSortedMap(new TreeMap<>(reps));
    TreeMap<String, Map<What, Integer>> byStep = new TreeMap<>();
    steps.forEach((step, what) -> byStep.put(step, sorted(what)));
    steps = Collections.unmodifiableSortedMap(byStep);
    heldBecause = Collections.unmodifiableSortedMap(new TreeMap<>(heldBecause));
    failedBecause = Collections.unmodifiableSortedMap(new TreeMap<>(failedBecause));
  }

  /** How often that happened. */
  public int count(What what) {
    return counts.getOrDefault(what, 0);
  }

  private static Map<What, Integer> sorted(Map<What, Integer> counts) {
    return counts.isEmpty() ? Map.of() : Collections.unmodifiableMap(new EnumMap<>(counts));
  }
}
