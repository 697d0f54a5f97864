package dev.leadloop.inbox;

import dev.leadloop.inbox.InboxRow.Ringing;
import dev.leadloop.inbox.InboxStore.EventKey;
import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts rows into inboxes: each event once, and each into the line it waits in. */
final class AppendStore {
  private static final String RECORDSET =
      "json_to_recordset(:rows::json) as r(n integer, lead_id text, event_id text, kind text, label text, occurred_at"
          + " timestamptz, principal_kind text, principal_id text, body text, note text, quiet boolean, awaited"
          + " boolean, along boolean, ring_after integer, urgency smallint, signal text)";

  /**
   * A signal by which a lead asks for sales goes into the first line. What a caller has beyond its share of a line goes into
   * the last, and of rows that are taken along the first that is not known already rings.
   */
  private static final String PLACED =
      """
      with told as materialized (
        select r.*,
               (case when r.urgency = 1 and r.signal in (select signal from direct_intent) then 0 else r.urgency end)::smallint
                 as wanted,
               r.along and exists (select from inbox k where k.lead_id = r.lead_id and k.event_id = r.event_id) as known
          from %s),
      shares as materialized (
        select principal_id, kind, wanted, in_line(wanted, principal_id, kind) as waiting
          from (select distinct principal_id, kind, wanted from told where wanted < 2) callers),
      placed as (
        select t.*,
               case when s.waiting + row_number() over (partition by t.principal_id, t.kind, t.wanted order by t.n)
                         > case t.wanted when 0 then :direct else :single end
                    then 2 else t.wanted end as line,
               t.along and row_number() over (partition by t.lead_id, t.along, t.known order by t.n) > 1 as follows
          from told t left join shares s using (principal_id, kind, wanted)),
      still as materialized (
        select s.lead_id, s.next_due_at
          from lead_status s
         where s.lead_id in (select lead_id from told where quiet)
         order by s.lead_id
           for share skip locked)
      """.formatted(RECORDSET);

  /**
   * A quiet row waits while its lead has something due, or waits for its first decision. One that is stored while a decision
   * is being made, which may leave nothing due, rings: either the decision has the status locked, or it comes after the row.
   */
  private static final String WAITS =
      """
      r.follows or r.quiet and not exists (
          select from lead_status s where s.lead_id = r.lead_id
             and not exists (select from still l where l.lead_id = s.lead_id and l.next_due_at is not null))""";

  private static final String APPEND =
      """
      insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id, body,
                         note, quiet, awaited, urgency, ring_at, trace)
      select r.lead_id, r.event_id, r.kind, r.label, least(r.occurred_at, %1$s), %1$s, r.principal_kind, r.principal_id,
             r.body::jsonb, r.note, r.quiet, r.awaited, %2$s,
             case when %3$s then null else %4$s end, cast(:trace as text)
        from %5$s
       order by r.n
      on conflict (lead_id, event_id) do nothing
      returning lead_id, event_id""";
  /** While the first decision about a lead waits for what enrichment finds, nothing else brings it about. */
  private static final String RINGS =
      """
      greatest(now() + r.ring_after * interval '1 second',
               (select w.until from enrichment_wish w where w.lead_id = r.lead_id))""";
  private static final String APPEND_ALL =
      PLACED + APPEND.formatted("now()", "r.line", WAITS, RINGS, "placed r");
  /** The clock is read once the lead is locked: an answer counts from then, and answers have an order. */
  private static final String APPEND_LOCKED =
      "with locked as materialized (select lead_id from lead where lead_id = :lead for no key update),"
          + " timed as materialized (select lead_id, clock_timestamp() as at from locked) "
          + APPEND.formatted(
              "timed.at", "r.urgency", "r.quiet", "timed.at + r.ring_after * interval '1 second'",
              RECORDSET + " join timed using (lead_id)");

  private final JdbcClient jdbc;

  AppendStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores rows in one statement, all or none; returns those that are new. */
  Set<EventKey> all(List<InboxRow> rows) {
    return rows.isEmpty()
        ? Set.of()
        : stored(jdbc.sql(APPEND_ALL)
            .param("rows", Json.rows(columns(rows)))
            .param("trace", TraceMark.current())
            .param("direct", Urgency.DIRECT.mostOfACaller())
            .param("single", Urgency.SINGLE.mostOfACaller()));
  }

  /** Stores one under its lead's lock; false where it is not new, or its lead is not known. */
  boolean locked(InboxRow row) {
    return !stored(jdbc.sql(APPEND_LOCKED)
            .param("lead", row.lead().value())
            .param("trace", TraceMark.current())
            .param("rows", Json.rows(columns(List.of(row)))))
        .isEmpty();
  }

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
      boolean along,
      long ringAfter,
      int urgency,
      @Nullable String signal) {}

  private static Set<EventKey> stored(JdbcClient.StatementSpec statement) {
    return new HashSet<>(
        statement
            .query((row, n) -> new EventKey(new LeadId(row.getString("lead_id")), row.getString("event_id")))
            .list());
  }

  /** Sorted, so that two batches with the same events wait for each other instead of deadlocking. */
  private static List<Columns> columns(List<InboxRow> rows) {
    List<InboxRow> sorted = new ArrayList<>(rows);
    sorted.sort(Comparator.comparing((InboxRow r) -> r.lead().value()).thenComparing(InboxRow::eventId));
    List<Columns> columns = new ArrayList<>(sorted.size());
    for (InboxRow row : sorted) {
      columns.add(columns(columns.size(), row));
    }
    return columns;
  }

  private static Columns columns(int n, InboxRow row) {
    Ringing ringing = row.ringing();
    return new Columns(
        n,
        row.lead().value(),
        row.eventId(),
        EventKinds.of(row.body()),
        row.label(),
        Times.text(row.occurredAt()),
        row.by().kind().name(),
        row.by().id(),
        Json.write(row.body()),
        row.note(),
        ringing == Ringing.QUIET,
        ringing == Ringing.BY_CALLER,
        ringing == Ringing.ALONG,
        ringing.after().toSeconds(),
        row.urgency().code(),
        row.signal());
  }
}
