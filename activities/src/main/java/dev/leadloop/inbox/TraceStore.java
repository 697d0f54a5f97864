package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The traces of what waits and of what was ordered, by which a request is followed to its decision and its mail. */
public final class TraceStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public TraceStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Of the first row of the lead's that waits for a decision and has one. */
  public Optional<String> waiting(LeadId lead) {
    return jdbc.sql(
            """
            select trace from inbox where lead_id = :lead and decided_seq is null and trace is not null
             order by row_id limit 1""")
        .param("lead", lead.value()).query(String.class).optional();
  }

  /** Has what a decision ordered belong to a trace. */
  public void ordered(LeadId lead, long seq, String trace) {
    jdbc.sql("update effect set trace = :trace where lead_id = :lead and seq = :seq and status = 'OPEN'")
        .param("trace", trace).param("lead", lead.value()).param("seq", seq).update();
  }

  /** Of one effect. */
  public Optional<String> ofEffect(LeadId lead, long seq, int n) {
    return jdbc.sql("select trace from effect where lead_id = :lead and seq = :seq and n = :n and trace is not null")
        .param("lead", lead.value()).param("seq", seq).param("n", n).query(String.class).optional();
  }
}
