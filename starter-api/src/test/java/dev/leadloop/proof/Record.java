package dev.leadloop.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Looks into the record of a product that is being measured. */
final class Record {
  private final DataSource database;
  private final JdbcClient jdbc;

  Record(DataSource database) {
    this.database = database;
    this.jdbc = JdbcClient.create(database);
  }

  long undecided() {
    return jdbc.sql("select count(*) from inbox where decided_seq is null and not quiet").query(Long.class).single();
  }

  /** Returns once everything that was taken in is decided. */
  void awaitDecided(Duration patience) {
    Waiting.until(patience, () -> {
      long left = undecided();
      return left == 0 ? "" : left + " rows undecided";
    });
  }

  /** Whatever is committed from now on is not called. */
  void pauseRelay() {
    jdbc.sql("""
        create function hold_ring() returns trigger language plpgsql as
        'begin new.ring_at = new.ring_at + interval ''1 day''; return new; end'""").update();
    jdbc.sql("create trigger hold_ring before insert on inbox for each row execute function hold_ring()").update();
  }

  /** Everything that was held is to be called now. */
  void resumeRelay() {
    jdbc.sql("drop trigger hold_ring on inbox").update();
    jdbc.sql("drop function hold_ring()").update();
    jdbc.sql("update inbox set ring_at = now() where ring_at > now() + interval '1 hour'").update();
  }

  /** Waits, looking every half millisecond by its key, until the event of that id is decided. */
  void awaitDecided(String eventId, Duration patience) throws SQLException {
    long deadline = System.nanoTime() + patience.toNanos();
    long row = jdbc.sql("select row_id from inbox where event_id = :event").param("event", eventId).query(Long.class).single();
    try (Connection connection = database.getConnection();
        PreparedStatement look =
            connection.prepareStatement("select 1 from inbox where decided_seq is not null and row_id = ?")) {
      look.setLong(1, row);
      while (System.nanoTime() < deadline) {
        try (ResultSet found = look.executeQuery()) {
          if (found.next()) {
            return;
          }
        }
        Waiting.pause(Duration.ofNanos(500_000));
      }
    }
    throw new AssertionError("not decided in time: " + eventId);
  }

  /** The longest time in seconds in which none of a batch's leads had a first decision, between the first and the last. */
  double longestPause(String batch) {
    return jdbc.sql("""
        select coalesce(extract(epoch from max(pause)), 0) from (
          select s.decided_at - lag(s.decided_at) over (order by s.decided_at) as pause
            from lead_status s join lead l using (lead_id) where l.company like :company) pauses""")
        .param("company", "Example " + batch + " %")
        .query(Double.class)
        .single();
  }

  /** Bytes of the database on disk, its log not counted. */
  long bytes() {
    jdbc.sql("checkpoint").update();
    return jdbc.sql("select pg_database_size(current_database())").query(Long.class).single();
  }

  JdbcClient jdbc() {
    return jdbc;
  }
}
