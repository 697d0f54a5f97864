package dev.leadloop.sla;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.sla.BusinessCalendar.Block;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Random calendars against a stupid oracle that looks at the wall clock of every minute. Set
 * {@code -Dleadloop.calendar.cases=200000} for the long run and {@code -Dleadloop.calendar.seed} to repeat one.
 */
class BusinessCalendarOracleTest {

  private static final int CASES = Integer.getInteger("leadloop.calendar.cases", 5_000);
  private static final long SEED = Long.getLong("leadloop.calendar.seed", 20_260_101L);
  private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2030-12-20T00:00:00Z");

  private static final List<String> ZONES = List.of(
      "Europe/Berlin", "Europe/London", "Europe/Dublin", "Europe/Lisbon", "Europe/Helsinki", "Atlantic/Azores",
      "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Anchorage",
      "America/St_Johns", "America/Havana", "America/Santiago", "America/Asuncion", "America/Sao_Paulo",
      "America/Nuuk", "Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Asia/Beirut", "Asia/Jerusalem",
      "Asia/Kolkata", "Asia/Kathmandu", "Asia/Tokyo", "Australia/Sydney", "Australia/Lord_Howe",
      "Pacific/Auckland", "Pacific/Chatham", "Pacific/Apia");

  @Test
  void agreesWithAnOracleThatWalksMinuteByMinute() {
    for (int n = 0; n < CASES; n++) {
      long seed = SEED + n;
      Random random = new Random(seed);
      BusinessCalendar calendar = calendar(random, ZoneId.of(ZONES.get(n % ZONES.size())));
      Instant start = start(random, calendar.zone());
      Duration time = Duration.ofMinutes(random.nextInt(8) == 0 ? 0 : random.nextInt(1_200));
      Oracle oracle = new Oracle(calendar);

      Instant due = calendar.plus(start, time);
      assertThat(due).as("plus, seed %d, %s, %s + %s", seed, calendar, start, time).isEqualTo(oracle.plus(start, time));

      Instant end = start.plus(Duration.ofMinutes(random.nextInt(3 * 1_440)));
      assertThat(calendar.between(start, end)).as("between, seed %d, %s, %s .. %s", seed, calendar, start, end)
          .isEqualTo(oracle.between(start, end));
      assertThat(calendar.between(start, due)).as("there and back, seed %d", seed).isEqualTo(time);
    }
  }

  private static BusinessCalendar calendar(Random random, ZoneId zone) {
    Map<DayOfWeek, List<Block>> hours = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day == DayOfWeek.WEDNESDAY || random.nextInt(4) > 0) {
        hours.put(day, blocks(random));
      }
    }
    Set<LocalDate> holidays = new HashSet<>();
    for (int i = random.nextInt(200); i > 0; i--) {
      holidays.add(LocalDate.of(2024, 1, 1).plusDays(random.nextInt(7 * 365)));
    }
    return new BusinessCalendar("random", zone, hours, holidays, false);
  }

  /** One to three blocks at quarter hours, at any time of the day; some end at midnight. */
  private static List<Block> blocks(Random random) {
    List<Integer> edges = random.ints(0, 97).distinct().limit(2L * (1 + random.nextInt(3))).sorted().boxed().toList();
    List<Block> blocks = new ArrayList<>();
    for (int i = 0; i < edges.size(); i += 2) {
      blocks.add(new Block(LocalTime.MIN.plusMinutes(15L * edges.get(i)), LocalTime.MIN.plusMinutes(15L * edges.get(i + 1))));
    }
    return blocks;
  }

  /** Half of the starts lie within a day and a half of a clock change, where there is one. */
  private static Instant start(Random random, ZoneId zone) {
    Instant any = FIRST.plus(Duration.ofMinutes(random.nextInt((int) Duration.between(FIRST, LAST).toMinutes())));
    ZoneOffsetTransition change = zone.getRules().previousTransition(any);
    if (random.nextBoolean() && change != null && change.getInstant().isAfter(FIRST)) {
      return change.getInstant().plus(Duration.ofMinutes(random.nextInt(4_320) - 2_160L));
    }
    return any;
  }

  /** Knows nothing of intervals or offsets: asks for the wall clock of each minute. */
  private record Oracle(ZoneId zone, Map<DayOfWeek, boolean[]> open, Set<LocalDate> holidays) {
    Oracle(BusinessCalendar calendar) {
      this(calendar.zone(), new EnumMap<>(DayOfWeek.class), calendar.holidays());
      calendar.hours().forEach((day, blocks) -> {
        boolean[] minutes = new boolean[1_440];
        for (Block block : blocks) {
          int end = block.to().equals(LocalTime.MIN) ? 1_440 : block.to().toSecondOfDay() / 60;
          for (int minute = block.from().toSecondOfDay() / 60; minute < end; minute++) {
            minutes[minute] = true;
          }
        }
        open.put(day, minutes);
      });
    }

    boolean isOpen(Instant minute) {
      LocalDateTime wall = LocalDateTime.ofInstant(minute, zone);
      boolean[] minutes = open.get(wall.getDayOfWeek());
      return minutes != null && minutes[wall.getHour() * 60 + wall.getMinute()] && !holidays.contains(wall.toLocalDate());
    }

    Instant plus(Instant start, Duration time) {
      Instant at = start;
      long left = time.toMinutes();
      while (left > 0 || !(time.isPositive() || isOpen(at))) {
        left -= isOpen(at) ? 1 : 0;
        at = at.plusSeconds(60);
      }
      return at;
    }

    Duration between(Instant from, Instant to) {
      long minutes = 0;
      for (Instant at = from; at.isBefore(to); at = at.plusSeconds(60)) {
        minutes += isOpen(at) ? 1 : 0;
      }
      return Duration.ofMinutes(minutes);
    }
  }
}
