package dev.leadloop.connect;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.connect.Connector.State;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The connectors there are, and where each stands. */
public final class ConnectorStore {
  private static final TypeReference<List<String>> NAMES = new TypeReference<>() {};

  private final JdbcClient jdbc;

  public ConnectorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of them, by id. */
  public List<Connector> all() {
    return jdbc.sql("select * from connector order by connector_id").query((row, n) -> connector(row)).list();
  }

  /** The one of that id. */
  public Optional<Connector> find(String id) {
    return jdbc.sql("select * from connector where connector_id = :id").param("id", id)
        .query((row, n) -> connector(row)).optional();
  }

  /** Adds it, or gives it another mapping, after which every lead is looked at anew; secrets stay where none are given. */
  public void save(
      String id, String kind, String mapping, @Nullable String credential, @Nullable String signing, Instant now, String by) {
    jdbc.sql("""
            with saved as (
              insert into connector as c (connector_id, kind, mapping, credential, signing_secret, state, created_at, created_by)
              values (:id, :kind, :mapping, :credential, :signing, 'NEW', :now, :by)
              on conflict (connector_id) do update
                 set kind = excluded.kind, mapping = excluded.mapping,
                     credential = coalesce(excluded.credential, c.credential),
                     signing_secret = coalesce(excluded.signing_secret, c.signing_secret),
                     alarm = null, alarm_at = null, rest_until = null, troubles = 0
              returning connector_id)
            update connector_lead
               set next_try_at = :now, wanted_at = case when next_try_at is null then :now else wanted_at end, set_aside = false,
                   failed = null, attempts = 0
             where connector_id = (select connector_id from saved)""")
        .param("id", id).param("kind", kind).param("mapping", mapping).param("credential", credential)
        .param("signing", signing).param("now", Times.in(now)).param("by", by).update();
  }

  /** Sets whether it works. */
  public void state(String id, State state) {
    jdbc.sql("update connector set state = :state where connector_id = :id").param("state", state.name()).param("id", id)
        .update();
  }

  /** Notes fields that the other side does not have. */
  public void dropped(String id, Set<String> fields) {
    jdbc.sql("update connector set dropped = :fields::jsonb where connector_id = :id")
        .param("fields", Json.write(fields.stream().sorted().toList())).param("id", id).update();
  }

  /** Notes that it is to be left alone for a while, or that it answers again. */
  public void rests(String id, @Nullable Instant until, int troubles) {
    jdbc.sql("""
            update connector set rest_until = :until, troubles = :troubles
             where connector_id = :id and (rest_until is distinct from :until or troubles <> :troubles)""")
        .param("until", Times.inOrNull(until)).param("troubles", troubles).param("id", id).update();
  }

  /** Notes what a person must see to, or that all is well; returns whether that is news. */
  public boolean alarm(String id, @Nullable String alarm, Instant now) {
    return jdbc.sql("""
            update connector set alarm = :alarm, alarm_at = case when :alarm::text is null then null else :now::timestamptz end
             where connector_id = :id and (alarm is null) <> (:alarm::text is null)""")
        .param("alarm", alarm).param("now", Times.in(now)).param("id", id).update() > 0;
  }

  /**
   * A connector that stopped.
   *
   * @param since when it did
   */
  public record Stop(String id, String kind, Instant since) {}

  /** Stops nobody was told of yet; nobody else tells of them before the transaction is over. */
  public List<Stop> untold() {
    return jdbc.sql("""
            select connector_id, kind, alarm_at from connector
             where alarm is not null and alarm_told is distinct from alarm_at order by connector_id for update skip locked""")
        .query((row, n) -> new Stop(row.getString("connector_id"), row.getString("kind"), Times.out(row, "alarm_at"))).list();
  }

  /** Notes that people were told of it. */
  public void told(Stop stop) {
    jdbc.sql("update connector set alarm_told = alarm_at where connector_id = :id").param("id", stop.id()).update();
  }

  /** Notes how far the first full read is. */
  public void read(String id, @Nullable String after, boolean done) {
    jdbc.sql("update connector set read_after = :after, read_done = :done where connector_id = :id")
        .param("after", after).param("done", done).param("id", id).update();
  }

  /** Notes up to where changes over there were asked for, and when to ask again. */
  public void polled(String id, String after, Instant next) {
    jdbc.sql("update connector set poll_after = :after, poll_at = :next where connector_id = :id")
        .param("after", after).param("next", Times.in(next)).param("id", id).update();
  }

  /** Notes the next leads for their first turn; returns whether there are more. */
  public boolean fill(String id, int most) {
    return jdbc.sql("""
            with next as materialized (
              select s.lead_id, told_of(s.lead_id) as told
                from (select lead_id from lead_status
                       where lead_id > (select filled_to from connector where connector_id = :id)
                       order by lead_id limit :most) s),
            noted as (
              insert into connector_lead (connector_id, lead_id, wanted, wanted_at, next_try_at)
              select :id, lead_id, told, now(), now() from next where told is not null order by lead_id
              on conflict do nothing)
            update connector c
               set filled_to = coalesce((select max(lead_id) from next), filled_to), filled = (select count(*) from next) < :most
             where c.connector_id = :id
            returning not filled""")
        .param("id", id).param("most", most).query(Boolean.class).optional().orElse(false);
  }

  /** Takes it away with all that was noted for it. */
  public boolean delete(String id) {
    return jdbc.sql("delete from connector where connector_id = :id").param("id", id).update() > 0;
  }

  private static Connector connector(ResultSet row) throws SQLException {
    return new Connector(
        row.getString("connector_id"), row.getString("kind"), row.getString("mapping"),
        new Connector.Sealed(row.getString("credential"), row.getString("signing_secret")),
        State.valueOf(row.getString("state")), Times.out(row, "created_at"), row.getString("created_by"),
        Json.read(row.getString("dropped"), NAMES),
        new Connector.Standing(
            row.getBoolean("filled"), row.getString("read_after"), row.getBoolean("read_done"),
            row.getString("poll_after"), Times.outOrNull(row, "poll_at"),
            Times.outOrNull(row, "rest_until"), row.getInt("troubles"), row.getString("alarm"),
            Times.outOrNull(row, "alarm_at")));
  }
}
