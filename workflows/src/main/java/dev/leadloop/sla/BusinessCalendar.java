package dev.leadloop.sla;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Working hours of a team in its own zone. An instant is open when the wall clock then shows a time within a block of
 * a day that is no holiday; business time is the real time that passes while it is open. Where clocks go forward the
 * hour that never was does not count; where they go back the hour that comes twice counts twice.
 *
 * @param hours blocks of each weekday, in order and apart; a block may end at midnight ({@link LocalTime#MIN} as end)
 * @param holidays dates without hours, the public holidays among them
 * @param alwaysOpen whether every instant counts, whatever the hours say
 * @param publicHolidays the holidays of each place that it keeps, by what the place is called, such as "Bavaria (DE-BY)"
 */
public record BusinessCalendar(
    String id,
    ZoneId zone,
    Map<DayOfWeek, List<Block>> hours,
    Set<LocalDate> holidays,
    boolean alwaysOpen,
    Map<String, Set<LocalDate>> publicHolidays) {

  /** How far ahead an open instant is looked for: no calendar in use is shut for longer. */
  private static final Duration LONGEST_CLOSURE = Duration.ofDays(1_000);

  /** A stretch of working time within a day. */
  public record Block(LocalTime from, LocalTime to) {
    public Block {
      if (!to.equals(LocalTime.MIN) && !from.isBefore(to)) {
        throw new IllegalArgumentException("a block must end after it begins, but " + from + "-" + to + " does not");
      }
    }

    private boolean holds(LocalTime time) {
      return !time.isBefore(from) && (to.equals(LocalTime.MIN) || time.isBefore(to));
    }

    private LocalDateTime endOn(LocalDate date) {
      return to.equals(LocalTime.MIN) ? date.plusDays(1).atStartOfDay() : date.atTime(to);
    }
  }

  /** Time without a break, its end not counted. */
  public record Stretch(Instant from, Instant to) {}

  public BusinessCalendar {
    hours = hours.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, day -> List.copyOf(day.getValue())));
    holidays = Set.copyOf(holidays);
    publicHolidays = publicHolidays.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, place -> Set.copyOf(place.getValue())));
  }

  /** A calendar of which nobody need know why a day is a holiday. */
  public BusinessCalendar(
      String id, ZoneId zone, Map<DayOfWeek, List<Block>> hours, Set<LocalDate> holidays, boolean alwaysOpen) {
    this(id, zone, hours, holidays, alwaysOpen, Map.of());
  }

  /** The holidays that are of none of its places, such as a company's own days. */
  public Set<LocalDate> ownHolidays() {
    return holidays.stream().filter(date -> publicHolidays.values().stream().noneMatch(days -> days.contains(date)))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The instant by which so much business time has passed. A deadline that falls on the end of a block stays there.
   * Zero time gives {@code start} where that is open, else the next opening.
   *
   * @throws IllegalArgumentException if the time is negative
   * @throws IllegalStateException if the calendar stays shut for longer than anyone could mean
   */
  public Instant plus(Instant start, Duration businessTime) {
    if (businessTime.isNegative()) {
      throw new IllegalArgumentException("business time cannot be negative, but is " + businessTime);
    }
    if (alwaysOpen) {
      return start.plus(businessTime);
    }
    Duration left = businessTime;
    Stretch open = openFrom(start);
    while (true) {
      Duration length = Duration.between(open.from(), open.to());
      if (left.compareTo(length) <= 0) {
        return open.from().plus(left);
      }
      left = left.minus(length);
      open = openFrom(open.to());
    }
  }

  /** Business time from one instant to another; negative where the second comes first. */
  public Duration between(Instant from, Instant to) {
    if (to.isBefore(from)) {
      return between(to, from).negated();
    }
    Duration total = Duration.ZERO;
    for (Stretch open : open(from, to)) {
      total = total.plus(Duration.between(open.from(), open.to()));
    }
    return total;
  }

  /** The stretches of one time that are open, in order and apart; none where the time ends before it begins. */
  public List<Stretch> open(Instant from, Instant to) {
    if (alwaysOpen) {
      return from.isBefore(to) ? List.of(new Stretch(from, to)) : List.of();
    }
    List<Stretch> all = new ArrayList<>();
    Stretch open = firstOpen(from, to);
    while (open != null) {
      all.add(open);
      open = firstOpen(open.to(), to);
    }
    return all;
  }

  /** Whether it is working time then. */
  public boolean isOpen(Instant at) {
    if (alwaysOpen) {
      return true;
    }
    LocalDateTime wall = LocalDateTime.ofInstant(at, zone);
    return !holidays.contains(wall.toLocalDate())
        && hours.getOrDefault(wall.getDayOfWeek(), List.of()).stream().anyMatch(block -> block.holds(wall.toLocalTime()));
  }

  private Stretch openFrom(Instant start) {
    Stretch open = firstOpen(start, start.plus(LONGEST_CLOSURE));
    if (open == null) {
      throw new IllegalStateException("the business calendar '" + id + "' has no open hours in the "
          + LONGEST_CLOSURE.toDays() + " days after " + start + "; give it hours, or fewer holidays");
    }
    return open;
  }

  /** The first open stretch after an instant and before a limit, or null. Between clock changes offsets are constant. */
  private @Nullable Stretch firstOpen(Instant from, Instant limit) {
    Instant at = from;
    while (at.isBefore(limit)) {
      ZoneOffset offset = zone.getRules().getOffset(at);
      ZoneOffsetTransition change = zone.getRules().nextTransition(at);
      Instant end = change == null || change.getInstant().isAfter(limit) ? limit : change.getInstant();
      Stretch open = firstOpen(at, end, offset);
      if (open != null) {
        return open;
      }
      at = end;
    }
    return null;
  }

  private @Nullable Stretch firstOpen(Instant from, Instant to, ZoneOffset offset) {
    LocalDate last = LocalDateTime.ofInstant(to, offset).toLocalDate();
    for (LocalDate day = LocalDateTime.ofInstant(from, offset).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
      if (holidays.contains(day)) {
        continue;
      }
      for (Block block : hours.getOrDefault(day.getDayOfWeek(), List.of())) {
        Instant opens = later(from, day.atTime(block.from()).toInstant(offset));
        Instant shuts = earlier(to, block.endOn(day).toInstant(offset));
        if (opens.isBefore(shuts)) {
          return new Stretch(opens, shuts);
        }
      }
    }
    return null;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
