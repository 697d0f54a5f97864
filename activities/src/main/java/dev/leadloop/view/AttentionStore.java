package dev.leadloop.view;

import dev.leadloop.inbox.Urgency;
import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What stands still: leads told something that no decision has taken, although its time came over a minute ago. */
public final class AttentionStore {
  /** Why a lead stands still, the clearest reason first. */
  public enum Why {
    /** Its workflow could not be called, while others could. */
    SET_ASIDE,
    /** Its decision cannot be recorded, while others can. */
    UNDECIDABLE,
    /** It was called, and no decision followed. */
    UNDECIDED,
    /** It was its turn, and nobody rang. Bulk may wait in its line for longer. */
    UNRUNG,
    /** Nothing would ever ring for it. */
    STRANDED,
    /** It was due, or has something open for long, and was rung for in vain. */
    OVERDUE
  }

  /** A row that was claimed in vain is noted as called five seconds later; the minute runs from its turn. */
  private static final String STANDING =
      """
      with standing as (
        select i.lead_id, i.row_id,
               case when a.what = 'RING' then 'SET_ASIDE'
                    when a.what = 'DECISION' then 'UNDECIDABLE'
                    when i.ring_at is null then 'STRANDED'
                    when i.rung_since is not null then 'UNDECIDED'
                    else 'UNRUNG' end as why,
               coalesce(a.since, i.rung_since, i.ring_at, i.recorded_at) as since, a.code
          from inbox i left join set_aside a using (lead_id)
         where i.decided_seq is null
           and case when a.lead_id is not null then a.since < now() - interval '55 seconds' and not i.quiet
                    when i.ring_at is null then not i.quiet and i.recorded_at < now() - interval '1 minute'
                    when i.rung_since is not null then i.rung_since < now() - interval '55 seconds'
                    else i.ring_at < now() - case urgency when 2 then interval '10 minutes' else interval '1 minute' end
               end
           and (a.lead_id is not null or not exists (
             select from lead_status s where s.lead_id = i.lead_id and s.decided_at > now() - interval '1 minute'))
           %1$s
        union all
        select a.lead_id, null, 'SET_ASIDE', a.since, a.code
          from set_aside a
         where a.what = 'RING' and a.since < now() - interval '55 seconds' %2$s
           and not exists (select from inbox i where i.lead_id = a.lead_id and i.decided_seq is null and not i.quiet)
        union all
        select a.lead_id, null, 'OVERDUE', a.overdue_since, null
          from overdue_ring a
         where a.rings > 1 %2$s
           and not exists (select from inbox i where i.lead_id = a.lead_id and i.decided_seq is null and not i.quiet)),
      leads as (
        select lead_id, min(why) as why, min(since) as since, min(code) as code, count(row_id) as rows
          from standing group by lead_id)
      """;

  private final JdbcClient jdbc;

  public AttentionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Leads that stand still for one reason.
   *
   * @param code status with which they are refused; null where they are not
   * @param since when the first of them came to stand still
   */
  public record Group(Why why, @Nullable String code, long leads, Instant since) {}

  /**
   * One lead that stands still.
   *
   * @param lead its id, which may be none that a lead can have
   * @param name the company, else null
   * @param words what refused it said; null where nobody did
   * @param nextTry when it is tried again by itself; null where that is at once, or never
   */
  public record Standing(
      String lead,
      @Nullable String name,
      Why why,
      @Nullable String code,
      @Nullable String words,
      Instant since,
      long rows,
      int tries,
      @Nullable Instant nextTry) {}

  /** The reasons for which leads stand still, with how many; empty where none does. */
  public List<Group> groups() {
    return jdbc.sql(STANDING.formatted("", "")
            + "select why, code, count(*) as leads, min(since) as since from leads group by why, code order by leads desc, why")
        .query((row, n) -> new Group(
            Why.valueOf(row.getString("why")), row.getString("code"), row.getLong("leads"), Times.out(row, "since")))
        .list();
  }

  /**
   * A rollout that goes on by the record, and whose next leads nobody has asked for in ten minutes.
   *
   * @param since when somebody did last, or when it was started
   */
  public record StillRollout(int version, Instant since) {}

  /** Rollouts that stand still, by version. */
  public List<StillRollout> rollouts() {
    return jdbc.sql(
            """
            select version, greatest(looked_at, changed_at) as since from rollout
             where state = 'RUNNING' and greatest(looked_at, changed_at) < now() - interval '10 minutes'
             order by version""")
        .query((row, n) -> new StillRollout(row.getInt("version"), Times.out(row, "since")))
        .list();
  }

  /** The leads themselves, those that stand for longest first. */
  public List<Standing> standing(int limit) {
    return list("", "", limit, null);
  }

  /** Why one lead stands still; empty where it does not. */
  public Optional<Standing> of(LeadId lead) {
    return list("and i.lead_id = :lead", "and a.lead_id = :lead", 1, lead).stream().findFirst();
  }

  /**
   * A lead of which more was recorded than one decision takes, while its decisions go on.
   *
   * @param name the company, else null
   * @param decided how much of all that was recorded of it has been decided
   */
  public record CatchingUp(String lead, @Nullable String name, long decided, long of) {}

  /** The leads that are behind by more than a minute and were decided about within the last, those most behind first. */
  public List<CatchingUp> catchingUp(int limit) {
    return jdbc.sql(
            """
            with behind as (
              select lead_id, count(*) as waiting from inbox i
               where decided_seq is null and not quiet and recorded_at < now() - interval '1 minute'
                 and exists (select from lead_status s
                              where s.lead_id = i.lead_id and s.decided_at > now() - interval '1 minute')
                 and not exists (select from set_aside a where a.lead_id = i.lead_id)
               group by lead_id order by waiting desc, lead_id limit :limit)
            select b.lead_id, l.company, t.decided, t.recorded
              from behind b join lead l using (lead_id) cross join lateral (
                select count(*) filter (where decided_seq is not null) as decided, count(*) as recorded
                  from inbox i where i.lead_id = b.lead_id) t
             order by b.waiting desc, b.lead_id""")
        .param("limit", limit)
        .query((row, n) -> new CatchingUp(
            row.getString("lead_id"), row.getString("company"), row.getLong("decided"), row.getLong("recorded")))
        .list();
  }

  private List<Standing> list(String rows, String aside, int limit, @Nullable LeadId lead) {
    JdbcClient.StatementSpec sql = jdbc.sql(STANDING.formatted(rows, aside)
            + """
            select s.lead_id, l.company, s.why, s.code, a.why as words, s.since, s.rows, coalesce(a.tries, 0) as tries,
                   a.next_try
              from leads s join lead l using (lead_id) left join set_aside a using (lead_id)
             order by s.since, s.lead_id limit :limit""")
        .param("limit", limit);
    return (lead == null ? sql : sql.param("lead", lead.value())).query((row, n) -> standing(row)).list();
  }

  private static Standing standing(ResultSet row) throws SQLException {
    return new Standing(
        row.getString("lead_id"),
        row.getString("company"),
        Why.valueOf(row.getString("why")),
        row.getString("code"),
        row.getString("words"),
        Times.out(row, "since"),
        row.getLong("rows"),
        row.getInt("tries"),
        Times.outOrNull(row, "next_try"));
  }

  /** How many rows wait for their turn in each line, counted up to a limit. */
  public Map<Urgency, Long> inLine(int most) {
    Map<Urgency, Long> waiting = new TreeMap<>();
    for (Urgency line : Urgency.values()) {
      waiting.put(line, jdbc.sql(
              "select count(*) from (select from inbox where urgency = :line and ring_at <= now() limit :most) waiting")
          .param("line", line.code())
          .param("most", most)
          .query(Long.class)
          .single());
    }
    return waiting;
  }

  /**
   * Has rows called for that nothing else would ever bring before a decision: those of leads with nothing due, and those that
   * were not stored quietly. Forgets who was set aside and has nothing to be decided any more.
   *
   * @return how many rows were found
   */
  public int mend() {
    jdbc.sql(
            """
            delete from set_aside a
             where next_try < now() - interval '15 minutes'
               and not exists (select from inbox i where i.lead_id = a.lead_id and i.decided_seq is null)""")
        .update();
    return jdbc.sql(
            """
            update inbox i set ring_at = now(), urgency = 2
             where i.decided_seq is null and i.ring_at is null and i.recorded_at < now() - interval '1 minute'
               and (not i.quiet
                    or (select s.next_due_at from lead_status s where s.lead_id = i.lead_id) is null)""")
        .update();
  }
}
