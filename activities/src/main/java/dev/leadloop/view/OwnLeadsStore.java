package dev.leadloop.view;

import dev.leadloop.inbox.InboxVerdict;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a rep has accepted, and what a rep has answered; reads only. */
public final class OwnLeadsStore {
  private static final String ACCEPTED =
      """
      select s.lead_id, l.first_name, l.last_name, l.email, l.company, s.stage, s.score, s.grade, s.owner, s.progress,
             s.policy_version, news.at as stalled_at
        from lead_status s join lead l using (lead_id)
             left join lateral (
               select case when e.type = 'stall_reminded' then e.at end as at from lifecycle_event e
                where e.lead_id = s.lead_id
                  and e.type in ('stall_reminded', 'contact_made', 'outcome_noted', 'stage_changed', 'passed_on')
                order by e.seq desc, e.n desc limit 1) news on true
       where s.stage in ('ACCEPTED', 'OPPORTUNITY') and s.owner = coalesce(:rep::text, s.owner)
       order by (s.progress #>> '{sales,contactDue}') nulls last, s.lead_id
       limit :limit""";

  private static final String ANSWERED =
      """
      select i.row_id, i.lead_id, i.event_id, i.kind, i.recorded_at, i.decided_seq, i.verdict, i.failed, i.held_until,
             i.body ->> 'reason' as reason, i.note, l.first_name, l.last_name, l.email, l.company,
             coalesce(s.policy_version, (select max(version) from policy_version)) as policy_version
        from inbox i join lead l using (lead_id) left join lead_status s using (lead_id)
       where i.kind in ('accept', 'reject', 'return', 'take_over', 'contact', 'outcome', 'snooze', 'pause', 'resume')
         and i.principal_kind = :kind and i.principal_id = :id and l.erased_at is null%s
       order by i.recorded_at desc, i.row_id desc
       limit :limit""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public OwnLeadsStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lead that sales has accepted.
   *
   * @param stalledAt when its owner was reminded that nothing was heard, and nothing was since; null where that is not so
   */
  public record AcceptedRow(
      String leadId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String company,
      String stage,
      int score,
      String grade,
      @Nullable String owner,
      LeadProgress progress,
      int policyVersion,
      @Nullable Instant stalledAt) {}

  /**
   * An answer as it was given.
   *
   * @param rowId in the order of their recording
   * @param became what became of it
   * @param heldUntil until when it may be, or could have been, taken back; null where it could not
   */
  public record AnsweredRow(
      long rowId,
      String leadId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String company,
      String kind,
      @Nullable String reason,
      @Nullable String note,
      InboxVerdict became,
      @Nullable Instant heldUntil,
      int policyVersion) {}

  /** Where a page of answers ends. */
  public record Place(Instant at, long rowId) {}

  /** Accepted leads and opportunities of the rep, or of everybody, those first whose first contact is due soonest. */
  public List<AcceptedRow> accepted(@Nullable String rep, int limit) {
    return jdbc.sql(ACCEPTED)
        .param("rep", rep)
        .param("limit", limit)
        .query((row, n) -> new AcceptedRow(
            row.getString("lead_id"), row.getString("first_name"), row.getString("last_name"), row.getString("email"),
            row.getString("company"), row.getString("stage"), row.getInt("score"), row.getString("grade"),
            row.getString("owner"), Json.read(row.getString("progress"), LeadProgress.class), row.getInt("policy_version"),
            Times.outOrNull(row, "stalled_at")))
        .list();
  }

  /**
   * The latest answers of whoever it is, by kind and id of the principal.
   *
   * @param behind where a page of them ended; null for the first
   */
  public List<AnsweredRow> answered(String kind, String id, @Nullable Place behind, int limit) {
    Map<String, Object> values = new HashMap<>(Map.of("kind", kind, "id", id, "limit", limit));
    if (behind != null) {
      values.put("at", Times.in(behind.at()));
      values.put("row", behind.rowId());
    }
    return jdbc.sql(ANSWERED.formatted(behind == null ? "" : " and (i.recorded_at, i.row_id) < (:at, :row)"))
        .params(values)
        .query((row, n) -> new AnsweredRow(
            row.getLong("row_id"),
            row.getString("lead_id"), row.getString("first_name"), row.getString("last_name"), row.getString("email"),
            row.getString("company"), row.getString("kind"), row.getString("reason"),
            row.getString("note"),
            new InboxVerdict(
                row.getString("event_id"), Times.out(row, "recorded_at"), row.getObject("decided_seq", Long.class),
                row.getString("verdict") == null ? null : Json.read(row.getString("verdict"), Verdict.class),
                row.getString("failed")),
            Times.outOrNull(row, "held_until"), row.getInt("policy_version")))
        .list();
  }
}
