package dev.leadloop.policyfile;

import dev.leadloop.lead.Countries;
import dev.leadloop.policyfile.yaml.Nearest;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.BusinessCalendar.Block;
import dev.leadloop.sla.HoursText;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads business calendars: zone, blocks of hours by weekday, holidays by country and by date. */
final class CalendarReader {
  private CalendarReader() {}

  static BusinessCalendar read(Section section, Holidays known) {
    ZoneId zone = zone(section);
    boolean always = section.flag("always-open");
    Map<DayOfWeek, List<Block>> hours = new EnumMap<>(DayOfWeek.class);
    if (section.has("hours")) {
      hours.putAll(hours(section.section("hours")));
    }
    if (!always && hours.values().stream().allMatch(List::isEmpty)) {
      section.problem("hours", "the calendar '" + section.name()
          + "' has no hours; add for example 'hours: { mon-fri: [09:00-17:00] }', or 'always-open: true'");
    }
    Closed closed = section.has("holidays") ? closed(section.section("holidays"), known) : Closed.NEVER;
    section.end();
    return new BusinessCalendar(section.name(), zone, hours, closed.dates(), always, closed.places());
  }

  static ZoneId zone(Section section) {
    String zone = section.text("zone", "Europe/Berlin");
    if (ZoneId.getAvailableZoneIds().contains(zone)) {
      return ZoneId.of(zone);
    }
    if (!zone.isEmpty()) {
      section.problem("zone", "there is no time zone '" + zone + "'" + near(zone));
    }
    return ZoneOffset.UTC;
  }

  private static String near(String zone) {
    String hint = Nearest.hint(zone, ZoneId.getAvailableZoneIds());
    return hint.contains("known are") ? "; give a region and city, such as Europe/Berlin or America/New_York" : hint;
  }

  static Map<DayOfWeek, List<Block>> hours(Section section) {
    Map<DayOfWeek, List<Block>> hours = new EnumMap<>(DayOfWeek.class);
    for (String key : section.keys()) {
      List<Block> blocks = blocks(section.scalars(key));
      for (DayOfWeek day : days(section, key)) {
        if (hours.put(day, blocks) != null) {
          section.problem(key, "the hours of " + HoursText.DAYS.get(day.getValue() - 1) + " are given twice; keep one");
        }
      }
    }
    return hours;
  }

  /** The days of a key such as {@code sat} or {@code mon-fri}. */
  private static List<DayOfWeek> days(Section section, String key) {
    List<DayOfWeek> days = HoursText.days(key);
    if (days.isEmpty()) {
      section.problem(key,
          "'" + key + "' is no weekday; write one of " + String.join(", ", HoursText.DAYS) + ", or a range such as mon-fri");
    }
    return days;
  }

  private static List<Block> blocks(List<Scalar> scalars) {
    List<Block> blocks = new ArrayList<>();
    for (Scalar scalar : scalars) {
      Block block = HoursText.block(scalar.text());
      if (block == null) {
        scalar.problem("'" + scalar.text()
            + "' are no hours; write for example 09:00-12:30, the end after the beginning, at most 24:00");
      } else if (HoursText.follows(blocks.isEmpty() ? null : blocks.get(blocks.size() - 1), block)) {
        blocks.add(block);
      } else {
        scalar.problem("the hours '" + scalar.text()
            + "' must begin after the ones before them have ended; put them in order and apart");
      }
    }
    return blocks;
  }

  /**
   * Days without hours.
   *
   * @param dates all of them
   * @param places those that are a place's public holidays, by what the place is called
   */
  record Closed(Set<LocalDate> dates, Map<String, Set<LocalDate>> places) {
    static final Closed NEVER = new Closed(Set.of(), Map.of());
  }

  static Closed closed(Section section, Holidays known) {
    Set<LocalDate> dates = new HashSet<>();
    Map<String, Set<LocalDate>> places = new HashMap<>();
    for (Scalar place : section.scalars("countries")) {
      Set<LocalDate> days = Set.copyOf(known.of(place));
      if (!days.isEmpty()) {
        places.put(called(place.text().toUpperCase(Locale.ROOT)), days);
      }
      dates.addAll(days);
    }
    for (Scalar date : section.scalars("dates")) {
      try {
        dates.add(LocalDate.parse(date.text()));
      } catch (DateTimeException notADate) {
        date.problem("'" + date.text() + "' is no date; write year, month and day, such as 2026-12-24");
      }
    }
    section.end();
    return new Closed(dates, places);
  }

  /** A place by its country's name and its code, such as "Germany (DE-BY)". */
  private static String called(String place) {
    return Countries.name(place.split("-", 2)[0]) + " (" + place + ")";
  }
}
