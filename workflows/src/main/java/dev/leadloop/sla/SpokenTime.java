package dev.leadloop.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Instants as people read them: never without saying on whose clock, since a reader may live by another. */
public final class SpokenTime {
  private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern("EEE d MMM yyyy, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter BRIEF = DateTimeFormatter.ofPattern("EEE d MMM, HH:mm", Locale.ENGLISH);
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ENGLISH);

  private SpokenTime() {}

  /** Such as "Tue 24 Nov 2026, 14:45 New York time". */
  public static String full(Instant at, ZoneId zone) {
    return FULL.withZone(zone).format(at) + " " + clock(zone);
  }

  /** Without the year, for what happens soon: "Tue 24 Nov, 14:45 New York time". */
  public static String brief(Instant at, ZoneId zone) {
    return BRIEF.withZone(zone).format(at) + " " + clock(zone);
  }

  /** Such as "10 Jan 2026", of a day that has been counted on a clock already. */
  public static String day(LocalDate day) {
    return DAY.format(day);
  }

  /** Whose clock it is: "New York time", "UTC", or "UTC+05:30" where a zone is no place. */
  public static String clock(ZoneId zone) {
    if (zone.normalized() instanceof ZoneOffset offset) {
      return offset.equals(ZoneOffset.UTC) ? "UTC" : "UTC" + offset.getId();
    }
    String id = zone.getId();
    return id.substring(id.lastIndexOf('/') + 1).replace('_', ' ') + " time";
  }
}
