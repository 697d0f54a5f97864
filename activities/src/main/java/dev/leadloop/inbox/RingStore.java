package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.scoring.Band;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.store.Stages;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.LeadSearchValues;
import dev.leadloop.temporal.LeadWorkflows;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who must be called: leads with undecided rows, and leads that ought to have a running workflow. */
public final class RingStore {
  /** Rows looked at in a line for each lead that may be claimed: of a burst for one lead one row is enough. */
  private static final int ROWS_A_LEAD = 4;
  private static final int MOST_ROWS_OF_A_LEAD = 500;

  /** How long claimed rows are left alone by every other relay; after a crash they are claimed again. */
  static final Duration LEASE = Duration.ofSeconds(10);

  /** When a ring that no decision followed is repeated: after a minute, then twice that, up to an hour. */
  private static final String REPEAT = "least(interval '1 hour', interval '1 minute' * power(2, least(i.rings, 10)))";

  private static final String START_COLUMNS =
      """
      l.lead_id, l.company, l.source, s.stage, s.band, s.owner, s.sla_level, s.sla_due_at, s.recycles,
      coalesce(s.policy_version, (select max(version) from policy_version), 0) as policy_version""";

  /** Rows that another transaction holds are being claimed or decided just now: they are passed over. */
  private static final String LINE =
      """
      select row_id, lead_id, urgency, ring_at from inbox
       where urgency = %d and ring_at <= now() and lead_id <> all (:%s)
       order by ring_at, row_id limit (:%s + :anybody) * %d
         for update skip locked""";

  /**
   * The leads whose turn it is in each line, with everything of theirs that is due, whichever line it stands in: one ring
   * tells of all of it.
   */
  private static final String CLAIM =
      """
      with direct as materialized (%s),
      single as materialized (%s),
      bulk as materialized (%s),
      leads as (
        select lead_id, min(urgency) as urgency, min(ring_at) as since, min(row_id) as first
          from (select * from direct union all select * from single union all select * from bulk) due
         group by lead_id),
      chosen as materialized (
        select lead_id, urgency
          from (select *, row_number() over (partition by urgency order by since, first) as place,
                       row_number() over (order by urgency, since, first) as turn from leads) placed
         where turn <= :anybody or place <= case urgency when 0 then :directs when 1 then :singles else :bulks end),
      rows as (
        select row_id from chosen c join direct using (lead_id)
        union select row_id from chosen c join single using (lead_id)
        union select row_id from chosen c join bulk using (lead_id)
        union
        select along.row_id from chosen c cross join lateral (
          select i.row_id from inbox i
           where i.lead_id = c.lead_id and i.decided_seq is null and i.ring_at <= now()
           order by i.row_id limit %d
             for update skip locked) along),
      claimed as (
        update inbox i set ring_at = now() + :lease * interval '1 second'
          from rows where i.row_id = rows.row_id
        returning i.row_id, i.lead_id, i.label)
      select c.row_id, c.label, o.urgency, a.lead_id is not null as set_aside, %s
        from claimed c join chosen o using (lead_id) join lead l using (lead_id)
             left join lead_status s using (lead_id) left join set_aside a on a.lead_id = c.lead_id and a.what = 'RING'
       order by o.urgency, c.row_id""".formatted(
          LINE.formatted(0, "just", "directs", ROWS_A_LEAD),
          LINE.formatted(1, "resting", "singles", ROWS_A_LEAD),
          LINE.formatted(2, "resting", "bulks", ROWS_A_LEAD),
          MOST_ROWS_OF_A_LEAD,
          START_COLUMNS);

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
          where s.lead_id > :after and s.lead_id ~ :form and s.decided_at < now() - interval '3 minutes'
            and (s.stage not in %s or s.next_due_at is not null)
          order by s.lead_id limit :limit""".formatted(Stages.CLOSED);

  private final JdbcClient jdbc;
  private final SetAsideStore aside;

  public RingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.aside = new SetAsideStore(jdbc);
  }

  /**
   * Rows of one lead to be called for together.
   *
   * @param urgency the line it was its turn in
   * @param setAside whether it could not be called before
   * @param rows the claimed rows
   * @param labels what they say, in their order
   */
  public record Waiting(
      LeadWorkflows.Start start, Urgency urgency, boolean setAside, List<Long> rows, List<String> labels) {
    public Waiting {
      rows = List.copyOf(rows);
      labels = List.copyOf(labels);
    }
  }

  /**
   * How many leads may be claimed: of each line as many as it has places of its own, and for the places of anybody those
   * whose turn comes first, line by line.
   *
   * @param direct for those that somebody waits for
   */
  public record Places(int direct, int single, int bulk, int anybody) {
    /** Whether there is one at all. */
    public boolean any() {
      return direct > 0 || single > 0 || bulk > 0 || anybody > 0;
    }
  }

  /**
   * Leads that were called a moment ago and are left alone this time.
   *
   * @param resting by whatever is not direct
   * @param just those that even direct intent leaves alone
   */
  public record Resting(Collection<LeadId> resting, Collection<LeadId> just) {
    /** Nobody rests. */
    public static final Resting NOBODY = new Resting(Set.of(), Set.of());
  }

  /**
   * Claims leads whose time to ring has come, as many as there are places, the oldest of a line first. One whose row cannot
   * be read is set aside like one that cannot be called.
   */
  public List<Waiting> claim(Places places, Resting resting) {
    Map<LeadId, Waiting> waiting = new LinkedHashMap<>();
    Map<String, List<Long>> unreadable = new LinkedHashMap<>();
    jdbc.sql(CLAIM)
        .param("directs", Math.max(0, places.direct()))
        .param("singles", Math.max(0, places.single()))
        .param("bulks", Math.max(0, places.bulk()))
        .param("anybody", Math.max(0, places.anybody()))
        .param("lease", LEASE.toSeconds())
        .param("resting", ids(resting.resting()))
        .param("just", ids(resting.just()))
        .query(row -> {
          String lead = row.getString("lead_id");
          if (LeadId.isOne(lead)) {
            waiting.merge(new LeadId(lead), waiting(row), RingStore::together);
          } else {
            unreadable.computeIfAbsent(lead, id -> new ArrayList<>()).add(row.getLong("row_id"));
          }
        });
    unreadable.forEach((lead, rows) -> aside.setAside(lead, rows, "INVALID_ARGUMENT", "No workflow can have this lead's id."));
    return List.copyOf(waiting.values());
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(
        start(row), Urgency.ofCode(row.getInt("urgency")), row.getBoolean("set_aside"),
        List.of(row.getLong("row_id")), List.of(row.getString("label")));
  }

  private static String[] ids(Collection<LeadId> leads) {
    return leads.stream().map(LeadId::value).toArray(String[]::new);
  }

  /**
   * Which of these rows no decision has taken yet and one may: those of a lead whose decision cannot be recorded are left out.
   */
  public Set<Long> undecided(Collection<Long> rows) {
    return rows.isEmpty()
        ? Set.of()
        : Set.copyOf(
            jdbc.sql(
                    """
                    select row_id from inbox i where row_id = any (:rows) and decided_seq is null
                       and not exists (select from set_aside a where a.lead_id = i.lead_id and a.what = 'DECISION')""")
                .param("rows", rows.toArray(Long[]::new))
                .query(Long.class)
                .list());
  }

  /** Notes that these rows were called for; those decided meanwhile are done with. */
  public void called(Collection<Long> rows) {
    update("rings = i.rings + 1, rung_since = coalesce(i.rung_since, now()),"
        + " ring_at = case when i.decided_seq is null then now() + " + REPEAT + " end", rows);
  }

  /** Gives rows back that could not be called for: anyone may claim them at once. */
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
        .param("form", "^" + LeadId.FORM + "$")
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
    return new Waiting(one.start(), one.urgency(), one.setAside(), rows, labels);
  }

  private static LeadWorkflows.Start start(ResultSet row) throws SQLException {
    boolean decided = row.getString("stage") != null;
    return new LeadWorkflows.Start(new LeadId(row.getString("lead_id")), row.getString("company"), listed(row, decided), decided);
  }

  /** What cannot be read of a status is no reason to leave a lead alone: its next decision tells what is wrong. */
  private static LeadSearchValues listed(ResultSet row, boolean decided) throws SQLException {
    String source = row.getString("source");
    int policyVersion = row.getInt("policy_version");
    if (decided) {
      try {
        return new LeadSearchValues(
            Stage.ofLabel(row.getString("stage")), Band.valueOf(row.getString("band")), row.getString("owner"), source,
            SlaLevel.valueOf(row.getString("sla_level")), Times.outOrNull(row, "sla_due_at"), policyVersion,
            row.getInt("recycles"));
      } catch (IllegalArgumentException unreadable) {
        return LeadSearchValues.entering(source, policyVersion);
      }
    }
    return LeadSearchValues.entering(source, policyVersion);
  }
}
