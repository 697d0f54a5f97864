package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Cut;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;

/** The names of months and weeks. */
final class Periods {
  private static final int EARLIEST = 1990;
  private static final int LATEST = 2200;

  private Periods() {}

  /** Whether there is a month or week of that name, in the years of which anything can be asked. */
  static boolean is(Cut cut, String name) {
    if (!name.matches(cut == Cut.MONTH ? "[0-9]{4}-[0-9]{2}" : "[0-9]{4}-W[0-9]{2}")) {
      return false;
    }
    try {
      int year = cut == Cut.MONTH
          ? YearMonth.parse(name).getYear()
          : LocalDate.parse(name + "-1", DateTimeFormatter.ISO_WEEK_DATE).plusDays(3).getYear();
      return year >= EARLIEST && year < LATEST && Integer.parseInt(name.substring(0, 4)) == year;
    } catch (DateTimeException none) {
      return false;
    }
  }
}
