package dev.leadloop.store;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.EventBody;
import dev.leadloop.lifecycle.LeadProgress;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moves leads to another version of the policy, at a bounded rate. */
public final class RolloutStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public RolloutStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many leads in an open stage are pinned to a version. */
  public record Pinned(int version, int leads) {}

  /** The versions that leads in an open stage are pinned to, oldest first. */
  public List<Pinned> pinned() {
    return jdbc.sql(
            """
            select policy_version, count(*) as leads from lead_status
             where stage not in ('WON', 'LOST', 'DISQUALIFIED', 'ERASED') group by 1 order by 1""")
        .query((row, n) -> new Pinned(row.getInt("policy_version"), row.getInt("leads")))
        .list();
  }

  /** A nurtured lead of whose consent something is on record. */
  public record Agreed(LeadId lead, LeadProfile profile, LeadProgress progress) {}

  /**
   * The next leads by id that are nurtured under another version and have said something of their consent.
   *
   * @param after the last lead of the page before; empty for the first page
   */
  public List<Agreed> agreed(int version, String after, int limit) {
    return jdbc.sql(
            "select l.lead_id, s.progress, " + LeadStore.PROFILE_COLUMNS
                + """
                   from lead_status s join lead l using (lead_id)
                  where s.lead_id > :after and s.policy_version <> :version and s.stage in ('NURTURING', 'MQL')
                    and l.consent ->> 'status' is not null
                  order by s.lead_id limit :limit""")
        .param("version", version)
        .param("after", after)
        .param("limit", limit)
        .query((row, n) -> new Agreed(
            new LeadId(row.getString("lead_id")),
            LeadStore.profile(row),
            Json.read(row.getString("progress"), LeadProgress.class)))
        .list();
  }

  /**
   * Orders every lead in an open stage to that version; they are rung one after another. Leads that were ordered before and
   * have not moved yet are not ordered twice.
   *
   * @param perMinute most leads a minute
   * @return how many were ordered
   */
  public int order(int version, int perMinute, Principal by, Instant at) {
    EventBody body = new EventBody.RolledOut(version);
    return jdbc.sql(
            """
            insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id,
                               body, quiet, ring_at, urgency)
            select lead_id, 'rollout-' || :version || '-' || seq, :kind, :kind, :at, :at, :byKind, :byId, :body::jsonb,
                   false, :at + (row_number() over (order by lead_id) - 1) * interval '1 minute' / :rate, 2
              from lead_status s
             where policy_version <> :version and stage not in ('WON', 'LOST', 'DISQUALIFIED', 'ERASED')
               and not exists (select from inbox i
                                where i.lead_id = s.lead_id and i.kind = :kind and i.decided_seq is null
                                  and i.body = :body::jsonb)
            on conflict (lead_id, event_id) do nothing""")
        .param("version", version)
        .param("kind", EventKinds.of(body))
        .param("at", Times.in(at))
        .param("byKind", by.kind().name())
        .param("byId", by.id())
        .param("body", Json.write(body))
        .param("rate", perMinute)
        .update();
  }
}
