package dev.leadloop.measures.counting;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A value of many rows in one column of one row of an answer, which costs PostgreSQL and its driver a fraction of an array of
 * them: each as PostgreSQL sends it, in eight bytes.
 */
final class Packed {
  private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

  private final ByteBuffer bytes;

  private Packed(byte @Nullable [] bytes) {
    this.bytes = bytes == null ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes);
  }

  /** The values of a column; none where no row had one. */
  static Packed of(ResultSet row, String column) throws SQLException {
    return new Packed(row.getBytes(column));
  }

  /** The aggregate that packs instants in the order of their rows. */
  static String instants(String column) {
    return "string_agg(timestamptz_send(" + column + "), '')";
  }

  /** The aggregate that packs numbers in the order of their rows. */
  static String numbers(String column) {
    return "string_agg(float8send(" + column + "), '')";
  }

  /** The microseconds between PostgreSQL's epoch and an instant. */
  static long micros(Instant at) {
    return EPOCH.until(at, ChronoUnit.MICROS);
  }

  /** The instant of so many microseconds after PostgreSQL's epoch, cut to the second. */
  static Instant second(long micros) {
    return Instant.ofEpochSecond(EPOCH.getEpochSecond() + Math.floorDiv(micros, 1_000_000L));
  }

  int count() {
    return bytes.capacity() / Long.BYTES;
  }

  /** The microseconds between PostgreSQL's epoch and the instant at a place. */
  long instant(int place) {
    return bytes.getLong(place * Long.BYTES);
  }

  double number(int place) {
    return bytes.getDouble(place * Long.BYTES);
  }
}
