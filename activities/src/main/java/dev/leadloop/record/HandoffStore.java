package dev.leadloop.record;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Handoff cycles, derived from the journal. */
public final class HandoffStore {
  private final JdbcClient jdbc;

  public HandoffStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Writes cycles as they stand now; ended ones go first, since a lead has at most one open. */
  public void write(LeadId lead, Collection<HandoffCycle> cycles) {
    if (cycles.isEmpty()) {
      return;
    }
    jdbc.sql(
            """
            insert into handoff_cycle (lead_id, cycle, owner, queue, trigger, sla_class, assigned_at, deadline, level, clock,
                                       ended_how, ended_by, ended_at, reason)
            select :lead, cycle, owner, queue, trigger, sla_class, assigned_at, deadline, level, clock::jsonb, ended_how,
                   ended_by, ended_at, reason
              from json_to_recordset(:rows::json) as r(cycle integer, owner text, queue boolean, trigger text,
                   sla_class text, assigned_at timestamptz, deadline timestamptz, level text, clock text, ended_how text,
                   ended_by text, ended_at timestamptz, reason text)
             order by cycle
            on conflict (lead_id, cycle) do update
               set owner = excluded.owner, queue = excluded.queue, trigger = excluded.trigger, sla_class = excluded.sla_class,
                   deadline = excluded.deadline, level = excluded.level,
                   clock = excluded.clock,
                   ended_how = excluded.ended_how, ended_by = excluded.ended_by, ended_at = excluded.ended_at,
                   reason = excluded.reason""")
        .param("lead", lead.value())
        .param("rows", Json.rows(cycles.stream().map(HandoffStore::columns).toList()))
        .update();
  }

  /** All cycles of a lead, oldest first. */
  public List<HandoffCycle> of(LeadId lead) {
    return jdbc.sql("select * from handoff_cycle where lead_id = :lead order by cycle")
        .param("lead", lead.value())
        .query((row, n) -> cycle(row))
        .list();
  }

  private record Columns(
      int cycle,
      String owner,
      boolean queue,
      String trigger,
      String slaClass,
      String assignedAt,
      String deadline,
      String level,
      String clock,
      @Nullable String endedHow,
      @Nullable String endedBy,
      @Nullable String endedAt,
      @Nullable String reason) {}

  private static Columns columns(HandoffCycle cycle) {
    EndedCycle ended = cycle.ended();
    return new Columns(
        cycle.cycle(),
        cycle.owner(),
        cycle.queue(),
        cycle.trigger(),
        cycle.slaClass(),
        Times.text(cycle.assignedAt()),
        Times.text(cycle.deadline()),
        cycle.level().name(),
        Json.write(cycle.clock()),
        ended == null ? null : ended.how().name(),
        ended == null ? null : ended.by(),
        ended == null ? null : Times.text(ended.at()),
        ended == null ? null : ended.reason());
  }

  private static HandoffCycle cycle(ResultSet row) throws SQLException {
    Instant endedAt = Times.outOrNull(row, "ended_at");
    return new HandoffCycle(
        row.getInt("cycle"),
        row.getString("owner"),
        row.getBoolean("queue"),
        row.getString("trigger"),
        row.getString("sla_class"),
        Times.out(row, "assigned_at"),
        Times.out(row, "deadline"),
        SlaLevel.valueOf(row.getString("level")),
        Json.read(row.getString("clock"), AnswerClock.class),
        endedAt == null
            ? null
            : new EndedCycle(
                row.getInt("cycle"),
                row.getString("owner"),
                EndedCycle.How.valueOf(row.getString("ended_how")),
                row.getString("ended_by"),
                endedAt,
                row.getString("reason")));
  }
}
