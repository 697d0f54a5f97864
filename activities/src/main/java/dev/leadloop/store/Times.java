package dev.leadloop.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants on their way into and out of timestamptz, which keeps microseconds. */
public final class Times {
  private Times() {}

  /** For a parameter, cut to microseconds. */
  public static OffsetDateTime in(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }

  /** For a row of JSON; PostgreSQL would round what it cannot keep, and rounding can lead into the future. */
  public static String text(Instant at) {
    return at.truncatedTo(ChronoUnit.MICROS).toString();
  }

  /** Like {@link #text}; null stays null. */
  public static @Nullable String textOrNull(@Nullable Instant at) {
    return at == null ? null : text(at);
  }

  /** Like {@link #in}; null stays null. */
  public static @Nullable OffsetDateTime inOrNull(@Nullable Instant at) {
    return at == null ? null : in(at);
  }

  /** The time in a column; fails with {@link IllegalStateException} where it is null. */
  public static Instant out(ResultSet row, String column) throws SQLException {
    Instant at = outOrNull(row, column);
    if (at == null) {
      throw new IllegalStateException("column " + column + " has no time");
    }
    return at;
  }

  /** The time in a column; null where it is null. */
  public static @Nullable Instant outOrNull(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
