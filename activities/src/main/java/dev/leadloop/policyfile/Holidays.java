package dev.leadloop.policyfile;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Public holidays of a country ({@code DE}) or a part of it ({@code DE-BY}), resolved to dates. The years are fixed, so
 * that one document gives the same dates whenever it is read; a holiday moved off a weekend counts on the day observed.
 */
final class Holidays {
  private static final int FIRST_YEAR = 2015;
  private static final int LAST_YEAR = 2045;

  private Holidays() {}

  static Set<LocalDate> of(Scalar place) {
    String[] parts = place.text().toLowerCase(Locale.ROOT).split("-", 2);
    Set<String> countries = new TreeSet<>();
    HolidayManager.getSupportedCalendarCodes().forEach(code -> countries.add(code.toLowerCase(Locale.ROOT)));
    if (!countries.contains(parts[0])) {
      place.problem("holidays of '" + place.text() + "' are not known; write a country's two letters, such as US or DE,"
          + " or a part of it, such as DE-BY, or list the dates under 'dates'");
      return Set.of();
    }
    HolidayManager manager = HolidayManager.getInstance(ManagerParameters.create(parts[0]));
    if (parts.length == 2 && !manager.getCalendarHierarchy().getChildren().containsKey(parts[1])) {
      place.problem("'" + place.text() + "' is no part of its country with holidays of its own"
          + Nearest.hint(parts[1], manager.getCalendarHierarchy().getChildren().keySet()));
      return Set.of();
    }
    return dates(manager, parts);
  }

  private static Set<LocalDate> dates(HolidayManager manager, String[] parts) {
    Set<LocalDate> dates = new HashSet<>();
    for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
      Set<Holiday> holidays = parts.length == 2
          ? manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY, parts[1])
          : manager.getHolidays(Year.of(year), HolidayType.PUBLIC_HOLIDAY);
      holidays.forEach(holiday -> dates.add(holiday.getObservedDate().orElse(holiday.getActualDate())));
    }
    return dates;
  }
}
