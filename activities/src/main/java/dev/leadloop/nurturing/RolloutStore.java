package dev.leadloop.nurturing;

import dev.leadloop.inbox.EventKinds;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.record.LeadStore;
import dev.leadloop.store.Json;
import dev.leadloop.store.Stages;
import dev.leadloop.store.Times;
import dev.leadloop.view.SegmentStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Moves leads to another version of the policy, at a bounded rate. */
public final class RolloutStore {
  private final JdbcClient jdbc;
  private final SegmentStore segments;
  private final TransactionTemplate transaction;

  /** A store over one data source. */
  public RolloutStore(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.segments = new SegmentStore(jdbc);
    this.transaction = transaction;
  }

  /** How many leads in an open stage are pinned to a version. */
  public record Pinned(int version, int leads) {}

  /** The versions that leads in an open stage are pinned to, oldest first. */
  public List<Pinned> pinned() {
    return jdbc.sql(
            """
            select policy_version, count(*) as leads from lead_status
             where stage not in %s group by 1 order by 1""".formatted(Stages.CLOSED))
        .query((row, n) -> new Pinned(row.getInt("policy_version"), row.getInt("leads")))
        .list();
  }

  /**
   * The next leads by id that are nurtured under another version, with the signals that may still score.
   *
   * @param after the last lead of the page before; empty for the first page
   * @param from signals before then are left out
   */
  public List<LeadState> nurtured(int version, String after, Instant from, int limit) {
    Map<String, LeadState> found = new LinkedHashMap<>();
    jdbc.sql(
            "select l.lead_id, s.seq, s.decided_at, s.progress, " + LeadStore.PROFILE_COLUMNS
                + """
                   from lead_status s join lead l using (lead_id)
                  where s.lead_id > :after and s.policy_version <> :version and s.stage in %s
                  order by s.lead_id limit :limit""".formatted(Stages.NURTURED))
        .param("version", version)
        .param("after", after)
        .param("limit", limit)
        .query(row -> {
          found.put(
              row.getString("lead_id"),
              new LeadState(
                  new LeadId(row.getString("lead_id")), row.getLong("seq"), Times.out(row, "decided_at"),
                  LeadStore.profile(row), List.of(), Json.read(row.getString("progress"), LeadProgress.class)));
        });
    Map<String, List<Signal>> signals = segments.signals(List.copyOf(found.keySet()), from);
    return found.values().stream()
        .map(lead -> new LeadState(
            lead.leadId(), lead.seq(), lead.decidedAt(), lead.profile(),
            signals.getOrDefault(lead.leadId().value(), List.of()), lead.progress()))
        .toList();
  }

  /**
   * How far a rollout is.
   *
   * @param state RUNNING, PAUSED, STOPPED, or DONE where all that was ordered has moved
   * @param ordered leads that were ordered to move, without those taken back
   * @param waiting leads of these that have not moved yet
   * @param left leads in an open stage that live by another version, ordered or not
   */
  public record RolloutProgress(
      int version, String state, int ordered, int moved, int waiting, int left, int perMinute, String by, Instant changedAt) {}

  /** How far the rollout of that version is; empty where none was ordered. */
  public Optional<RolloutProgress> progress(int version) {
    return jdbc.sql(
            """
            select r.*, (select count(*) from inbox i where i.decided_seq is null and i.kind = :kind
                          and (i.body ->> 'version')::int = r.version)::int as waiting,
                   (select count(*) from lead_status s where s.policy_version <> r.version
                       and s.stage not in %s)::int as left_over
              from rollout r where r.version = :version""".formatted(Stages.CLOSED))
        .param("version", version)
        .param("kind", EventKinds.of(new EventBody.RolledOut(version)))
        .query((row, n) -> {
          int waiting = row.getInt("waiting");
          String state = row.getString("state");
          return new RolloutProgress(
              version, state.equals("RUNNING") && waiting == 0 ? "DONE" : state, row.getInt("leads"),
              row.getInt("leads") - waiting, waiting, row.getInt("left_over"), row.getInt("per_minute"),
              row.getString("ordered_by"), Times.out(row, "changed_at"));
        })
        .optional();
  }

  /** Changes the state of a rollout that is not stopped; false where there is none such. */
  public boolean state(int version, String state, Instant at) {
    return jdbc.sql("update rollout set state = :state, changed_at = :at where version = :version and state <> 'STOPPED'")
            .param("version", version)
            .param("state", state)
            .param("at", Times.in(at))
            .update()
        == 1;
  }

  /** Takes the orders of some leads back that have not moved yet, under the leads' locks; returns of how many. */
  public int takeBack(int version, int limit) {
    Integer taken =
        transaction.execute(status -> {
          String kind = EventKinds.of(new EventBody.RolledOut(version));
          List<String> leads =
              jdbc.sql(
                      """
                      select lead_id from lead where lead_id in (
                        select lead_id from inbox
                         where decided_seq is null and kind = :kind and (body ->> 'version')::int = :version
                         order by lead_id limit :limit)
                       order by lead_id for update""")
                  .param("kind", kind)
                  .param("version", version)
                  .param("limit", limit)
                  .query((row, n) -> Objects.requireNonNull(row.getString("lead_id")))
                  .list();
          int rows =
              jdbc.sql(
                      """
                      delete from inbox where lead_id = any (:leads) and decided_seq is null and kind = :kind
                         and (body ->> 'version')::int = :version""")
                  .param("leads", leads.toArray(String[]::new))
                  .param("kind", kind)
                  .param("version", version)
                  .update();
          jdbc.sql("update rollout set leads = leads - :rows where version = :version")
              .param("rows", rows)
              .param("version", version)
              .update();
          return leads.size();
        });
    return taken == null ? 0 : taken;
  }

  /**
   * Orders every lead in an open stage to that version; they are called one after another. Leads that were ordered before and
   * have not moved yet are not ordered twice.
   *
   * @param perMinute most leads a minute
   * @return how many were ordered
   */
  public int order(int version, int perMinute, Principal by, Instant at) {
    Integer ordered =
        transaction.execute(status -> {
          int leads = orderInside(version, perMinute, by, at);
          jdbc.sql(
                  """
                  insert into rollout (version, state, leads, per_minute, ordered_by, changed_at)
                  values (:version, 'RUNNING', :leads, :rate, :by, :at)
                  on conflict (version) do update
                     set state = 'RUNNING', leads = rollout.leads + excluded.leads, per_minute = excluded.per_minute,
                         ordered_by = excluded.ordered_by, changed_at = excluded.changed_at""")
              .param("version", version)
              .param("leads", leads)
              .param("rate", perMinute)
              .param("by", by.toString())
              .param("at", Times.in(at))
              .update();
          return leads;
        });
    return ordered == null ? 0 : ordered;
  }

  private int orderInside(int version, int perMinute, Principal by, Instant at) {
    EventBody body = new EventBody.RolledOut(version);
    return jdbc.sql(
            """
            insert into inbox (lead_id, event_id, kind, label, occurred_at, recorded_at, principal_kind, principal_id,
                               body, quiet, ring_at, urgency)
            select lead_id, 'rollout-' || :version || '-' || seq, :kind, :kind, :at, :at, :byKind, :byId, :body::jsonb,
                   false, :at + (row_number() over (order by lead_id) - 1) * interval '1 minute' / :rate, 2
              from lead_status s
             where policy_version <> :version and stage not in %s
               and not exists (select from inbox i
                                where i.lead_id = s.lead_id and i.kind = :kind and i.decided_seq is null
                                  and i.body = :body::jsonb)
            on conflict (lead_id, event_id) do nothing""".formatted(Stages.CLOSED))
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
