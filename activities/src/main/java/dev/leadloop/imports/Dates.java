package dev.leadloop.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Dates and times as files write them. */
final class Dates {
  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .optionalStart()
          .appendOffsetId()
          .toFormatter(Locale.ROOT);

  private Dates() {}

  /** Whether a pattern such as {@code dd/MM/yyyy} can be understood. */
  static boolean isPattern(String pattern) {
    try {
      return !DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).toString().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The instant; a date alone is its first moment in the zone. Fails with {@link DateTimeException}. */
  static Instant parse(String text, @Nullable String pattern, ZoneId zone) {
    DateTimeFormatter format = pattern == null ? ISO : DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
    TemporalAccessor parsed =
        format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (parsed) {
      case ZonedDateTime zoned -> zoned.toInstant();
      case LocalDateTime local -> local.atZone(zone).toInstant();
      case LocalDate date -> date.atStartOfDay(zone).toInstant();
      default -> throw new DateTimeException("not a date");
    };
  }
}
