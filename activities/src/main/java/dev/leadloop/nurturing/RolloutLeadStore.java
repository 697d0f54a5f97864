package dev.leadloop.nurturing;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.deciding.LeadState;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads which leads live by which version of the policy. */
public final class RolloutLeadStore {
  private final JdbcClient jdbc;
  private final SegmentStore segments;

  /** A store over one data source. */
  public RolloutLeadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.segments = new SegmentStore(jdbc);
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
}
