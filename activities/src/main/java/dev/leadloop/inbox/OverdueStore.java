package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leads whose time has passed although nothing waits in their inbox: a workflow that ended, or that lost its timer, wakes for
 * nobody. They are found by the time on record and not by asking Temporal about every lead.
 */
public final class OverdueStore {
  private static final String DUE = "s.next_due_at < now() - interval '1 minute' and s.decided_at < now() - interval '1 minute'";
  /**
   * Longer than any mail server is waited for at a time; an effect that is tried again and again is rung for in vain, no more.
   */
  private static final String OPEN = "e.status = 'OPEN' and e.created_at < now() - interval '15 minutes'";
  private static final String OF_THE_LIVING =
      "not exists (select from set_aside a where a.lead_id = %1$s.lead_id)"
          + " and exists (select from lead l where l.lead_id = %1$s.lead_id and l.erased_at is null)";
  private static final String NOT_JUST_RUNG =
      "not exists (select from overdue_ring r where r.lead_id = %s.lead_id and r.next_try > now())";

  /** Whoever else sweeps at the same time finds its leads claimed: the time of the next try has moved by then. */
  private static final String CLAIM =
      """
      insert into overdue_ring as o (lead_id, overdue_since, rings, next_try)
      select lead_id, min(since), 1, now() + interval '1 minute'
        from ((select s.lead_id, s.next_due_at as since from lead_status s
                where %s and %s and %s order by s.next_due_at limit :most)
              union all
              (select e.lead_id, min(e.created_at) from effect e
                where %s and %s and %s group by e.lead_id order by min(e.created_at) limit :most)) late
       group by lead_id order by 2 limit :most
      on conflict (lead_id) do update
         set overdue_since = excluded.overdue_since, rings = o.rings + 1,
             next_try = now() + least(interval '1 hour', interval '1 minute' * power(2, least(o.rings, 10)))
       where o.next_try <= now()
      returning lead_id""".formatted(
          DUE, OF_THE_LIVING.formatted("s"), NOT_JUST_RUNG.formatted("s"), OPEN, OF_THE_LIVING.formatted("e"),
          NOT_JUST_RUNG.formatted("e"));

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public OverdueStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Forgets who was rung for and is no longer late, is set aside or erased; returns how many that is. */
  public int settle() {
    return jdbc.sql(
            """
            delete from overdue_ring r
             where not (%s)
                or not exists (select from lead_status s where s.lead_id = r.lead_id and %s)
               and not exists (select from effect e where e.lead_id = r.lead_id and %s)"""
                .formatted(OF_THE_LIVING.formatted("r"), DUE, OPEN))
        .update();
  }

  /** Leads to be rung for now, those that are late for longest first; each is named again later and later. */
  public List<LeadId> claim(int most) {
    return jdbc.sql(CLAIM).param("most", most).query((row, n) -> row.getString(1)).list().stream()
        .filter(LeadId::isOne).map(LeadId::new).toList();
  }

  /** Has a lead that is late rung for with the next sweep; returns whether it is. */
  public boolean tryAgain(LeadId lead) {
    return jdbc.sql("update overdue_ring set next_try = now() where lead_id = :lead").param("lead", lead.value()).update() > 0;
  }
}
