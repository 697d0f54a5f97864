package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox: everything that happens to a lead, each event once, in the order it was recorded. */
public final class InboxStore {
  /** How many rows one decision takes at most; the rest wait for the next. */
  static final int BATCH = 500;

  /** The condition on a row that a decision may take: none has yet, and whoever gave it cannot take it back any more. */
  public static final String OPEN = "decided_seq is null and (held_until is null or held_until <= clock_timestamp())";

  private final JdbcClient jdbc;
  private final AppendStore appending;

  public InboxStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.appending = new AppendStore(jdbc);
  }

  /** Stores an event; false where the lead already has one of that id. The lead must be known. */
  public boolean append(InboxRow row) {
    return !appendAll(List.of(row)).isEmpty();
  }

  /** Stores events in one statement, all or none; returns those that are new. Their leads must be known. */
  public Set<EventKey> appendAll(List<InboxRow> rows) {
    return appending.all(rows);
  }

  /**
   * Stores an answer or order under the lead's lock, timed by the database's clock; false where the lead already has
   * an event of that id, or where there is no such lead.
   */
  public boolean appendAnswer(InboxRow row) {
    return appending.locked(row);
  }

  /** What is stored under those ids; what cannot be read is left out. */
  public Map<EventKey, Stored> stored(Collection<EventKey> events) {
    Map<EventKey, Stored> stored = new HashMap<>();
    List<KeyColumns> keys = events.stream().map(key -> new KeyColumns(key.lead().value(), key.eventId())).toList();
    jdbc.sql(
            """
            select i.lead_id, i.event_id, i.occurred_at, i.recorded_at, i.body
              from json_to_recordset(:keys::json) as k(lead_id text, event_id text)
              join inbox i on i.lead_id = k.lead_id and i.event_id = k.event_id""")
        .param("keys", Json.rows(keys))
        .query(row -> {
          try {
            stored.put(
                new EventKey(new LeadId(row.getString("lead_id")), row.getString("event_id")),
                new Stored(
                    Times.out(row, "occurred_at"), Times.out(row, "recorded_at"),
                    Json.read(row.getString("body"), EventBody.class)));
          } catch (IllegalStateException | IllegalArgumentException notAnEvent) {
            // A newer version wrote it; whether it says the same nobody here can tell.
          }
        });
    return stored;
  }

  /** What became of an event; empty where the lead has none of that id. */
  public Optional<InboxVerdict> verdict(LeadId lead, String eventId) {
    return jdbc.sql(
            "select event_id, recorded_at, decided_seq, verdict, failed from inbox"
                + " where lead_id = :lead and event_id = :event")
        .param("lead", lead.value())
        .param("event", eventId)
        .query((row, n) -> verdict(row))
        .optional();
  }

  /** Notes that the giver of an answer has the verdict from the workflow, which therefore has heard of the decision. */
  public void received(LeadId lead, String eventId) {
    jdbc.sql(
            "update inbox set ring_at = null"
                + " where lead_id = :lead and event_id = :event and decided_seq is not null and ring_at is not null")
        .param("lead", lead.value())
        .param("event", eventId)
        .update();
  }

  /** The oldest rows no decision has taken yet, at most {@value #BATCH}. */
  public Undecided undecided(LeadId lead) {
    List<LeadEvent> rows = new ArrayList<>();
    List<Unreadable> unreadable = new ArrayList<>();
    jdbc.sql(
            """
            select row_id, event_id, occurred_at, recorded_at, principal_kind, principal_id, body
              from inbox
             where lead_id = :lead and %s
             order by row_id
             limit :limit""".formatted(OPEN))
        .param("lead", lead.value())
        .param("limit", BATCH)
        .query(row -> {
          try {
            rows.add(event(row));
          } catch (IllegalStateException | IllegalArgumentException notAnEvent) {
            unreadable.add(new Unreadable(row.getLong("row_id"), row.getString("event_id"), reason(notAnEvent)));
          }
        });
    return new Undecided(rows, unreadable);
  }

  /** Whether rows wait that no decision has taken. */
  public boolean anyUndecided(LeadId lead) {
    return jdbc.sql("select exists (select from inbox where lead_id = :lead and " + OPEN + ")")
        .param("lead", lead.value())
        .query(Boolean.class)
        .single();
  }

  /**
   * How many rows no decision has taken after a minute and nothing would bring before one: no ring is to come, and the lead
   * has nothing due. There should be none.
   */
  public int stranded(LeadId lead) {
    return jdbc.sql(
            """
            select count(*) from inbox i
             where lead_id = :lead and decided_seq is null and ring_at is null and recorded_at < now() - interval '1 minute'
               and (not quiet or (select s.next_due_at from lead_status s where s.lead_id = i.lead_id) is null)""")
        .param("lead", lead.value())
        .query(Integer.class)
        .single();
  }

  /** Marks rows as taken by a decision, each with its verdict or why it failed. */
  public void decided(LeadId lead, long seq, List<DecidedRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    List<DecidedColumns> columns =
        rows.stream()
            .map(r -> new DecidedColumns(r.row(), r.verdict() == null ? null : Json.write(r.verdict()), r.failed()))
            .toList();
    jdbc.sql(
            """
            with mended as (delete from set_aside where lead_id = :lead)
            update inbox i
               set decided_seq = :seq, verdict = r.verdict::jsonb, failed = r.failed,
                   ring_at = case when i.awaited and i.rings = 0 then i.ring_at end
              from json_to_recordset(:rows::json) as r(row_id bigint, verdict text, failed text)
             where i.row_id = r.row_id and i.lead_id = :lead""")
        .param("seq", seq)
        .param("lead", lead.value())
        .param("rows", Json.rows(columns))
        .update();
  }

  /** Notes why the next decision of a lead could not be recorded; it is tried again, and forgotten once it is. */
  public void undecidable(LeadId lead, String code, String why) {
    jdbc.sql(
            """
            insert into set_aside (lead_id, what, since, tries, code, why, next_try)
            values (:lead, 'DECISION', now(), 1, :code, :why, now() + interval '15 seconds')
            on conflict (lead_id) do update
               set what = excluded.what, tries = set_aside.tries + 1, code = excluded.code, why = excluded.why,
                   next_try = excluded.next_try""")
        .param("lead", lead.value())
        .param("code", code)
        .param("why", why)
        .update();
  }

  /** An event as it is stored; one that was told of for a later time happened when it was recorded. */
  public record Stored(Instant occurredAt, Instant recordedAt, EventBody body) {}

  private record KeyColumns(String leadId, String eventId) {}

  /** Names one event. */
  public record EventKey(LeadId lead, String eventId) {}

  /** Rows that wait; the unreadable ones were written by a version that knows more, or are damaged. */
  public record Undecided(List<LeadEvent> rows, List<Unreadable> unreadable) {
    public Undecided {
      rows = List.copyOf(rows);
      unreadable = List.copyOf(unreadable);
    }
  }

  /** A row that holds no event this version knows. */
  public record Unreadable(long row, String eventId, String why) {}

  /** A row a decision took. */
  public record DecidedRow(long row, @Nullable Verdict verdict, @Nullable String failed) {}

  private record DecidedColumns(long rowId, @Nullable String verdict, @Nullable String failed) {}

  private static LeadEvent event(ResultSet row) throws SQLException {
    return new LeadEvent(
        row.getLong("row_id"),
        row.getString("event_id"),
        Times.out(row, "occurred_at"),
        Times.out(row, "recorded_at"),
        new Principal(Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id")),
        Json.read(row.getString("body"), EventBody.class));
  }

  /** The name of an event as it stands in its JSON, such as "accept". */
  public static String kind(EventBody body) {
    return EventKinds.of(body);
  }

  private static String reason(RuntimeException e) {
    return String.valueOf(e.getMessage());
  }

  private static InboxVerdict verdict(ResultSet row) throws SQLException {
    String verdict = row.getString("verdict");
    return new InboxVerdict(
        row.getString("event_id"),
        Times.out(row, "recorded_at"),
        row.getObject("decided_seq", Long.class),
        verdict == null ? null : Json.read(verdict, Verdict.class),
        row.getString("failed"));
  }

  /** Forgets what the rows of a lead say that was forgotten; that they came stays. */
  public void empty(LeadId lead) {
    jdbc.sql(
            """
            update inbox set note = null,
                   body = case when jsonb_exists(body, 'properties') then jsonb_set(body, '{properties}', '{}') else body end
             where lead_id = :lead and (note is not null or body -> 'properties' <> '{}')""")
        .param("lead", lead.value())
        .update();
  }
}
