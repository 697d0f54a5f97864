package dev.leadloop.finding;

import dev.leadloop.text.IntakeLimits;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Reads times as callers write them: ISO 8601 with an offset. */
public final class Instants {
  /** What to tell who wrote something else. */
  public static final String HINT = "is not a time from 1990 to 2200 such as 2026-03-01T09:30:00Z";

  private Instants() {}

  /** The instant; empty where the text is none between 1990 and 2200. */
  public static Optional<Instant> parse(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text.strip()).toInstant();
      return Optional.of(instant).filter(IntakeLimits::plausible);
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }
}
