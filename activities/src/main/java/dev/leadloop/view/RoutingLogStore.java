package dev.leadloop.view;

import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.routing.RoutingLog;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Why handoffs went where they went, as the journal has it; reads only. */
public final class RoutingLogStore {
  /** In so many of the newest handoffs it is looked for whom routing passed over. */
  public static final int LOOKED_THROUGH = 2_000;

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public RoutingLogStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which handoffs; null means any.
   *
   * @param owner who got it first
   * @param passed a rep who was passed over
   * @param after behind which one of the list
   */
  public record Which(
      @Nullable String lead, @Nullable String owner, @Nullable String passed, @Nullable Place after, int limit) {}

  /** Where a page of the list ends. */
  public record Place(Instant at, String lead) {}

  /**
   * A handoff and why it went there.
   *
   * @param endedHow null while it is open
   */
  public record Routed(
      String leadId,
      int cycle,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String company,
      Instant at,
      String owner,
      boolean queue,
      RoutingLog log,
      @Nullable String endedHow) {}

  /** Those, the newest first. */
  public List<Routed> list(Which which) {
    Map<String, Object> values = new HashMap<>();
    StringBuilder conditions = new StringBuilder();
    narrow(conditions, values, " and c.lead_id = :lead", "lead", which.lead());
    narrow(conditions, values, " and c.first_owner = :owner", "owner", which.owner());
    Place after = which.after();
    if (after != null) {
      conditions.append(" and (c.assigned_at, c.lead_id) < (:at, :behind)");
      values.put("at", Times.in(after.at()));
      values.put("behind", after.lead());
    }
    String passed = "";
    if (which.passed() != null) {
      passed = " and e.entry -> 'routing' -> 'passedOver' @> jsonb_build_array(jsonb_build_object('rep', :passed::text))";
      values.put("passed", which.passed());
    }
    values.put("limit", which.limit());
    values.put("looked", which.passed() == null ? which.limit() : LOOKED_THROUGH);
    return jdbc.sql(
            """
            with newest as (
              select c.lead_id, c.cycle, c.assigned_at, c.opened_seq, c.ended_how from measure_cycle c
               where true%s
               order by c.assigned_at desc, c.lead_id desc
               limit :looked)
            select n.*, e.entry, l.first_name, l.last_name, l.email, l.company
              from newest n
              join lifecycle_event e on e.lead_id = n.lead_id and e.seq = n.opened_seq and e.type = 'cycle_opened'
                and (e.entry -> 'handoff' ->> 'cycle')::integer = n.cycle%s
              join lead l on l.lead_id = n.lead_id
             order by n.assigned_at desc, n.lead_id desc
             limit :limit""".formatted(conditions, passed))
        .params(values)
        .query((row, n) -> routed(row))
        .list();
  }

  private static void narrow(
      StringBuilder sql, Map<String, Object> values, String condition, String name, @Nullable String value) {
    if (value != null) {
      sql.append(condition);
      values.put(name, value);
    }
  }

  private static Routed routed(ResultSet row) throws SQLException {
    JournalEntry.CycleOpened opened = Json.read(row.getString("entry"), JournalEntry.CycleOpened.class);
    return new Routed(
        row.getString("lead_id"), row.getInt("cycle"), row.getString("first_name"), row.getString("last_name"),
        row.getString("email"), row.getString("company"), Times.out(row, "assigned_at"), opened.handoff().owner(),
        opened.handoff().queue(), opened.routing(), row.getString("ended_how"));
  }
}
