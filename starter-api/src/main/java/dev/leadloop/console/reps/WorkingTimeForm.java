package dev.leadloop.console.reps;

import dev.leadloop.console.OrderForm;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.reps.OwnHours.Worked;
import dev.leadloop.reps.WorkingTimeRules;
import dev.leadloop.sla.BusinessCalendar.Block;
import dev.leadloop.sla.HoursText;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When somebody works, as a form shows it and sends it.
 *
 * @param clock of which zone its times are
 */
public record WorkingTimeForm(
    String timeZone, List<Day> days, String daysOff, String absentFrom, String absentUntil, String clock) {
  private static final DateTimeFormatter FIELD = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm", Locale.ROOT);

  /** A day of the week and when it is worked, such as "09:00-12:30, 13:00-17:30". */
  public record Day(String name, String hours) {}

  /** As it stands of a rep; times on that zone's clock. */
  public static WorkingTimeForm of(Rep rep, ZoneId clock) {
    Map<DayOfWeek, List<Block>> week = HoursText.parse(rep.work().hours());
    return new WorkingTimeForm(
        OrderForm.orEmpty(rep.work().timeZone()),
        Arrays.stream(DayOfWeek.values()).map(day -> new Day(name(day), week.getOrDefault(day, List.of()).stream()
            .map(WorkingTimeForm::text).collect(Collectors.joining(", ")))).toList(),
        new TreeSet<>(rep.work().daysOff()).stream().map(LocalDate::toString).collect(Collectors.joining("\n")),
        field(rep.absentFrom(), clock), field(rep.absentUntil(), clock), clock.getId());
  }

  /** As it was sent, to be mended. */
  public static WorkingTimeForm sent(Map<String, String> sent) {
    return new WorkingTimeForm(
        sent.getOrDefault("timeZone", ""),
        Arrays.stream(DayOfWeek.values()).map(day -> new Day(name(day), sent.getOrDefault(name(day), ""))).toList(),
        sent.getOrDefault("daysOff", ""), sent.getOrDefault("absentFrom", ""), sent.getOrDefault("absentUntil", ""),
        sent.getOrDefault("timeZone", ""));
  }

  /**
   * What was sent.
   *
   * @param otherwise the clock of its times where no zone was sent
   * @throws ProblemException where a field cannot be read
   */
  public static Worked read(Map<String, String> sent, WorkingTimeRules rules, ZoneId otherwise) {
    String zone = OrderForm.given(sent.get("timeZone"));
    rules.zone("timeZone", zone);
    Map<String, List<String>> week = new LinkedHashMap<>();
    for (DayOfWeek day : DayOfWeek.values()) {
      String given = OrderForm.given(sent.get(name(day)));
      if (given != null) {
        week.put(name(day), Arrays.stream(given.split(",")).map(String::strip).toList());
      }
    }
    ZoneId clock = zone == null ? otherwise : ZoneId.of(zone);
    return new Worked(
        zone, week, days(sent.getOrDefault("daysOff", "")), instant("absentFrom", sent, clock),
        instant("absentUntil", sent, clock));
  }

  /** The zones to choose from, such as Europe/Berlin. */
  public static List<String> zones() {
    return ZoneId.getAvailableZoneIds().stream().filter(id -> id.matches("[A-Z][a-z]+/.*")).sorted().toList();
  }

  /** The week in a line, days that are alike together, such as "Mon to Fri 09:00-17:00"; empty for no hours of one's own. */
  static String week(Map<String, List<String>> hours) {
    return inWords(HoursText.parse(hours));
  }

  /** The same of a calendar's hours. */
  static String inWords(Map<DayOfWeek, List<Block>> week) {
    List<String> lines = new ArrayList<>();
    DayOfWeek from = null;
    for (DayOfWeek day : DayOfWeek.values()) {
      List<Block> blocks = week.getOrDefault(day, List.of());
      if (from == null) {
        from = day;
      }
      boolean last = day == DayOfWeek.SUNDAY || !blocks.equals(week.getOrDefault(day.plus(1), List.of()));
      if (last) {
        if (!blocks.isEmpty()) {
          lines.add((from == day ? brief(day) : brief(from) + " to " + brief(day)) + " "
              + blocks.stream().map(WorkingTimeForm::text).collect(Collectors.joining(" and ")));
        }
        from = null;
      }
    }
    return String.join(", ", lines);
  }

  private static String brief(DayOfWeek day) {
    String name = name(day);
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Set<LocalDate> days(String text) {
    Set<LocalDate> days = new TreeSet<>();
    for (String one : text.split("[\\s,;]+")) {
      try {
        if (!one.isBlank()) {
          days.add(LocalDate.parse(one));
        }
      } catch (DateTimeParseException none) {
        throw FieldError.in("daysOff", "has '" + one + "', which is no day; write each as 2027-05-14");
      }
    }
    return days;
  }

  private static @Nullable Instant instant(String field, Map<String, String> sent, ZoneId zone) {
    String given = OrderForm.given(sent.get(field));
    try {
      return given == null ? null : LocalDateTime.parse(given).atZone(zone).toInstant();
    } catch (DateTimeParseException none) {
      throw FieldError.in(field, "must be a day and a time, such as 2027-05-14T09:00");
    }
  }

  private static String field(@Nullable Instant at, ZoneId zone) {
    return at == null ? "" : FIELD.withZone(zone).format(at);
  }

  private static String name(DayOfWeek day) {
    return HoursText.DAYS.get(day.getValue() - 1);
  }

  private static String text(Block block) {
    return block.from() + "-" + (block.to().equals(LocalTime.MIN) ? "24:00" : block.to());
  }
}
