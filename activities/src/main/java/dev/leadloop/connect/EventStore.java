package dev.leadloop.connect;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.leadloop.connect.vendor.Vendor.Event;
import dev.leadloop.connect.vendor.VendorCalls;
import dev.leadloop.store.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What other systems told and nobody has looked at yet, each once. */
public final class EventStore {
  private static final Duration REMEMBERED = Duration.ofDays(3);

  private final JdbcClient jdbc;

  public EventStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps what is new; returns how many those are. */
  public int keep(String connector, List<Event> events) {
    if (events.isEmpty()) {
      return 0;
    }
    return jdbc.sql("""
            insert into connector_event (connector_id, event_key, received_at, body, next_try_at)
            select distinct on (event_key) :id, event_key, now(), body::jsonb, now()
              from json_to_recordset(:rows::json) as r(event_key text, body text)
             order by event_key
            on conflict do nothing""")
        .param("id", connector)
        .param("rows", Json.rows(events.stream().map(one -> new Row(one.key(), one.body().toString())).toList()))
        .update();
  }

  private record Row(String eventKey, String body) {}

  /** The next to look at, in the order they came. */
  List<Event> take(String connector, int most, Duration lease) {
    return jdbc.sql("""
            with due as (
              select event_key from connector_event
               where connector_id = :id and next_try_at <= clock_timestamp()
               order by received_at, event_key limit :most for update skip locked),
            taken as (
              update connector_event e
                 set attempts = e.attempts + 1, next_try_at = clock_timestamp() + :lease * interval '1 millisecond'
                from due d where e.connector_id = :id and e.event_key = d.event_key
              returning e.event_key, e.body, e.received_at)
            select event_key, body from taken order by received_at, event_key""")
        .param("id", connector).param("most", most).param("lease", lease.toMillis())
        .query((row, n) -> event(row.getString("event_key"), row.getString("body"))).list();
  }

  private static Event event(String key, String body) {
    try {
      return new Event(key, VendorCalls.parse(body.getBytes(StandardCharsets.UTF_8)));
    } catch (JsonProcessingException broken) {
      throw new IllegalStateException("The record holds an event that is no JSON", broken);
    }
  }

  /** They were taken: that they came is remembered for a while, what they said is not. */
  void done(String connector, List<String> keys) {
    if (!keys.isEmpty()) {
      jdbc.sql("""
              update connector_event set body = null, next_try_at = null, failed = null
               where connector_id = :id and event_key in (:keys)""")
          .param("id", connector).param("keys", keys).update();
    }
  }

  /** They could not be looked at, and are tried again later; after many times they are left, with why. */
  void failed(String connector, List<String> keys, String why, Duration pause, int most) {
    if (!keys.isEmpty()) {
      jdbc.sql("""
              update connector_event
                 set failed = :why,
                     next_try_at = case when attempts < :most then clock_timestamp() + :pause * interval '1 millisecond' end
               where connector_id = :id and event_key in (:keys)""")
          .param("id", connector).param("keys", keys).param("why", why).param("pause", pause.toMillis()).param("most", most)
          .update();
    }
  }

  /** Forgets what came long ago; returns how many those were. */
  public int forget() {
    return jdbc.sql("delete from connector_event where next_try_at is null and received_at < now() - :kept * interval '1 second'")
        .param("kept", REMEMBERED.toSeconds()).update();
  }

  /** Whether something of that kind is kept; for who wants to know what came of it. */
  public @Nullable String fault(String connector) {
    return jdbc.sql("""
            select failed from connector_event where connector_id = :id and failed is not null
             order by received_at desc limit 1""")
        .param("id", connector).query(String.class).optional().orElse(null);
  }
}
