package dev.leadloop.store;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.EventBody;
import dev.leadloop.lifecycle.LeadEvent;
import dev.leadloop.lifecycle.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The inbox: everything that happens to a lead, each event once, in the order it was recorded. */
public final class InboxStore {
  /** How many rows one decision takes at most; the rest wait for the next. */
  static final int BATCH = 500;

  private static final String RECORDSET =
      "json_to_recordset(:rows::json) as r(n integer, lead_id text, event_id text, kind text, label text, occurred_at"
          + " timestamptz, principal_kind text, principal_id text, body text, note text, quiet boolean, awaited"
          + " boolean, ring_after integer)";
  private static final String APPEND =
      """
      insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,
                         note, quiet, awaited, ring_at)
      select r.lead_id, r.event_id, r.kind, r.label, least(r.occurred_at, %1$s), %1$s, r.principal_kind, r.principal_id,
             r.body::jsonb, r.note, r.quiet, r.awaited,
             case when r.quiet then null else %1$s + r.ring_after * interval '1 second' end
        from %2$s
       order by r.n
      on conflict (lead_id, event_id) do nothing
      returning lead_id, event_id""";
  private static final String APPEND_ALL = APPEND.formatted("now()", RECORDSET);
  /** The clock is read once the lead is locked: an answer counts from then, and answers have an order. */
  private static final String APPEND_LOCKED =
      "with locked as materialized (select lead_id from lead where lead_id = :lead for no key update),"
          + " timed as materialized (select lead_id, clock_timestamp() as at from locked) "
          + APPEND.formatted("timed.at", RECORDSET + " join timed using (lead_id)");

  private final JdbcClient jdbc;

  public InboxStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores an event; false where the lead already has one of that id. The lead must be known. */
  public boolean append(InboxRow row) {
    return !appendAll(List.of(row)).isEmpty();
  }

  /** Stores events in one statement, all or none; returns those that are new. Their leads must be known. */
  public Set<EventKey> appendAll(List<InboxRow> rows) {
    if (rows.isEmpty()) {
      return Set.of();
    }
    return stored(jdbc.sql(APPEND_ALL).param("rows", Json.rows(rowsOf(rows))));
  }

  /**
   * Stores an answer or order under the lead's lock, timed by the database's clock; false where the lead already has
   * an event of that id, or where there is no such lead.
   */
  public boolean appendAnswer(InboxRow row) {
    return !stored(
            jdbc.sql(APPEND_LOCKED).param("lead", row.lead().value()).param("rows", Json.rows(rowsOf(List.of(row)))))
        .isEmpty();
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
             where lead_id = :lead and decided_seq is null
             order by row_id
             limit :limit""")
        .param("lead", lead.value())
        .param("limit", BATCH)
        .query(row -> {
          try {
            rows.add(event(row));
          } catch (IllegalStateException notAnEvent) {
            unreadable.add(new Unreadable(row.getLong("row_id"), row.getString("event_id"), reason(notAnEvent)));
          }
        });
    return new Undecided(rows, unreadable);
  }

  /** Whether rows wait that no decision has taken. */
  public boolean anyUndecided(LeadId lead) {
    return jdbc.sql("select exists (select from inbox where lead_id = :lead and decided_seq is null)")
        .param("lead", lead.value())
        .query(Boolean.class)
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

  private record Columns(
      int n,
      String leadId,
      String eventId,
      String kind,
      String label,
      String occurredAt,
      String principalKind,
      String principalId,
      String body,
      @Nullable String note,
      boolean quiet,
      boolean awaited,
      int ringAfter) {}

  private static Set<EventKey> stored(JdbcClient.StatementSpec statement) {
    return new HashSet<>(
        statement
            .query((row, n) -> new EventKey(new LeadId(row.getString("lead_id")), row.getString("event_id")))
            .list());
  }

  /** Sorted, so that two batches with the same events wait for each other instead of deadlocking. */
  private static List<Columns> rowsOf(List<InboxRow> rows) {
    List<InboxRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing((InboxRow r) -> r.lead().value()).thenComparing(InboxRow::eventId));
    List<Columns> columns = new ArrayList<>(sorted.size());
    for (InboxRow row : sorted) {
      columns.add(columns(columns.size(), row));
    }
    return columns;
  }

  private static Columns columns(int n, InboxRow row) {
    String body = Json.write(row.body());
    return new Columns(
        n,
        row.lead().value(),
        row.eventId(),
        EventKinds.of(row.body()),
        row.label(),
        Times.text(row.occurredAt()),
        row.by().kind().name(),
        row.by().id(),
        body,
        row.note(),
        row.ringing() == InboxRow.Ringing.QUIET,
        row.ringing() == InboxRow.Ringing.BY_CALLER,
        row.ringing() == InboxRow.Ringing.BY_CALLER || row.ringing() == InboxRow.Ringing.LATER ? 3 : 0);
  }

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

  private static String reason(IllegalStateException e) {
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
}
