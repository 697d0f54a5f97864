package dev.leadloop.policyfile;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the library of public holidays has wrong or not at all, place by place, each line with the official page it is from.
 * A line takes effect for the place it names alone. To bring a year up to date, add its lines; where the library has learnt
 * of it meanwhile, a test says which line can go.
 */
final class HolidayCorrections {
  private static final String FILE = "/holidays/corrections.csv";
  private static final Pattern EVERY_YEAR = Pattern.compile("(\\d\\d-\\d\\d) since (\\d{4})");
  private static final Pattern WEEKDAY = Pattern.compile("([1-5])(?:st|nd|rd|th) (\\w{3}) of (\\d\\d?) since (\\d{4})");
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private final Map<String, List<Correction>> byPlace = new HashMap<>();

  /**
   * One line.
   *
   * @param place such as JP or CA-ON
   * @param holiday whether the day is one; else the library is wrong to have it
   * @param day the date, or the rule that gives one each year
   * @param source address of the official page
   */
  record Correction(String place, boolean holiday, Day day, String what, String source) {}

  /** Which day is meant. */
  sealed interface Day {
    /** One day of one year. */
    record Date(LocalDate date) implements Day {}

    /** The same day of each year since then. */
    record EveryYear(MonthDay day, int since) implements Day {}

    /** Such as the second Monday of a month, of each year since then. */
    record Weekday(int ordinal, DayOfWeek weekday, int month, int since) implements Day {}

    /** The dates it comes to. */
    default Stream<LocalDate> in(int firstYear, int lastYear) {
      return switch (this) {
        case Date one -> Stream.of(one.date()).filter(date -> date.getYear() >= firstYear && date.getYear() <= lastYear);
        case EveryYear every -> years(every.since(), firstYear, lastYear).mapToObj(every.day()::atYear);
        case Weekday weekday ->
            years(weekday.since(), firstYear, lastYear)
                .mapToObj(year -> LocalDate.of(year, weekday.month(), 1)
                    .with(TemporalAdjusters.dayOfWeekInMonth(weekday.ordinal(), weekday.weekday())));
      };
    }

    private static IntStream years(int since, int firstYear, int lastYear) {
      return IntStream.rangeClosed(Math.max(since, firstYear), lastYear);
    }
  }

  private HolidayCorrections() {}

  /** The corrections that come with the product. */
  static HolidayCorrections read() {
    HolidayCorrections corrections = new HolidayCorrections();
    InputStream file = HolidayCorrections.class.getResourceAsStream(FILE);
    if (file == null) {
      throw new IllegalStateException("the corrections of public holidays are missing from this build");
    }
    try (CsvReader<NamedCsvRecord> lines =
        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      for (NamedCsvRecord line : lines) {
        Correction read = correction(line);
        corrections.byPlace.computeIfAbsent(read.place(), place -> new ArrayList<>()).add(read);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the corrections of public holidays cannot be read", e);
    }
    return corrections;
  }

  private static Correction correction(NamedCsvRecord line) {
    String change = line.getField("change");
    if (!change.equals("+") && !change.equals("-")) {
      throw new IllegalStateException("a correction of holidays adds (+) or takes away (-), line "
          + line.getStartingLineNumber());
    }
    return new Correction(
        line.getField("place"), change.equals("+"), day(line.getField("date")), line.getField("what"), line.getField("source"));
  }

  private static Day day(String text) {
    Matcher every = EVERY_YEAR.matcher(text);
    if (every.matches()) {
      return new Day.EveryYear(MonthDay.parse("--" + every.group(1)), Integer.parseInt(every.group(2)));
    }
    Matcher weekday = WEEKDAY.matcher(text);
    return weekday.matches()
        ? new Day.Weekday(
            Integer.parseInt(weekday.group(1)), DayOfWeek.of(DAYS.indexOf(weekday.group(2)) + 1),
            Integer.parseInt(weekday.group(3)), Integer.parseInt(weekday.group(4)))
        : new Day.Date(LocalDate.parse(text));
  }

  /** The corrections of a place; none where it needs none. */
  List<Correction> of(String place) {
    return byPlace.getOrDefault(place.toUpperCase(Locale.ROOT), List.of());
  }

  /** Every place that is corrected, or known here alone. */
  Set<String> places() {
    return Set.copyOf(byPlace.keySet());
  }

  /** The last year for which days are listed. */
  int lastYear() {
    return byPlace.values().stream()
        .flatMap(List::stream)
        .mapToInt(correction -> correction.day() instanceof Day.Date one ? one.date().getYear() : 0)
        .max()
        .orElseThrow();
  }

  /** The last year in which days are listed for a place that a rule does not give; none where there are hardly any. */
  OptionalInt listedUntil(String place) {
    Map<Integer, Integer> days = new HashMap<>();
    for (Correction correction : of(place)) {
      if (correction.holiday() && correction.day() instanceof Day.Date one) {
        days.merge(one.date().getYear(), 1, Integer::sum);
      }
    }
    return days.entrySet().stream().filter(year -> year.getValue() >= 3).mapToInt(Map.Entry::getKey).max();
  }
}
