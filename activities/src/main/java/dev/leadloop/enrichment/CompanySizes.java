package dev.leadloop.enrichment;

import dev.leadloop.text.IntakeLimits;
import dev.leadloop.text.Numbers;
import dev.leadloop.text.VisibleText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many people a company has, as providers write it: a number, or a range such as "51-200", "1K-5K", "10,001+" or "more
 * than 500". Of a range the lower end stands: as many there are for certain, and no rule is met by people who may not be
 * there. What ends without beginning, such as "up to 10", begins with one.
 */
final class CompanySizes {
  private static final int LONGEST = 60;
  private static final String NUMBER = "(\\d{1,12}(?:[.,' ]\\d{1,12}){0,4})(?:\\s?(k|m|thousand|million))?";
  private static final Pattern FROM = Pattern.compile(
      "(?:>=?|\u2265|from|between|over|more than|at least|about|approx\\.?|approximately|circa|ca\\.?|~)?\\s?" + NUMBER
          // Behind a dash more people must follow: "3-D Printing" is no size.
          + "(?:\\s?(?:\\+.{0,30}|or more|and more|and above|and up"
          + "|(?:[-\u2010-\u2015\u2212]|to|and|bis|\\.\\.+)\\s?(?:\\d.{0,30}|\\+)?))?"
          + "(?:\\s?(?:employees|people|staff|fte|ftes))?");
  private static final Pattern UP_TO = Pattern.compile("(?:<=?|\u2264|up to|less than|under|fewer than)\\s?\\d.{0,30}");

  /** What spreadsheets make of "5-10". */
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{1,2}-\\d{1,2}.*");

  private CompanySizes() {}

  /** The number that stands for the text; empty where it means none. */
  static Optional<Integer> of(String given) {
    String text = VisibleText.trim(given).toLowerCase(Locale.ROOT).replace('\u00a0', ' ').replace('\u202f', ' ');
    if (text.length() > LONGEST || DATE.matcher(text).matches()) {
      return Optional.empty();
    }
    if (UP_TO.matcher(text).matches()) {
      return Optional.of(IntakeLimits.LEAST_PEOPLE);
    }
    Matcher from = FROM.matcher(text);
    return from.matches() ? number(from.group(1), from.group(2)) : Optional.empty();
  }

  private static Optional<Integer> number(String digits, String unit) {
    try {
      double number = Numbers.read(plain(digits), null).doubleValue();
      double people = unit == null ? number : number * (unit.startsWith("k") || unit.startsWith("t") ? 1_000 : 1_000_000);
      long whole = (long) people;
      return whole != people && unit == null || IntakeLimits.people(whole).isPresent()
          ? Optional.empty()
          : Optional.of((int) whole);
    } catch (Numbers.NotCertain notOne) {
      return Optional.empty();
    }
  }

  /** "1,000" is a thousand people whatever the country: nobody counts them in fractions of three digits. */
  private static String plain(String digits) {
    return digits.matches("\\d{1,3}[.,]\\d{3}") ? digits.replaceAll("[.,]", "") : digits;
  }
}
