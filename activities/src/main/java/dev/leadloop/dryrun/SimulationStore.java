package dev.leadloop.dryrun;

import dev.leadloop.lead.Principal;
import dev.leadloop.simulation.dryrun.DryRunReport;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dry runs that were ordered, and what came of them. */
public final class SimulationStore {
  /** How many are kept; the oldest go. */
  public static final int KEPT = 50;

  private static final String COLUMNS =
      "simulation_id, created_at, created_by_kind, created_by, asked, state, done, total, finished_at, failure";

  private final JdbcClient jdbc;

  public SimulationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A run that somebody may carry out.
   *
   * @param attempt from 1
   */
  public record Claimed(String id, SimulationOrder order, byte @Nullable [] file, int attempt) {}

  /** Keeps an order; the oldest that are over go. */
  public void insert(String id, SimulationOrder order, byte @Nullable [] file, Principal by, Instant at) {
    jdbc.sql(
            """
            insert into simulation (simulation_id, created_at, created_by_kind, created_by, asked, file, state)
            values (:id, :at, :byKind, :by, :asked::jsonb, :file, 'WAITING')""")
        .param("id", id)
        .param("at", Times.in(at))
        .param("byKind", by.kind().name())
        .param("by", by.id())
        .param("asked", Json.write(order))
        .param("file", file)
        .update();
    jdbc.sql(
            """
            delete from simulation
             where state in ('DONE', 'FAILED', 'STOPPED')
               and simulation_id not in (
                     select simulation_id from simulation order by created_at desc, simulation_id limit :kept)""")
        .param("kept", KEPT)
        .update();
  }

  /** How many wait or run. */
  public int open() {
    return jdbc.sql("select count(*) from simulation where state in ('WAITING', 'RUNNING')").query(Integer.class).single();
  }

  /** The run of that id, with its result. */
  public Optional<Simulation> find(String id) {
    return jdbc.sql("select " + COLUMNS + ", result from simulation where simulation_id = :id")
        .param("id", id)
        .query((row, n) -> simulation(row, row.getString("result")))
        .optional();
  }

  /** The newest, without their results. */
  public List<Simulation> newest(int limit) {
    return jdbc.sql("select " + COLUMNS + " from simulation order by created_at desc, simulation_id limit :limit")
        .param("limit", limit)
        .query((row, n) -> simulation(row, null))
        .list();
  }

  /** Takes the run that has waited longest, or whose runner is gone; no other process takes it for so long. */
  public Optional<Claimed> claim(Instant now, Duration lease) {
    return jdbc.sql(
            """
            update simulation set state = 'RUNNING', attempt = attempt + 1, done = 0, leased_until = :until
             where simulation_id = (
                     select simulation_id from simulation
                      where state in ('WAITING', 'RUNNING') and (leased_until is null or leased_until <= :now)
                      order by created_at limit 1 for update skip locked)
            returning simulation_id, asked, file, attempt""")
        .param("now", Times.in(now))
        .param("until", Times.in(now.plus(lease)))
        .query((row, n) -> new Claimed(
            row.getString("simulation_id"), Json.read(row.getString("asked"), SimulationOrder.class), row.getBytes("file"),
            row.getInt("attempt")))
        .optional();
  }

  /** Notes how far a run is, and keeps it; false where another has taken it since. */
  public boolean progress(String id, int attempt, int done, @Nullable Integer total, Instant until) {
    return jdbc.sql(
                """
                update simulation set done = :done, total = :total, leased_until = :until
                 where simulation_id = :id and attempt = :attempt and state = 'RUNNING'""")
            .param("id", id)
            .param("attempt", attempt)
            .param("done", done)
            .param("total", total)
            .param("until", Times.in(until))
            .update()
        == 1;
  }

  /** Lets another process take a run at once, since this one ends. */
  public void letGo(String id, int attempt) {
    jdbc.sql(
            """
            update simulation set leased_until = null where simulation_id = :id and attempt = :attempt and state = 'RUNNING'""")
        .param("id", id)
        .param("attempt", attempt)
        .update();
  }

  /** Stops a run that waits or goes on; whoever plays it breaks off by and by. */
  public void stop(String id, Instant at) {
    jdbc.sql(
            """
            update simulation set state = 'STOPPED', finished_at = :at, file = null, leased_until = null
             where simulation_id = :id and state in ('WAITING', 'RUNNING')""")
        .param("id", id)
        .param("at", Times.in(at))
        .update();
  }

  /** The newest over such a draft or version, as an order says it, with its result. */
  public Optional<Simulation> newestOf(String said) {
    return jdbc.sql("select " + COLUMNS + ", result from simulation where asked -> 'policy' ->> 'said' = :said"
            + " order by created_at desc, simulation_id limit 1")
        .param("said", said)
        .query((row, n) -> simulation(row, row.getString("result")))
        .optional();
  }

  /** Keeps what came of a run. */
  public void done(String id, int attempt, DryRunReport result, Instant at) {
    end(id, attempt, Json.write(result), null, at);
  }

  /** Notes that nothing comes of a run, and why. */
  public void failed(String id, int attempt, String why, Instant at) {
    end(id, attempt, null, why, at);
  }

  private void end(String id, int attempt, @Nullable String result, @Nullable String failure, Instant at) {
    jdbc.sql(
            """
            update simulation
               set state = case when :failure::text is null then 'DONE' else 'FAILED' end, result = :result::jsonb,
                   failure = :failure,
                   finished_at = :at, file = null, leased_until = null
             where simulation_id = :id and attempt = :attempt and state = 'RUNNING'""")
        .param("id", id)
        .param("attempt", attempt)
        .param("result", result)
        .param("failure", failure)
        .param("at", Times.in(at))
        .update();
  }

  /** What somebody is called now; nothing of a person is kept with a run. */
  public record Called(@Nullable String firstName, @Nullable String lastName, @Nullable String email, @Nullable String company) {}

  /** What leads are called, by their ids; those that are no leads of the record are left out. */
  public Map<String, Called> called(Collection<String> leads) {
    Map<String, Called> called = new HashMap<>();
    jdbc.sql("select lead_id, first_name, last_name, email, company from lead where lead_id = any(:leads)")
        .param("leads", leads.toArray(String[]::new))
        .query(row -> {
          called.put(row.getString("lead_id"), new Called(
              row.getString("first_name"), row.getString("last_name"), row.getString("email"), row.getString("company")));
        });
    return called;
  }

  private static Simulation simulation(ResultSet row, @Nullable String result) throws SQLException {
    return new Simulation(
        row.getString("simulation_id"),
        Times.out(row, "created_at"),
        new Principal(Principal.Kind.valueOf(row.getString("created_by_kind")), row.getString("created_by")),
        Json.read(row.getString("asked"), SimulationOrder.class),
        Simulation.State.valueOf(row.getString("state")),
        row.getInt("done"),
        row.getObject("total", Integer.class),
        Times.outOrNull(row, "finished_at"),
        row.getString("failure"),
        result == null ? null : Json.read(result, DryRunReport.class));
  }
}
