package dev.leadloop.sla;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Working hours of a team in its own zone.
 *
 * @param hours blocks of each weekday, in order and apart; a block may end at midnight ({@link LocalTime#MIN} as end)
 * @param holidays dates without hours
 * @param alwaysOpen whether every instant counts, whatever the hours say
 */
public record BusinessCalendar(
    String id,
    ZoneId zone,
    Map<DayOfWeek, List<Block>> hours,
    Set<LocalDate> holidays,
    boolean alwaysOpen) {

  /** A stretch of working time within a day. */
  public record Block(LocalTime from, LocalTime to) {}

  public BusinessCalendar {
    hours = Map.copyOf(hours);
    holidays = Set.copyOf(holidays);
  }
}
