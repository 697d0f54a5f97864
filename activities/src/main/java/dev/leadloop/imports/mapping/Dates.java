package dev.leadloop.imports.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates and times as files write them, read to the letter: there is no 31 February, no hour 24, and no time that a clock
 * passes over when it is put forward.
 */
public final class Dates {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final Pattern SHORT_YEAR = Pattern.compile("(?<![yu])(yy|uu)(?![yu])");
  /** Java reads a pattern by calling itself for each bracket. */
  private static final int LONGEST_PATTERN = 100;

  private static final String NO_PATTERN = "is not a date pattern such as dd/MM/yyyy or dd.MM.yyyy HH:mm";

  /** A day that is no month, in the afternoon, so that whatever a pattern leaves out or mixes up is noticed. */
  private static final ZonedDateTime SAMPLE = ZonedDateTime.of(2026, 11, 23, 22, 45, 30, 0, ZoneOffset.UTC);

  private static final List<ChronoField> UNRESOLVED =
      List.of(ChronoField.HOUR_OF_AMPM, ChronoField.CLOCK_HOUR_OF_AMPM, ChronoField.HOUR_OF_DAY, ChronoField.MINUTE_OF_HOUR,
          ChronoField.AMPM_OF_DAY, ChronoField.CLOCK_HOUR_OF_DAY, ChronoField.SECOND_OF_MINUTE);

  private Dates() {}

  /**
   * An instant.
   *
   * @param twice whether the text named a time that the clock of its zone shows twice, of which this is the first
   */
  public record Read(Instant instant, boolean twice) {}

  /** What is wrong with a pattern such as {@code dd/MM/yyyy}; empty where dates can be read by it. */
  public static Optional<String> faultOf(String pattern) {
    try {
      DateTimeFormatter format = byPattern(pattern);
      String written = format.format(SAMPLE);
      TemporalAccessor found = parsed(format, written);
      LocalDate day = found instanceof LocalDate date ? date : LocalDate.from(found);
      if (!day.equals(SAMPLE.toLocalDate())) {
        return Optional.of("reads the date '" + written + "' as " + day + "; " + letters());
      }
      return hour(found).filter(hour -> hour != SAMPLE.getHour())
          .map(hour -> "reads the hour " + SAMPLE.getHour() + " as " + hour + "; " + letters());
    } catch (IllegalArgumentException e) {
      return Optional.of(NO_PATTERN);
    } catch (DateTimeException e) {
      return Optional.of("has no whole date in it, or half a time; " + letters());
    }
  }

  /**
   * The instant; a date alone is its first moment in the zone.
   *
   * @param pattern null for ISO 8601
   * @throws DateTimeException where it is none; the message follows the text and says what to do
   */
  public static Read parse(String text, @Nullable String pattern, ZoneId zone) {
    TemporalAccessor parsed;
    try {
      parsed = parsed(pattern == null ? ISO : byPattern(pattern), text);
    } catch (DateTimeException e) {
      throw new DateTimeException(fault(text, pattern), e);
    }
    return switch (parsed) {
      case ZonedDateTime zoned -> new Read(zoned.toInstant(), false);
      case LocalDateTime local -> inZone(local, zone);
      case LocalDate date -> new Read(date.atStartOfDay(zone).toInstant(), false);
      default -> throw new DateTimeException(fault(text, pattern));
    };
  }

  private static Read inZone(LocalDateTime local, ZoneId zone) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new DateTimeException("is a time that does not exist in " + zone
          + ", where clocks are put forward then; correct it, or write its offset from UTC");
    }
    return new Read(local.toInstant(offsets.getFirst()), offsets.size() > 1);
  }

  private static String fault(String text, @Nullable String pattern) {
    if (text.matches("[0-9]{5}([.,][0-9]+)?")) {
      return "is not a date; it may be a spreadsheet's number of a day: format the column as a date, such as 2026-03-01, and"
          + " save the file again";
    }
    if (pattern != null) {
      return "is not a date of the form " + pattern + ", or no day of any calendar";
    }
    return text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.*")
        ? "is no day of any calendar, or no time such as 2026-03-01T09:30:00Z"
        : "is not a date such as 2026-03-01 or 2026-03-01T09:30:00Z; give the column a \"format\", such as dd/MM/yyyy or"
            + " MM/dd/yyyy";
  }

  private static TemporalAccessor parsed(DateTimeFormatter format, String text) {
    TemporalAccessor found = format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    if (found instanceof LocalDate && UNRESOLVED.stream().anyMatch(format.parse(text)::isSupported)) {
      throw new DateTimeException("half a time");
    }
    return found;
  }

  private static Optional<Integer> hour(TemporalAccessor found) {
    return found.isSupported(ChronoField.HOUR_OF_DAY) ? Optional.of(found.get(ChronoField.HOUR_OF_DAY)) : Optional.empty();
  }

  private static DateTimeFormatter byPattern(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new IllegalArgumentException("longer than any date pattern");
    }
    // In our era, which patterns with yyyy leave open.
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .parseDefaulting(ChronoField.ERA, 1)
        .toFormatter(Locale.ENGLISH)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  /** Whether years are written with two digits, which may be of this century or the last. */
  public static boolean hasShortYears(@Nullable String pattern) {
    return pattern != null && SHORT_YEAR.matcher(pattern.replaceAll("'[^']*'", "")).find();
  }

  private static String letters() {
    return "days are dd, months MM, years yyyy, hours HH, minutes mm";
  }
}
