package dev.leadloop.roster;

import dev.leadloop.lead.LeadId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The leads that a change of the sales team concerns. */
final class RosterStore {
  private final JdbcClient jdbc;

  RosterStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whose open handoff is with that rep. */
  List<LeadId> openHandoffs(String rep) {
    return jdbc.sql("select lead_id from handoff_cycle where owner = :rep and not queue and ended_at is null")
        .param("rep", rep)
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .list();
  }

  /** What came to the queue since nobody could take it; what the ladder put there has been with reps and is the managers'. */
  List<LeadId> neverOffered() {
    return jdbc.sql(
            """
            select h.lead_id from handoff_cycle h
             where h.queue and h.ended_at is null
               and exists (select from lifecycle_event e
                            where e.lead_id = h.lead_id and e.type = 'cycle_opened'
                              and (e.entry #>> '{handoff,cycle}')::integer = h.cycle
                              and (e.entry #>> '{handoff,queue}')::boolean)
             order by h.lead_id""")
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .list();
  }

  /** What waits in the queue or for a manager's look, the longest known lead first. */
  List<LeadId> waiting() {
    return jdbc.sql(
            """
            select lead_id from handoff_cycle where queue and ended_at is null
            union
            select lead_id from lead_status where progress ->> 'review' is not null and stage <> 'ERASED'
            order by lead_id""")
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .list();
  }

  /** Who is with that rep, be it by an open handoff or as accepted, in the order of their ids. */
  List<LeadId> leadsOf(String rep) {
    return jdbc.sql(
            """
            select lead_id from handoff_cycle where owner = :rep and not queue and ended_at is null
            union
            select lead_id from lead_status where owner = :rep and stage in ('ACCEPTED', 'OPPORTUNITY')
            order by lead_id""")
        .param("rep", rep)
        .query((row, n) -> new LeadId(row.getString("lead_id")))
        .list();
  }

  /** How many open handoffs are with that rep, and how many leads the rep has accepted. */
  SalesRoster.With with(String rep) {
    return jdbc.sql(
            """
            select (select count(*) from handoff_cycle where owner = :rep and not queue and ended_at is null) as open,
                   (select count(*) from lead_status where owner = :rep and stage in ('ACCEPTED', 'OPPORTUNITY')) as accepted""")
        .param("rep", rep)
        .query((row, n) -> new SalesRoster.With(row.getInt("open"), row.getInt("accepted")))
        .single();
  }
}
