package dev.leadloop.measures.rebuild;

import dev.leadloop.lead.Principal;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was ordered of making facts anew, and how far it came: a crash loses no more than the leads that were under way. */
final class RebuildStore {
  private final JdbcClient jdbc;

  RebuildStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Orders it; false where it is under way. */
  boolean order(Principal by, Instant at) {
    return jdbc.sql(
            """
            insert into measure_rebuild as r (run, running, ordered_by, ordered_at, leads)
            select 1, true, :by, :at, count(*) from lead_status
            on conflict (only_row) do update
               set run = r.run + 1, running = true, ordered_by = excluded.ordered_by, ordered_at = excluded.ordered_at,
                   leads = excluded.leads, looked = 0, changed = 0, failed = 0, last_lead = '', finished_at = null
             where not r.running""")
        .param("by", by.toString())
        .param("at", Times.in(at))
        .update() > 0;
  }

  /** The one that was ordered last; empty where none ever was. */
  Optional<Rebuild> latest() {
    return jdbc.sql("select * from measure_rebuild")
        .query((row, n) -> new Rebuild(
            row.getInt("run"),
            row.getString("ordered_by"),
            Times.out(row, "ordered_at"),
            row.getInt("leads"),
            row.getInt("looked"),
            row.getInt("changed"),
            row.getInt("failed"),
            Times.outOrNull(row, "finished_at")))
        .optional();
  }

  /** The last lead that was looked at, where something is left to do that nobody else is doing. */
  Optional<String> lock() {
    return jdbc.sql("select last_lead from measure_rebuild where running for update skip locked")
        .query(String.class)
        .optional();
  }

  /** The next leads that were decided, in the order of their ids. */
  List<String> after(String lead, int most) {
    return jdbc.sql("select lead_id from lead_status where lead_id > :lead order by lead_id limit :most")
        .param("lead", lead)
        .param("most", most)
        .query((row, n) -> row.getString("lead_id"))
        .list();
  }

  /** Holds leads against every decision until the transaction ends; returns those that nobody else holds. */
  List<String> hold(Collection<String> leads) {
    return jdbc.sql(
            "select lead_id from lead where lead_id = any(:leads) order by lead_id for no key update skip locked")
        .param("leads", leads.toArray(String[]::new))
        .query((row, n) -> row.getString("lead_id"))
        .list();
  }

  void advance(String last, int looked, int changed, int failed) {
    jdbc.sql(
            """
            update measure_rebuild
               set last_lead = :last, looked = looked + :looked, changed = changed + :changed, failed = failed + :failed""")
        .param("last", last)
        .param("looked", looked)
        .param("changed", changed)
        .param("failed", failed)
        .update();
  }

  void finish(Instant at) {
    jdbc.sql("update measure_rebuild set running = false, finished_at = :at").param("at", Times.in(at)).update();
  }
}
