package dev.leadloop.policyfile;

import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.leadloop.policyfile.HolidayCorrections.Correction;
import dev.leadloop.policyfile.yaml.Nearest;
import dev.leadloop.policyfile.yaml.Scalar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Public holidays of a country ({@code DE}) or a part of it ({@code DE-BY}), resolved to dates: what the library says, with
 * our corrections. The years are fixed, so that one document gives the same dates whenever it is published; a published
 * version keeps those it was published with. A holiday moved off a weekend counts on the day observed.
 */
final class Holidays {
  private static final int FIRST_YEAR = 2015;
  private static final int LAST_YEAR = 2045;

  /** By how many parts a country is told from one that has an exception or two. */
  private static final int FEWEST_PARTS = 3;

  private static final int TOLD = 4;
  private static final HolidayCorrections CORRECTIONS = HolidayCorrections.read();

  private final Map<String, List<LocalDate>> recorded;
  private final Map<String, List<LocalDate>> found = new TreeMap<>();

  private Holidays(Map<String, List<LocalDate>> recorded) {
    this.recorded = recorded;
  }

  /** As they are known now. */
  static Holidays known() {
    return new Holidays(Map.of());
  }

  /** As they were known when a version was published; a place that was not asked for then is as known now. */
  static Holidays recorded(Map<String, List<LocalDate>> byPlace) {
    return new Holidays(byPlace);
  }

  /** What the places asked for came to, by place, in order. */
  Map<String, List<LocalDate>> found() {
    return new TreeMap<>(found);
  }

  /** The dates of a place; none, and a problem noted, where it is not known. */
  List<LocalDate> of(Scalar place) {
    String name = place.text().toUpperCase(Locale.ROOT);
    List<LocalDate> before = recorded.get(name);
    List<LocalDate> dates = before == null ? look(place, name) : before;
    found.put(name, dates);
    return dates;
  }

  // The library finds its parts by a loader that two may not use at once, and then says that there are none.
  private static synchronized List<LocalDate> look(Scalar place, String name) {
    String[] parts = name.split("-", 2);
    if (!countries().contains(parts[0])) {
      place.problem("holidays of '" + place.text() + "' are not known; write a country's two letters, such as US or DE,"
          + " or a part of it, such as DE-BY, or list the dates under 'dates'");
      return List.of();
    }
    HolidayManager library = manager(parts[0]);
    Set<String> known = partsOf(library, parts[0]);
    if (parts.length == 2 && !known.contains(parts[1])) {
      place.problem("'" + place.text() + "' is no part of its country with holidays of its own" + Nearest.hint(parts[1], known));
      return List.of();
    }
    SortedMap<LocalDate, String> days = days(library, name, FIRST_YEAR, LAST_YEAR);
    if (parts.length == 1 && known.size() >= FEWEST_PARTS) {
      warnOfParts(place, library, parts[0], known, days.keySet());
    }
    CORRECTIONS.listedUntil(name).ifPresent(year -> place.warning(
        "the holidays of '" + place.text() + "' that no rule gives are listed until " + year
            + "; for later years publish the policy again with a later Leadloop, or list them under 'dates'"));
    return List.copyOf(days.keySet());
  }

  private static Set<String> countries() {
    Set<String> countries = new TreeSet<>();
    HolidayManager.getSupportedCalendarCodes().forEach(code -> countries.add(code.toUpperCase(Locale.ROOT)));
    CORRECTIONS.places().forEach(place -> countries.add(place.split("-", 2)[0]));
    return countries;
  }

  private static @Nullable HolidayManager manager(String country) {
    boolean known = HolidayManager.getSupportedCalendarCodes().stream().anyMatch(country::equalsIgnoreCase);
    return known ? HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT))) : null;
  }

  private static Set<String> partsOf(@Nullable HolidayManager library, String country) {
    Set<String> parts = new TreeSet<>();
    if (library != null) {
      library.getCalendarHierarchy().getChildren().keySet().forEach(part -> parts.add(part.toUpperCase(Locale.ROOT)));
    }
    CORRECTIONS.places().stream()
        .filter(place -> place.startsWith(country + "-"))
        .forEach(place -> parts.add(place.substring(country.length() + 1)));
    return parts;
  }

  private static SortedMap<LocalDate, String> libraryDays(
      @Nullable HolidayManager library, String name, int first, int last) {
    SortedMap<LocalDate, String> days = new TreeMap<>();
    int dash = name.indexOf('-');
    String[] part = dash < 0 ? new String[0] : new String[] {name.substring(dash + 1).toLowerCase(Locale.ROOT)};
    for (int year = first; library != null && year <= last; year++) {
      library
          .getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, part)
          .forEach(day -> days.put(day.getObservedDate().orElse(day.getActualDate()), day.getDescription(Locale.ENGLISH)));
    }
    return days;
  }

  /** The days of a place with their names, in order. */
  private static SortedMap<LocalDate, String> days(@Nullable HolidayManager library, String name, int first, int last) {
    SortedMap<LocalDate, String> days = libraryDays(library, name, first, last);
    for (Correction correction : CORRECTIONS.of(name)) {
      correction.day().in(first, last).forEach(date -> {
        if (correction.holiday()) {
          days.put(date, correction.what());
        } else {
          days.remove(date);
        }
      });
    }
    return days;
  }

  /** A country asked for as a whole has the days that all of its parts have; those that most have are then missing. */
  private static void warnOfParts(
      Scalar place, @Nullable HolidayManager library, String country, Set<String> parts, Set<LocalDate> has) {
    int year = CORRECTIONS.lastYear();
    Map<LocalDate, Integer> times = new TreeMap<>();
    Map<LocalDate, String> names = new HashMap<>();
    for (String part : parts) {
      days(library, country + "-" + part, year - 1, year).forEach((date, what) -> {
        if (!has.contains(date) && date.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0) {
          times.merge(date, 1, Integer::sum);
          names.put(date, what);
        }
      });
    }
    Map<String, LocalDate> common = new LinkedHashMap<>();
    times.forEach((date, count) -> {
      if (count * 2 >= parts.size()) {
        common.put(String.valueOf(names.get(date)), date);
      }
    });
    if (!common.isEmpty()) {
      place.warning("the holidays of '" + place.text() + "' as a whole lack days that most of its parts have, such as "
          + common.entrySet().stream().limit(TOLD).map(day -> day.getKey() + " (" + day.getValue() + ")")
          .collect(Collectors.joining(", ")) + "; name the part, such as " + country + "-"
          + parts.iterator().next());
    }
  }
}
