package dev.leadloop.erasure.work;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What has been kept long enough. */
final class RetentionStore {
  /** Of a customer, and of a lead that sales works on, nothing has to be heard. */
  private static final String QUIET =
      """
       from lead l join lead_status s using (lead_id)
       where l.updated_at < :before and l.erased_at is null and s.stage in ('NURTURING', 'MQL', 'LOST', 'DISQUALIFIED')
         and not exists (select from erasure e where e.lead_id = l.lead_id)
         and not exists (select from inbox i where i.lead_id = l.lead_id and i.recorded_at >= :before
                            and i.principal_kind <> 'SYSTEM')\s""";
  private static final String ANSWERS =
      " from provider_event where received_at < :before and applied_at is not null and jsonb_exists(body, 'text')";

  private final JdbcClient jdbc;

  RetentionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  long countQuiet(OffsetDateTime before) {
    return jdbc.sql("select count(*)" + QUIET).param("before", before).query(Long.class).single();
  }

  List<LeadId> quiet(OffsetDateTime before, int most) {
    return jdbc.sql("select l.lead_id" + QUIET + "order by l.lead_id limit :most")
        .param("before", before)
        .param("most", most)
        .query((row, n) -> new LeadId(Objects.requireNonNull(row.getString(1))))
        .list();
  }

  long countAnswers(Instant before) {
    return jdbc.sql("select count(*)" + ANSWERS).param("before", Times.in(before)).query(Long.class).single();
  }

  void forgetAnswers(Instant before) {
    jdbc.sql("update provider_event set body = '{}' where event_id in (select event_id" + ANSWERS + ")")
        .param("before", Times.in(before))
        .update();
  }
}
