package dev.leadloop.store;

import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sales desk as routing sees it: the reps, how much each has open, and when each last got a lead. */
public final class DeskStore {
  private final JdbcClient jdbc;

  public DeskStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Locks the desk until the transaction ends and reads it; call it with the lead locked, never before. */
  public SalesDesk lock(Instant at) {
    jdbc.sql("select only_row from sales_desk for update").query(Boolean.class).single();
    return new SalesDesk(true, reps(at));
  }

  /** Notes that reps were given a lead. */
  public void assigned(Collection<String> reps, Instant at) {
    if (!reps.isEmpty()) {
      jdbc.sql("update rep set last_assigned_at = :at where rep_id = any(:reps)")
          .param("at", Times.in(at))
          .param("reps", reps.toArray(String[]::new))
          .update();
    }
  }

  /** Managers are told of leads but are not offered them. */
  private List<SalesDesk.Rep> reps(Instant at) {
    return jdbc.sql(
            """
            select r.rep_id, r.team_id, r.last_assigned_at,
                   r.active and not coalesce(r.absent_from <= :at and :at < coalesce(r.absent_until, 'infinity'), false) as available,
                   (select count(*) from handoff_cycle h
                     where h.owner = r.rep_id and not h.queue and h.ended_at is null) as open_cycles
              from rep r
             where not r.manager
             order by r.rep_id""")
        .param("at", Times.in(at))
        .query((row, n) -> new SalesDesk.Rep(
            row.getString("rep_id"),
            row.getString("team_id"),
            row.getBoolean("available"),
            row.getInt("open_cycles"),
            Times.outOrNull(row, "last_assigned_at")))
        .list();
  }
}
