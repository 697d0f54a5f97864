package dev.leadloop.simulation.backtest;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What leads add up to under one policy: counts alone, which may be added in any order.
 *
 * @param mqls leads that became an MQL
 * @param sqls leads that were handed over
 * @param weeks how often leads were handed over, by the Monday of the week
 * @param held against each target
 */
public record Tally(long mqls, long sqls, SortedMap<LocalDate, Long> weeks, Map<Target, Held> held) {
  /**
   * How a policy does against a target.
   *
   * @param found good leads that it handed over before that was known
   * @param wrong those that it handed over and that were not good
   * @param missed good ones that it did not hand over before that was known
   * @param spared others that it did not hand over
   * @param openFound leads that it handed over and of which nobody knows yet
   * @param openSpared those that it did not, likewise
   * @param ranked leads whose outcome is known, by how far they came
   */
  public record Held(
      long found, long wrong, long missed, long spared, long openFound, long openSpared, Ranks ranked) {
    /** Of no lead. */
    public static final Held NONE = new Held(0, 0, 0, 0, 0, 0, Ranks.NONE);

    Held plus(Held other) {
      return new Held(found + other.found, wrong + other.wrong, missed + other.missed, spared + other.spared,
          openFound + other.openFound, openSpared + other.openSpared, ranked.plus(other.ranked));
    }

    static Held of(Course course, Outcome outcome, int readiness) {
      boolean handed = course.foresaw(outcome);
      Boolean good = outcome.good();
      if (good == null) {
        return new Held(0, 0, 0, 0, handed ? 1 : 0, handed ? 0 : 1, Ranks.NONE);
      }
      return new Held(handed && good ? 1 : 0, handed && !good ? 1 : 0, !handed && good ? 1 : 0, !handed && !good ? 1 : 0, 0, 0,
          Ranks.of(readiness, good));
    }
  }

  /** Of no lead. */
  public static final Tally NONE = new Tally(0, 0, new TreeMap<>(), Map.of());

  public Tally {
    weeks = Collections.unmodifiableSortedMap(new TreeMap<>(weeks));
    Map<Target, Held> whole = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      whole.put(target, held.getOrDefault(target, Held.NONE));
    }
    held = Collections.unmodifiableMap(whole);
  }

  /** What one lead adds. */
  static Tally of(Course course, Map<Target, Outcome> outcomes, ZoneId zone) {
    SortedMap<LocalDate, Long> weeks = new TreeMap<>();
    course.handedOver().forEach(at -> weeks.merge(week(at, zone), 1L, Long::sum));
    Map<Target, Held> held = new EnumMap<>(Target.class);
    outcomes.forEach((target, outcome) -> held.put(target, Held.of(course, outcome, course.readiness().getOrDefault(target, 0))));
    return new Tally(course.mql() == null ? 0 : 1, course.sql() == null ? 0 : 1, weeks, held);
  }

  /** Both together. */
  public Tally plus(Tally other) {
    SortedMap<LocalDate, Long> both = new TreeMap<>(weeks);
    other.weeks.forEach((week, times) -> both.merge(week, times, Long::sum));
    Map<Target, Held> added = new EnumMap<>(Target.class);
    held.forEach((target, one) -> added.put(target, one.plus(other.held.getOrDefault(target, Held.NONE))));
    return new Tally(mqls + other.mqls, sqls + other.sqls, both, added);
  }

  private static LocalDate week(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
