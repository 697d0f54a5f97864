package dev.leadloop.store;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.EventBody;
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
                               body, quiet, ring_at)
            select lead_id, 'rollout-' || :version || '-' || seq, :kind, :kind, :at, :at, :byKind, :byId, :body::jsonb,
                   false, :at + (row_number() over (order by lead_id) - 1) * interval '1 minute' / :rate
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
