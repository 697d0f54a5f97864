package dev.leadloop.record;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Signal;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signals that decisions have taken into the score. */
public final class SignalStore {
  private final JdbcClient jdbc;

  public SignalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The lead's signals that happened then or later, in the order in which they are folded. */
  public List<Signal> since(LeadId lead, Instant from) {
    return jdbc.sql(
            """
            select event_id, type, occurred_at, properties, voided from signal
             where lead_id = :lead and occurred_at >= :from order by occurred_at, event_id""")
        .param("lead", lead.value())
        .param("from", Times.in(from))
        .query((row, n) -> new Signal(
            row.getString("event_id"),
            row.getString("type"),
            Times.out(row, "occurred_at"),
            Json.texts(row.getString("properties")),
            row.getBoolean("voided")))
        .list();
  }

  /** Keeps signals a decision took in or voided; what is voided once stays so. */
  public void addAll(LeadId lead, Collection<Signal> signals) {
    if (signals.isEmpty()) {
      return;
    }
    List<Columns> rows =
        signals.stream()
            .map(s -> new Columns(
                s.eventId(), s.type(), Times.text(s.occurredAt()), Json.write(s.properties()), s.voided()))
            .toList();
    jdbc.sql(
            """
            insert into signal (lead_id, event_id, type, occurred_at, properties, voided)
            select :lead, event_id, type, occurred_at, properties::jsonb, voided
              from json_to_recordset(:rows::json) as r(event_id text, type text, occurred_at timestamptz,
                   properties text, voided boolean)
            on conflict (lead_id, event_id) do update
               set voided = signal.voided or excluded.voided, properties = signal.properties || excluded.properties""")
        .param("lead", lead.value())
        .param("rows", Json.rows(rows))
        .update();
  }

  private record Columns(String eventId, String type, String occurredAt, String properties, boolean voided) {}
}
