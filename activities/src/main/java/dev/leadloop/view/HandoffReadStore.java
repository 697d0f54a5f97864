package dev.leadloop.view;

import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of handoff cycles, open and past; reads only. */
public final class HandoffReadStore {
  private static final String ORDER =
      " order by h.ended_at is not null, case when h.ended_at is null then h.deadline end, h.ended_at desc, h.lead_id,"
          + " h.cycle";
  private static final String HAPPENED =
      """
      select h.*, o.policy_version, i.recorded_at as signal_at, n.notified_at, c.contacted_at
        from page h
        join lateral (select e.policy_version, e.at, e.cause_event_id from lifecycle_event e
                       where e.lead_id = h.lead_id and e.type = 'cycle_opened'
                         and (e.entry->'handoff'->>'cycle')::integer = h.cycle) o on true
        left join inbox i on i.lead_id = h.lead_id and i.event_id = o.cause_event_id and i.kind = 'signal'
        left join lateral (select min(f.done_at) as notified_at from effect f
                            where f.lead_id = h.lead_id and f.kind = 'notify' and f.status = 'DONE'
                              and f.effect->>'notice' in ('HANDOFF', 'QUEUED')
                              and coalesce(f.result, '') !~ '^(nobody to tell|not told|rejected)'
                              and (f.effect->>'cycle')::integer = h.cycle) n on true
        left join lateral (select min(coalesce((e.entry ->> 'at')::timestamptz, e.at)) as contacted_at
                             from lifecycle_event e
                            where e.lead_id = h.lead_id and e.type = 'contact_made'
                              and h.ended_how = 'ACCEPTED'
                              and coalesce((e.entry ->> 'at')::timestamptz, e.at) >= h.ended_at
                              and e.at <= coalesce((select min(later.assigned_at) from handoff_cycle later
                                   where later.lead_id = h.lead_id and later.cycle > h.cycle), 'infinity')) c on true""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public HandoffReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One cycle with the company it is about.
   *
   * @param ended null while it is open
   */
  public record ListedHandoff(
      String leadId,
      int cycle,
      @Nullable String company,
      String owner,
      boolean queue,
      Handoff.Terms terms,
      Instant deadline,
      String level,
      @Nullable Ended ended,
      AnswerClock clock,
      Happened happened) {}

  /** How, by whom, when and why a cycle ended. */
  public record Ended(String how, String by, Instant at, @Nullable String reason) {}

  /**
   * When things happened around a handoff.
   *
   * @param policyVersion under which it was assigned
   * @param signalAt when the signal that caused it was stored; null where none did, such as where time or a person did
   * @param notifiedAt when the owner's notice was on its way; null while it is not, and where nobody was told
   * @param contactedAt when sales was first in touch after accepting; null where it was not
   */
  public record Happened(
      int policyVersion, @Nullable Instant signalAt, @Nullable Instant notifiedAt, @Nullable Instant contactedAt) {}

  /**
   * Which cycles are asked for; null means any.
   *
   * @param sight of whoever asks, who also sees the cycles that were a seen rep's
   * @param skip how many of the matching to pass over
   */
  public record Filter(
      Sight sight,
      @Nullable Boolean open,
      @Nullable String owner,
      @Nullable String level,
      @Nullable String leadId,
      @Nullable Instant assignedFrom,
      @Nullable Instant assignedTo,
      int skip,
      int limit) {}

  /** Cycles that match: open ones by deadline, the most urgent first, then past ones, the latest first. */
  public List<ListedHandoff> list(Filter filter) {
    StringBuilder sql =
        new StringBuilder(
            "with page as (select h.*, l.company from handoff_cycle h join lead l using (lead_id) where true");
    Map<String, Object> values = new LinkedHashMap<>();
    Boolean open = filter.open();
    if (open != null) {
      sql.append(open ? " and h.ended_at is null" : " and h.ended_at is not null");
    }
    narrow(
        sql, values, " and (h.owner = any(:seenReps) and not h.queue or h.lead_id" + Sight.SEES + ")", "seenReps",
        filter.sight().seenReps());
    narrow(sql, values, " and h.owner = :owner", "owner", filter.owner());
    narrow(sql, values, " and h.level = :level", "level", filter.level());
    narrow(sql, values, " and h.lead_id = :leadId", "leadId", filter.leadId());
    Instant from = filter.assignedFrom();
    narrow(sql, values, " and h.assigned_at >= :from", "from", from == null ? null : Times.in(from));
    Instant to = filter.assignedTo();
    narrow(sql, values, " and h.assigned_at < :to", "to", to == null ? null : Times.in(to));
    sql.append(ORDER).append(" limit :limit offset :skip) ").append(HAPPENED).append(ORDER);
    values.put("limit", filter.limit());
    values.put("skip", filter.skip());
    return jdbc.sql(sql.toString())
        .params(values)
        .query(
            (row, n) ->
                new ListedHandoff(
                    row.getString("lead_id"),
                    row.getInt("cycle"),
                    row.getString("company"),
                    row.getString("owner"),
                    row.getBoolean("queue"),
                    new Handoff.Terms(
                        row.getString("trigger"), row.getString("sla_class"), Times.out(row, "assigned_at"), List.of()),
                    Times.out(row, "deadline"),
                    row.getString("level"),
                    ended(row),
                    Json.read(row.getString("clock"), AnswerClock.class),
                    new Happened(
                        row.getInt("policy_version"),
                        Times.outOrNull(row, "signal_at"),
                        Times.outOrNull(row, "notified_at"),
                        Times.outOrNull(row, "contacted_at"))))
        .list();
  }

  private static @Nullable Ended ended(ResultSet row) throws SQLException {
    Instant at = Times.outOrNull(row, "ended_at");
    return at == null
        ? null
        : new Ended(row.getString("ended_how"), row.getString("ended_by"), at, row.getString("reason"));
  }

  /** Whether anybody of that id has or had a handoff. */
  public boolean everHad(String owner) {
    return jdbc.sql("select exists (select from handoff_cycle where owner = :owner)")
        .param("owner", owner)
        .query(Boolean.class)
        .single();
  }

  /** How many handoffs wait for an answer, by owner. */
  public Map<String, Integer> openByOwner() {
    Map<String, Integer> open = new LinkedHashMap<>();
    jdbc.sql("select owner, count(*) as open from handoff_cycle where ended_at is null group by owner")
        .query(row -> {
          open.put(row.getString("owner"), row.getInt("open"));
        });
    return open;
  }

  private static void narrow(
      StringBuilder sql, Map<String, Object> values, String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.put(name, value);
    }
  }
}
