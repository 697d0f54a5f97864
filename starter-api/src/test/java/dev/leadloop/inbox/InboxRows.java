package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Leads and inbox rows for tests of the relay. */
final class InboxRows {
  private static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "marketing");
  private final JdbcClient jdbc;
  private final InboxStore inbox;
  private int events;

  InboxRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.inbox = new InboxStore(jdbc);
  }

  LeadId lead(String id) {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at, company, source)"
            + " values (:id, now(), now(), 'Example Works', 'webinar')")
        .param("id", id)
        .update();
    return new LeadId(id);
  }

  String signal(LeadId lead, String type) {
    return write(lead, type, InboxRow.Ringing.NOW);
  }

  String write(LeadId lead, String type, InboxRow.Ringing ringing) {
    String eventId = "event-" + ++events;
    inbox.append(new InboxRow(lead, eventId, type, Instant.EPOCH, MARKETING,
        new EventBody.Engaged(type, Map.of(), false), null, ringing));
    return eventId;
  }

  /** A lead as no door makes one, with an id that none can have, to be called for now. */
  void damaged(String id) {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at) values (:id, now(), now())").param("id", id).update();
    jdbc.sql("""
            insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,
              ring_at)
            values (:id, 'entered', 'entered', 'entered', now(), now(), 'MARKETING', 'nobody', '{}', now())""")
        .param("id", id)
        .update();
  }

  void decided(LeadId lead) {
    List<InboxStore.DecidedRow> rows = inbox.undecided(lead).rows().stream()
        .map(row -> new InboxStore.DecidedRow(row.row(), Verdict.applied(row.eventId(), "done"), null))
        .toList();
    inbox.decided(lead, 1, rows);
  }

  void allDecided() {
    jdbc.sql("update inbox set decided_seq = 1, ring_at = null where decided_seq is null and ring_at > now()").update();
  }

  /** So many leads that were imported. */
  void bulk(int leads) {
    jdbc.sql("insert into lead (lead_id, created_at, updated_at) select 'bulk-' || n, now(), now()"
            + " from generate_series(1, :leads) n").param("leads", leads).update();
    jdbc.sql("""
            insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,
                               urgency, ring_at)
            select 'bulk-' || n, 'entered', 'entered', 'entered', now(), now(), 'MARKETING', 'importer',
                   '{"kind": "entered", "imported": true}', 2, now() from generate_series(1, :leads) n""")
        .param("leads", leads).update();
  }

  /** Has a signal ask for sales. */
  void directIntent(String type) {
    jdbc.sql("insert into direct_intent (signal) values (:type) on conflict do nothing").param("type", type).update();
  }

  void status(LeadId lead, String stage, boolean due) {
    jdbc.sql("""
            insert into lead_status (lead_id, seq, decided_at, policy_version, stage, band, score, fit, grade, sla_level,
                                     next_due_at, recycles, progress, reply)
            values (:id, 1, now() - interval '1 hour', 3, :stage, 'WARM', 0, 0, 'A', 'NONE', case when :due then now() end, 0,
              '{}', '{}')""")
        .param("id", lead.value())
        .param("stage", stage)
        .param("due", due)
        .update();
  }

  /** Lets time pass for every row that waits. */
  void passes(int seconds) {
    jdbc.sql("update inbox set ring_at = ring_at - :seconds * interval '1 second' where ring_at is not null")
        .param("seconds", seconds)
        .update();
  }

  /** Seconds until the rows of a lead are to be called for. */
  List<Long> ringsIn(LeadId lead) {
    return jdbc.sql("select round(extract(epoch from ring_at - now())) from inbox"
            + " where lead_id = :id and ring_at is not null order by row_id")
        .param("id", lead.value())
        .query(Long.class)
        .list();
  }
}
