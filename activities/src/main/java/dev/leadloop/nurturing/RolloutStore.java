package dev.leadloop.nurturing;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rollouts: what was wanted of each, and how far it is. */
public final class RolloutStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public RolloutStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The rollout of that version. */
  Optional<Rollout> find(int version) {
    return jdbc.sql("select * from rollout where version = :version").param("version", version)
        .query((row, n) -> rollout(row)).optional();
  }

  /** The same, locked until the transaction ends. */
  Optional<Rollout> lock(int version) {
    return jdbc.sql("select * from rollout where version = :version for update").param("version", version)
        .query((row, n) -> rollout(row)).optional();
  }

  /** The version whose rollout was begun or changed last. */
  Optional<Integer> latest() {
    return jdbc.sql("select version from rollout order by changed_at desc, version desc limit 1")
        .query((row, n) -> row.getInt("version")).optional();
  }

  /** Versions whose rollouts are not over. */
  public List<Integer> open() {
    return jdbc.sql("select version from rollout where state in ('RUNNING', 'PAUSED') order by version")
        .query((row, n) -> row.getInt("version")).list();
  }

  /** Has rollouts begin one after another until the transaction ends. */
  void beginAlone() {
    jdbc.sql("select pg_advisory_xact_lock(5182401)").query((row, n) -> 1).single();
  }

  /** Begins another run of a rollout, with leads ordered by none before. */
  void begin(int version, @Nullable String orderId, Placement placement, int perMinute, Principal by, Instant at) {
    jdbc.sql(
            """
            insert into rollout (version, state, leads, per_minute, ordered_by, begun_at, changed_at, run, order_id, placement)
            values (:version, 'RUNNING', 0, :rate, :by, now(), :at, 1, :order, :placement::jsonb)
            on conflict (version) do update
               set state = 'RUNNING', leads = 0, per_minute = excluded.per_minute,
                   ordered_by = excluded.ordered_by, begun_at = excluded.begun_at, changed_at = excluded.changed_at,
                   run = rollout.run + 1, order_id = excluded.order_id, placement = excluded.placement,
                   state_by = null, last_lead = '', next_at = null, looked_at = null""")
        .param("version", version)
        .param("rate", perMinute)
        .param("by", by.toString())
        .param("at", Times.in(at))
        .param("order", orderId)
        .param("placement", Json.write(placement))
        .update();
  }

  /** Changes the rate of one. */
  void rate(int version, int perMinute) {
    jdbc.sql("update rollout set per_minute = :rate where version = :version").param("rate", perMinute)
        .param("version", version).update();
  }

  /** Stops those of other versions that are not over; returns their versions. */
  List<Integer> stopOthers(int version, Instant at) {
    return jdbc.sql(
            """
            update rollout set state = 'STOPPED', state_by = 'the rollout of version ' || :version, changed_at = :at
             where version <> :version and state in ('RUNNING', 'PAUSED') returning version""")
        .param("version", version)
        .param("at", Times.in(at))
        .query((row, n) -> row.getInt("version"))
        .list();
  }

  /** Changes the state of a rollout that is not over; false where there is none such, or it is in that state. */
  boolean state(int version, String state, Principal by, Instant at) {
    return jdbc.sql(
                """
                update rollout set state = :state, changed_at = :at,
                       state_by = case when :state in ('PAUSED', 'STOPPED') then :by end
                 where version = :version and state in ('RUNNING', 'PAUSED') and state <> :state""")
            .param("version", version)
            .param("state", state)
            .param("by", by.toString())
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** Notes that its next leads were asked for; with {@code done} that there are none. */
  void looked(int version, boolean done, Instant at) {
    jdbc.sql(
            """
            update rollout set looked_at = :at, state = case when :done then 'DONE' else state end,
                   changed_at = case when :done then :at else changed_at end
             where version = :version""")
        .param("version", version)
        .param("done", done)
        .param("at", Times.in(at))
        .update();
  }

  private static Rollout rollout(ResultSet row) throws SQLException {
    String placement = row.getString("placement");
    return new Rollout(
        row.getInt("version"), row.getString("state"), row.getInt("run"), row.getString("order_id"),
        placement == null ? Placement.USUAL : Json.read(placement, Placement.class), row.getInt("leads"),
        row.getInt("per_minute"), Principal.parse(Objects.requireNonNull(row.getString("ordered_by"))),
        Times.out(row, "changed_at"), row.getString("state_by"), row.getString("last_lead"),
        Times.outOrNull(row, "next_at"));
  }
}
