package dev.leadloop.view;

import dev.leadloop.lead.LeadId;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All leads in the order of their ids, for checks that look at each. */
public final class CheckReadStore {
  private final JdbcClient jdbc;

  public CheckReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lead to be looked at.
   *
   * @param waiting whether something that is called for is not decided yet
   */
  public record Checked(LeadId lead, boolean waiting) {}

  /** The leads that follow that id, at most so many. */
  public List<Checked> after(String leadId, int limit) {
    return jdbc.sql(
            """
            select l.lead_id, exists (select from inbox i
                                       where i.lead_id = l.lead_id and i.decided_seq is null and not i.quiet) as waiting
              from lead l where l.lead_id > :after order by l.lead_id limit :limit""")
        .param("after", leadId)
        .param("limit", limit)
        .query((row, n) -> new Checked(new LeadId(row.getString("lead_id")), row.getBoolean("waiting")))
        .list();
  }
}
