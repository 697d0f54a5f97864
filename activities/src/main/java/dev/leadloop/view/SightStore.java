package dev.leadloop.view;

import dev.leadloop.lead.LeadId;
import java.util.HashSet;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Says of one lead whether it may be looked at; lists are cut by the same condition. */
public final class SightStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public SightStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether there is such a lead and it may be looked at. */
  public boolean sees(Sight sight, LeadId lead) {
    String[] reps = sight.seenReps();
    return reps == null
        ? exists("select from lead l where l.lead_id = :lead", lead)
        : jdbc.sql("select exists (select from lead l where l.lead_id = :lead and l.lead_id" + Sight.SEES + ")")
            .param("lead", lead.value())
            .param("seenReps", reps)
            .query(Boolean.class)
            .single();
  }

  /** Whether a handoff of the lead was ever the rep's, who is told what became of it. */
  public boolean hadHandoff(String rep, LeadId lead) {
    return jdbc.sql(
            "select exists (select from handoff_cycle where lead_id = :lead and owner = :rep and not queue)")
        .param("lead", lead.value())
        .param("rep", rep)
        .query(Boolean.class)
        .single();
  }

  /** Whether a handoff of the lead waits for an answer, whoever has it. */
  public boolean waitsForAnswer(LeadId lead) {
    return exists("select from handoff_cycle where lead_id = :lead and ended_at is null", lead);
  }

  /** The rep, and of a team's manager, or where all of a team are asked for, everybody of the rep's team. */
  public Set<String> colleagues(String rep, boolean team) {
    return new HashSet<>(
        jdbc.sql(
                """
                select other.rep_id from rep me join rep other using (team_id)
                 where me.rep_id = :rep and (other.rep_id = me.rep_id or me.manager or :team)""")
            .param("rep", rep)
            .param("team", team)
            .query(String.class)
            .list());
  }

  private boolean exists(String query, LeadId lead) {
    return jdbc.sql("select exists (" + query + ")").param("lead", lead.value()).query(Boolean.class).single();
  }
}
