package dev.leadloop.web;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Visitors of the company's pages and what those did whom nobody knows yet. */
public final class VisitorStore {
  private final JdbcClient jdbc;

  public VisitorStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A visitor, locked.
   *
   * @param lead who it is; null where nobody knows
   * @param lastSeen when the visitor was last seen before
   * @param fresh whether the visitor was never seen before
   */
  public record Visitor(@Nullable LeadId lead, Instant lastSeen, int visits, boolean fresh) {}

  /** Something an unknown visitor did. */
  public record Event(long id, String type, Instant at, Map<String, String> properties) {}

  /** The visitor, made where there is none, locked until the transaction ends. */
  public Visitor lock(String visitorId, Instant at) {
    boolean fresh =
        jdbc.sql(
                    """
                    insert into visitor (visitor_id, first_seen, last_seen, visits) values (:id, :at, :at, 0)
                    on conflict do nothing""")
                .param("id", visitorId)
                .param("at", Times.in(at))
                .update()
            == 1;
    return jdbc.sql("select lead_id, last_seen, visits from visitor where visitor_id = :id for update")
        .param("id", visitorId)
        .query((row, n) -> {
          String lead = row.getString("lead_id");
          return new Visitor(
              lead == null ? null : new LeadId(lead), Times.out(row, "last_seen"), row.getInt("visits"), fresh);
        })
        .single();
  }

  /** Notes that a locked visitor was seen. */
  public void seen(String visitorId, Instant at, int visits) {
    jdbc.sql("update visitor set last_seen = :at, visits = :visits where visitor_id = :id")
        .param("id", visitorId)
        .param("at", Times.in(at))
        .param("visits", visits)
        .update();
  }

  /** Notes who a locked visitor is. */
  public void joined(String visitorId, LeadId lead, Instant at) {
    jdbc.sql("update visitor set lead_id = :lead, joined_at = :at where visitor_id = :id")
        .param("id", visitorId)
        .param("lead", lead.value())
        .param("at", Times.in(at))
        .update();
  }

  /** Keeps what an unknown visitor did. */
  public void add(String visitorId, String type, Instant at, Map<String, String> properties) {
    jdbc.sql(
            """
            insert into visit_event (visitor_id, type, at, properties)
            values (:id, :type, :at, :properties::jsonb)""")
        .param("id", visitorId)
        .param("type", type)
        .param("at", Times.in(at))
        .param("properties", Json.write(properties))
        .update();
  }

  /** How much is kept of a visitor. */
  public int count(String visitorId) {
    return jdbc.sql("select count(*) from visit_event where visitor_id = :id")
        .param("id", visitorId)
        .query(Integer.class)
        .single();
  }

  /** Takes out what a locked visitor did since then, the oldest first; what is older is gone. */
  public List<Event> take(String visitorId, Instant since) {
    List<Event> events =
        jdbc.sql("select * from visit_event where visitor_id = :id and at >= :since order by at, visit_event_id")
            .param("id", visitorId)
            .param("since", Times.in(since))
            .query((row, n) -> new Event(
                row.getLong("visit_event_id"),
                row.getString("type"),
                Times.out(row, "at"),
                Json.texts(row.getString("properties"))))
            .list();
    jdbc.sql("delete from visit_event where visitor_id = :id").param("id", visitorId).update();
    return events;
  }

  /** Forgets what unknown visitors did before then, and unknown visitors not seen since; returns how much it was. */
  public int forgetBefore(Instant before) {
    int events = jdbc.sql("delete from visit_event where at < :before").param("before", Times.in(before)).update();
    return events
        + jdbc.sql(
                """
                delete from visitor v
                 where lead_id is null and last_seen < :before
                   and not exists (select from visit_event e where e.visitor_id = v.visitor_id)""")
            .param("before", Times.in(before))
            .update();
  }
}
