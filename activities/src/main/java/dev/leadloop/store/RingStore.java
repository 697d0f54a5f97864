package dev.leadloop.store;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.scoring.Band;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.temporal.ListedBy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whose doorbell must be rung: leads with undecided rows, and leads that ought to have a running workflow. */
public final class RingStore {
  /** How long claimed rows are left alone by every other relay; after a crash they are claimed again. */
  static final Duration LEASE = Duration.ofSeconds(10);

  /** When a ring that no decision followed is repeated: after a minute, then twice that, up to an hour. */
  private static final String REPEAT = "least(interval '1 hour', interval '1 minute' * power(2, least(i.rings, 10)))";

  private static final String START_COLUMNS =
      """
      l.lead_id, l.company, l.source, s.stage, s.band, s.owner, s.sla_level, s.sla_due_at, s.recycles,
      coalesce(s.policy_version, (select max(version) from policy_version), 0) as policy_version""";

  /** Rows that another transaction holds are being claimed or decided just now: they are passed over. */
  private static final String CLAIM =
      """
      with due as materialized (
        select row_id from inbox
         where ring_at <= now() and lead_id <> all (:resting)
         order by ring_at, row_id limit :limit
           for update skip locked),
      claimed as (
        update inbox i set ring_at = now() + :lease * interval '1 second'
          from due where i.row_id = due.row_id
        returning i.row_id, i.lead_id, i.label)
      select c.row_id, c.label, %s
        from claimed c join lead l using (lead_id) left join lead_status s using (lead_id)
       order by c.row_id""".formatted(START_COLUMNS);

  private static final String UPDATE_CLAIMED =
      """
      update inbox i set %s
        from (select row_id from inbox where row_id = any (:rows) and ring_at is not null
                 for update skip locked) held
       where i.row_id = held.row_id""";

  private static final String SHOULD_RUN =
      "select " + START_COLUMNS
          + """
           from lead_status s join lead l using (lead_id)
          where s.lead_id > :after and s.decided_at < now() - interval '3 minutes'
            and (s.stage not in ('WON', 'LOST', 'DISQUALIFIED', 'ERASED') or s.next_due_at is not null)
          order by s.lead_id limit :limit""";

  private final JdbcClient jdbc;

  public RingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Rows of one lead to be rung for together.
   *
   * @param rows the claimed rows
   * @param labels what they say, in their order
   */
  public record Waiting(LeadWorkflows.Start start, List<Long> rows, List<String> labels) {
    public Waiting {
      rows = List.copyOf(rows);
      labels = List.copyOf(labels);
    }
  }

  /**
   * Claims rows whose time to ring has come, oldest first.
   *
   * @param limit most rows
   * @param resting leads to be left alone this time
   */
  public List<Waiting> claim(int limit, Collection<LeadId> resting) {
    Map<LeadId, Waiting> waiting = new LinkedHashMap<>();
    jdbc.sql(CLAIM)
        .param("limit", limit)
        .param("lease", LEASE.toSeconds())
        .param("resting", resting.stream().map(LeadId::value).toArray(String[]::new))
        .query(row -> {
          waiting.merge(new LeadId(row.getString("lead_id")),
              new Waiting(start(row), List.of(row.getLong("row_id")), List.of(row.getString("label"))),
              RingStore::together);
        });
    return List.copyOf(waiting.values());
  }

  /** Notes that these rows were rung for; those decided meanwhile are done with. */
  public void rung(Collection<Long> rows) {
    update("rings = i.rings + 1, ring_at = case when i.decided_seq is null then now() + " + REPEAT + " end", rows);
  }

  /** Gives rows back that could not be rung for: anyone may claim them at once. */
  public void release(Collection<Long> rows) {
    update("ring_at = now()", rows);
  }

  /** What the workflow of a known lead starts with. */
  public Optional<LeadWorkflows.Start> start(LeadId lead) {
    return jdbc.sql("select " + START_COLUMNS
            + " from lead l left join lead_status s using (lead_id) where l.lead_id = :lead")
        .param("lead", lead.value())
        .query((row, n) -> start(row))
        .optional();
  }

  /**
   * Leads in an open stage or with something due, in order of their ids. Those decided about within minutes are left out:
   * nobody but a running workflow has decisions made.
   */
  public List<LeadWorkflows.Start> shouldRun(@Nullable LeadId after, int limit) {
    return jdbc.sql(SHOULD_RUN)
        .param("after", after == null ? "" : after.value())
        .param("limit", limit)
        .query((row, n) -> start(row))
        .list();
  }

  private void update(String change, Collection<Long> rows) {
    if (!rows.isEmpty()) {
      jdbc.sql(UPDATE_CLAIMED.formatted(change)).param("rows", rows.toArray(Long[]::new)).update();
    }
  }

  private static Waiting together(Waiting one, Waiting other) {
    List<Long> rows = new ArrayList<>(one.rows());
    rows.addAll(other.rows());
    List<String> labels = new ArrayList<>(one.labels());
    labels.addAll(other.labels());
    return new Waiting(one.start(), rows, labels);
  }

  private static LeadWorkflows.Start start(ResultSet row) throws SQLException {
    String stage = row.getString("stage");
    int policyVersion = row.getInt("policy_version");
    ListedBy listed = stage == null
        ? ListedBy.entering(row.getString("source"), policyVersion)
        : new ListedBy(Stage.ofLabel(stage), Band.valueOf(row.getString("band")), row.getString("owner"),
            row.getString("source"), SlaLevel.valueOf(row.getString("sla_level")),
            Times.outOrNull(row, "sla_due_at"), policyVersion, row.getInt("recycles"));
    return new LeadWorkflows.Start(new LeadId(row.getString("lead_id")), row.getString("company"), listed, stage != null);
  }
}
