package dev.leadloop.nurturing;

import dev.leadloop.inbox.EventKinds;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.store.Json;
import dev.leadloop.store.Stages;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.rollout.RolloutProgress.FailedMove;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The orders of rollouts to their leads: those that are to be given, and those that have not moved their lead. */
public final class RolloutOrderStore {
  private static final String KIND = EventKinds.of(new EventBody.RolledOut(1));
  private static final String OPEN = "s.stage not in " + Stages.CLOSED;

  /** As the index says it. */
  private static final String NOT_MOVED =
      "i.kind = 'rolled_out' and (i.decided_seq is null or i.failed is not null or i.verdict ->> 'applied' = 'false')"
          + " and (i.body ->> 'version')::integer = :version";

  /**
   * Leads that the run may still order: it has ordered each at most once, and so has whoever came before. Who has come in since
   * it began lives by the version that was the newest by then, which may be a newer one.
   */
  private static final String TO_ORDER =
      " s.policy_version <> :version and " + OPEN
          + """
             and exists (select from lead l, rollout r
                          where l.lead_id = s.lead_id and r.version = :version and l.created_at <= r.begun_at)
             and not exists (select from inbox i where i.lead_id = s.lead_id and i.event_id = :event)
             and not exists (select from inbox i where i.lead_id = s.lead_id and i.decided_seq is null
                                and i.kind = 'rolled_out' and (i.body ->> 'version')::integer = :version)""";

  private static final String OVERDUE = " i.decided_seq is null and (a.lead_id is not null or i.recorded_at < :overdue) ";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public RolloutOrderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What has not moved.
   *
   * @param waiting orders that no decision has taken
   * @param held those of these whose leads are set aside or wait for longer than they should
   * @param unmoved orders of this run that failed or were refused
   */
  record Standing(int waiting, int held, int unmoved) {}

  /** What of that version's orders has not moved. */
  Standing standing(Rollout rollout, Instant overdue) {
    return jdbc.sql(
            "select count(*) filter (where i.decided_seq is null)::int as waiting, count(*) filter (where" + OVERDUE
                + ")::int as held, count(*) filter (where i.decided_seq is not null and i.event_id = :event)::int as unmoved"
                + " from inbox i left join set_aside a using (lead_id) where " + NOT_MOVED)
        .param("version", rollout.version())
        .param("event", rollout.eventId())
        .param("overdue", Times.in(overdue))
        .query((row, n) -> new Standing(row.getInt("waiting"), row.getInt("held"), row.getInt("unmoved")))
        .single();
  }

  /** How many leads in an open stage live by another version. */
  int left(int version) {
    return jdbc.sql("select count(*) from lead_status s where s.policy_version <> :version and " + OPEN)
        .param("version", version).query(Integer.class).single();
  }

  /** How many leads a run may still order. */
  int toOrder(Rollout rollout) {
    return jdbc.sql("select count(*) from lead_status s where" + TO_ORDER)
        .param("version", rollout.version()).param("event", rollout.eventId()).query(Integer.class).single();
  }

  /** The first leads by id whose last order failed, or waits in vain, and which live by another version still. */
  List<FailedMove> failed(int version, Instant overdue, int limit) {
    String last =
        "with last as (select distinct on (i.lead_id) i.lead_id, i.decided_seq, i.failed, i.verdict ->> 'code' as refused,"
            + " a.what, a.code,"
            + OVERDUE + " as held from inbox i join lead_status s using (lead_id) left join set_aside a using (lead_id) where "
            + NOT_MOVED + " and s.policy_version <> :version and " + OPEN + " order by i.lead_id, i.row_id desc) ";
    return jdbc.sql(last + "select * from last where decided_seq is not null or held order by lead_id limit :limit")
        .param("version", version)
        .param("overdue", Times.in(overdue))
        .param("limit", limit)
        .query((row, n) -> new FailedMove(Objects.requireNonNull(row.getString("lead_id")), why(row)))
        .list();
  }

  private static String why(ResultSet row) throws SQLException {
    String failed = row.getString("failed");
    String what = row.getString("what");
    if (failed != null) {
      return "its move could not be decided (" + failed + ")";
    }
    if (row.getObject("decided_seq") != null) {
      return "its move was refused (" + row.getString("refused") + ")";
    }
    return switch (what) {
      case "DECISION" -> "its decision cannot be recorded (" + row.getString("code") + "); it is tried again";
      case "RING" -> "Temporal does not start its workflow (" + row.getString("code") + "); it is tried again";
      case null, default -> "no decision has taken its order yet; it waits on";
    };
  }

  /**
   * Takes the orders of some leads back that have not moved yet, under the leads' locks; returns of how many leads. Its
   * rollout is to be locked.
   */
  int takeBack(int version, int limit) {
    List<String> leads =
        jdbc.sql(
                """
                select lead_id from lead where lead_id in (
                  select lead_id from inbox
                   where decided_seq is null and kind = 'rolled_out' and (body ->> 'version')::integer = :version
                   order by lead_id limit :limit)
                 order by lead_id for update""")
            .param("version", version)
            .param("limit", limit)
            .query((row, n) -> Objects.requireNonNull(row.getString("lead_id")))
            .list();
    int rows =
        jdbc.sql(
                """
                delete from inbox where lead_id = any (:leads) and decided_seq is null and kind = 'rolled_out'
                   and (body ->> 'version')::integer = :version""")
            .param("leads", leads.toArray(String[]::new))
            .param("version", version)
            .update();
    jdbc.sql("update rollout set leads = leads - :rows, last_lead = '', next_at = null where version = :version")
        .param("rows", rows)
        .param("version", version)
        .update();
    return leads.size();
  }

  private record Ordered(int leads, @Nullable String last) {}

  /** Orders at most so many more leads, called one after another at the rollout's rate; returns how many. */
  int order(Rollout rollout, int most, Instant at) {
    EventBody body = new EventBody.RolledOut(rollout.version(), rollout.placement());
    Ordered ordered =
        jdbc.sql(
                "with next as (select s.lead_id from lead_status s where s.lead_id > :after and" + TO_ORDER
                    + """
                       order by s.lead_id limit :most),
                      ordered as (
                        insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind,
                                           principal_id, body, quiet, ring_at, urgency)
                        select lead_id, :event, :kind, :kind, :at, :at, :byKind, :byId, :body::jsonb, false,
                               :at + (row_number() over (order by lead_id) - 1) * interval '1 minute' / :rate, 2
                          from next
                        on conflict (lead_id, event_id) do nothing
                        returning lead_id)
                      select count(*)::int as leads, max(lead_id) as last from ordered""")
            .param("after", rollout.lastLead())
            .param("version", rollout.version())
            .param("event", rollout.eventId())
            .param("most", most)
            .param("kind", KIND)
            .param("at", Times.in(at))
            .param("byKind", rollout.by().kind().name())
            .param("byId", rollout.by().id())
            .param("body", Json.write(body))
            .param("rate", rollout.perMinute())
            .query((row, n) -> new Ordered(row.getInt("leads"), row.getString("last")))
            .single();
    jdbc.sql(
            """
            update rollout set leads = leads + :leads, last_lead = :last,
                   next_at = case when :leads > 0 then :at + :leads * interval '1 minute' / :rate else next_at end
             where version = :version""")
        .param("leads", ordered.leads())
        .param("last", ordered.last() == null ? "" : ordered.last())
        .param("at", Times.in(at))
        .param("rate", rollout.perMinute())
        .param("version", rollout.version())
        .update();
    return ordered.leads();
  }
}
