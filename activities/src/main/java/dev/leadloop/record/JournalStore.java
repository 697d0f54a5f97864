package dev.leadloop.record;

import dev.leadloop.inbox.EventKinds;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The journal: what happened to each lead, append only. */
public final class JournalStore {
  private final JdbcClient jdbc;

  public JournalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Appends the lines of one decision, numbered from 0. In the feed they stand behind the lead's earlier ones also where this
   * transaction began before that of those was over.
   */
  public void append(LeadId lead, long seq, Instant at, int policyVersion, List<Decision.Noted> lines) {
    List<Columns> rows = new ArrayList<>(lines.size());
    for (Decision.Noted noted : lines) {
      rows.add(
          new Columns(
              rows.size(),
              EventKinds.of(noted.entry()),
              noted.by().kind().name(),
              noted.by().id(),
              noted.causeEventId(),
              Json.write(noted.entry())));
    }
    jdbc.sql(
            """
            insert into lifecycle_event (lead_id, seq, n, at, type, principal_kind, principal_id, cause_event_id,
                                         policy_version, entry, era, tx)
            select :lead, :seq, r.n, :at, r.type, r.principal_kind, r.principal_id, r.cause_event_id, :policy, r.entry::jsonb,
                   f.era, greatest(pg_current_xact_id(), p.tx)
              from feed_era f
              left join lateral (select b.tx from lifecycle_event b
                                  where b.lead_id = :lead and b.era = f.era order by b.seq desc, b.n desc limit 1) p on true
             cross join json_to_recordset(:rows::json) as r(n integer, type text, principal_kind text, principal_id text,
                   cause_event_id text, entry text)""")
        .param("lead", lead.value())
        .param("seq", seq)
        .param("at", Times.in(at))
        .param("policy", policyVersion)
        .param("rows", Json.rows(rows))
        .update();
  }

  /** The whole journal of a lead, oldest line first. */
  public List<RecordedEntry> of(LeadId lead) {
    return jdbc.sql(
            """
            select seq, n, at, principal_kind, principal_id, cause_event_id, policy_version, entry
              from lifecycle_event where lead_id = :lead order by seq, n""")
        .param("lead", lead.value())
        .query((row, n) -> recorded(row))
        .list();
  }

  /** The lines of one decision, in order. */
  public List<RecordedEntry> ofDecision(LeadId lead, long seq) {
    return jdbc.sql(
            """
            select seq, n, at, principal_kind, principal_id, cause_event_id, policy_version, entry
              from lifecycle_event where lead_id = :lead and seq = :seq order by n""")
        .param("lead", lead.value())
        .param("seq", seq)
        .query((row, n) -> recorded(row))
        .list();
  }

  /** An entry as it was recorded. */
  public record RecordedEntry(
      long seq,
      int n,
      Instant at,
      Principal by,
      @Nullable String causeEventId,
      int policyVersion,
      JournalEntry entry) {}

  private record Columns(
      int n, String type, String principalKind, String principalId, @Nullable String causeEventId, String entry) {}

  private static RecordedEntry recorded(ResultSet row) throws SQLException {
    return new RecordedEntry(
        row.getLong("seq"),
        row.getInt("n"),
        Times.out(row, "at"),
        new Principal(Principal.Kind.valueOf(row.getString("principal_kind")), row.getString("principal_id")),
        row.getString("cause_event_id"),
        row.getInt("policy_version"),
        Json.read(row.getString("entry"), JournalEntry.class));
  }
}
