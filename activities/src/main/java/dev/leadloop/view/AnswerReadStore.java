package dev.leadloop.view;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.store.Json;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares a repeated answer with the one recorded; reads only. */
public final class AnswerReadStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public AnswerReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether the inbox holds this event as the same person said it before: body, note and principal. */
  public boolean holdsSame(InboxRow row) {
    return jdbc.sql(
            """
            select exists (
              select from inbox
               where lead_id = :lead and event_id = :event and body = :body::jsonb
                 and note is not distinct from :note::text
                 and principal_kind = :kind and principal_id = :id)""")
        .param("lead", row.lead().value())
        .param("event", row.eventId())
        .param("body", Json.write(row.body()))
        .param("note", row.note())
        .param("kind", row.by().kind().name())
        .param("id", row.by().id())
        .query(Boolean.class)
        .single();
  }
}
