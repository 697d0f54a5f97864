package dev.leadloop.measures;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Facts that measures are counted from. A lead has all of its facts here or none. */
public final class MeasureStore {
  private static final String FIRST =
      "%1$s_at = least(m.%1$s_at, t.%1$s_at), %1$s_policy = case when %2$s then t.%1$s_policy else m.%1$s_policy end";

  /** Whether what is told or decided now was ahead of what is known: of one instant what is told goes first. */
  private static final String AHEAD =
      "(t.%1$s_at < m.%1$s_at or t.%1$s_at is not null and m.%1$s_at is null or t.%1$s_at = m.%1$s_at and t.%1$s_policy is null)";

  private static final String HELD = "(select case when c.queue then 'queue' else c.owner end from measure_cycle c"
      + " where c.lead_id = v.lead_id%s order by c.cycle desc limit 1)";

  /** Who had the lead's handoff when a stay began: the latest that was assigned by then. */
  private static final String HELD_THEN = HELD.formatted(" and c.assigned_at <= v.entered_at");

  /** Who had a lead's last handoff. */
  private static final String HELD_LAST = HELD.formatted("");

  /** All that is told of a past; a stay that ended here, by no telling, keeps its end. */
  private static final String PAST =
      """
           past as (
             insert into measure_visit as h (lead_id, seq, n, came_from, stage, entered_at, policy_version, entered_for,
                                             entered_by, amount, currency, left_at, left_to, left_for, left_by, holder)
             select v.lead_id, v.seq, v.n, v.came_from, v.stage, v.entered_at, v.policy_version, v.entered_for, v.entered_by,
                    v.amount, v.currency, coalesce(v.left_at, k.left_at),
                    case when v.left_at is null then k.left_to else v.left_to end,
                    case when v.left_at is null then k.left_for else v.left_for end,
                    case when v.left_at is null then k.left_by else v.left_by end, HELD_THEN
               from json_populate_recordset(null::measure_visit, :past::json) v
               left join measure_visit k
                 on k.lead_id = v.lead_id and k.seq = 0 and k.stage = v.stage and k.entered_at = v.entered_at
                and k.left_by <> 'told'
              where exists (select from known)
             on conflict (lead_id, seq, n) do update
                set came_from = excluded.came_from, stage = excluded.stage, entered_at = excluded.entered_at,
                    entered_for = excluded.entered_for, amount = excluded.amount, currency = excluded.currency,
                    left_at = excluded.left_at, left_to = excluded.left_to, left_for = excluded.left_for,
                    left_by = excluded.left_by, holder = excluded.holder),
      """.replace("HELD_THEN", HELD_THEN);

  /** First times are the earliest, the rest is overwritten; where a lead is not known nothing of it is begun in the middle. */
  private static final String CHANGE =
      """
      with told as (select * from json_populate_recordset(null::measure_lead, :lead::json)),
           came as (insert into measure_lead select * from told where entered_policy is not null returning lead_id),
           known as (select lead_id from measure_lead where lead_id = :id union all select lead_id from came),
           went as (
             update measure_lead m
                set entered_at = least(m.entered_at, t.entered_at), FIRSTS,
                    mql_for = case when MQL then t.mql_for else m.mql_for end,
                    sql_for = case when SQL then t.sql_for else m.sql_for end,
                    won_amount = case when WON then t.won_amount else m.won_amount end,
                    won_currency = case when WON then t.won_currency else m.won_currency end,
                    erased_at = coalesce(m.erased_at, t.erased_at), stage = coalesce(t.stage, m.stage),
                    stage_at = coalesce(t.stage_at, m.stage_at), recycles = coalesce(t.recycles, m.recycles),
                    amount = coalesce(t.amount, m.amount),
                    currency = case when t.amount is null then m.currency else t.currency end
               from told t where t.entered_policy is null and m.lead_id = t.lead_id),
           gone as (
             update measure_visit v
                set left_at = t.at, left_to = case when STOOD then t."to" end, left_for = case when STOOD then t."for" end,
                    left_by = case when STOOD then t.by end
               from json_to_recordset(:left::json) as t(at timestamptz, "to" text, "for" text, by text), measure_lead m
              where v.lead_id = :id and v.left_at is null and m.lead_id = :id),
           visits as (
             insert into measure_visit
             select h.* from json_populate_recordset(null::measure_visit, :visits::json) v
              cross join lateral jsonb_populate_record(v, jsonb_build_object('holder', HELD_THEN)) h
              where exists (select from known)),
           steps as (
             insert into measure_step
             select s.* from json_populate_recordset(null::measure_step, :steps::json) s where exists (select from known)),
           opened as (
             insert into measure_cycle
             select c.* from json_populate_recordset(null::measure_cycle, :cycles::json) c
              where c.opened_seq is not null and exists (select from known))
      update measure_cycle c
         set trigger = coalesce(t.trigger, c.trigger), sla_class = coalesce(t.sla_class, c.sla_class),
             deadline = coalesce(t.deadline, c.deadline), owner = coalesce(t.owner, c.owner), queue = coalesce(t.queue, c.queue),
             owner_since = coalesce(t.owner_since, c.owner_since), queued_at = coalesce(c.queued_at, t.queued_at),
             contacted_at = coalesce(c.contacted_at, t.contacted_at), ended_at = coalesce(t.ended_at, c.ended_at),
             ended_how = coalesce(t.ended_how, c.ended_how), ended_by = coalesce(t.ended_by, c.ended_by),
             reason = coalesce(t.reason, c.reason), taken_over = coalesce(t.taken_over, c.taken_over),
             hours = coalesce(t.hours, c.hours), paused = coalesce(c.paused + t.paused, t.paused, c.paused)
        from json_populate_recordset(null::measure_cycle, :cycles::json) t
       where t.opened_seq is null and c.lead_id = t.lead_id and c.cycle = t.cycle"""
          .replace("FIRSTS", Stream.of("mql", "sql", "accepted", "contacted", "opportunity", "won", "lost", "disqualified")
              .map(step -> FIRST.formatted(step, AHEAD.formatted(step))).collect(Collectors.joining(", ")))
          .replace("HELD_THEN", HELD_THEN)
          .replace("STOOD", "v.seq > 0 or (v.stage, v.entered_at) = (m.stage, m.stage_at)")
          .replace("when MQL", "when " + AHEAD.formatted("mql")).replace("when SQL", "when " + AHEAD.formatted("sql"))
          .replace("when WON", "when " + AHEAD.formatted("won"));

  private static final String CHANGE_WITH_PAST = CHANGE.replace("steps as", PAST.strip() + "\n     steps as");

  /** Nobody knows how what is told last ended, where the lead stands elsewhere: from when it came to stand there. */
  private static final String ELSEWHERE =
      """
      update measure_visit v
         set left_at = (select h.entered_at from measure_visit h
                         where h.lead_id = v.lead_id and h.seq > 0
                           and not exists (select from measure_visit p
                                            where p.lead_id = v.lead_id and p.seq > 0 and p.left_by = 'told'
                                              and (p.seq, p.n) >= (h.seq, h.n))
                         order by h.seq, h.n limit 1)
       where v.lead_id = :id and v.seq = 0 and v.left_at is null""";

  /** Apart from what opens a handoff or hands it on, since no statement sees what it writes itself, nor writes a row twice. */
  private static final String HOLDERS =
      """
      with stays as (
        update measure_visit v set holder = HELD_THEN where v.lead_id = :id and v.holder is distinct from HELD_THEN)
      update measure_lead v set holder = HELD_LAST where v.lead_id = :id and v.holder is distinct from HELD_LAST"""
          .replace("HELD_THEN", HELD_THEN).replace("HELD_LAST", HELD_LAST);

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public MeasureStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Writes what one decision changed, by one statement; by one more where a past is told, and one where a handoff opens or
   * changes hands; none where nothing did.
   */
  public void write(LeadId lead, FactChanges changes) {
    if (changes.none()) {
      return;
    }
    List<Visit> past = changes.visits().stream().filter(Visit::told).toList();
    JdbcClient.StatementSpec change = jdbc.sql(past.isEmpty() ? CHANGE : CHANGE_WITH_PAST);
    (past.isEmpty() ? change : change.param("past", Json.rows(past)))
        .param("id", lead.value())
        .param("lead", Json.rows(known(changes.lead())))
        .param("left", Json.rows(known(changes.left())))
        .param("visits", Json.rows(changes.visits().stream().filter(visit -> !visit.told()).toList()))
        .param("steps", Json.rows(changes.steps()))
        .param("cycles", Json.rows(changes.cycles()))
        .update();
    if (!past.isEmpty()) {
      jdbc.sql(ELSEWHERE).param("id", lead.value()).update();
    }
    if (changes.handedOn()) {
      jdbc.sql(HOLDERS).param("id", lead.value()).update();
    }
  }

  /** In how many stages a lead is: one, or none where it has no facts. */
  public int openVisits(LeadId lead) {
    return jdbc.sql("select count(*) from measure_visit where lead_id = :id and left_at is null")
        .param("id", lead.value())
        .query(Integer.class)
        .single();
  }

  /**
   * Makes the facts of leads those; the caller holds the leads' locks.
   *
   * @param facts of each of these leads, made of its whole journal
   * @return the leads whose facts were others before
   */
  public Set<String> replace(Collection<String> leads, List<FactChanges> facts) {
    Set<String> changed = new HashSet<>();
    // Ahead of what is held by them.
    changed.addAll(replace("measure_cycle", leads, all(facts, FactChanges::cycles), null));
    changed.addAll(replace("measure_lead", leads, all(facts, one -> known(one.lead())), HELD_LAST));
    changed.addAll(replace("measure_visit", leads, all(facts, FactChanges::visits), HELD_THEN));
    changed.addAll(replace("measure_step", leads, all(facts, FactChanges::steps), null));
    return changed;
  }

  /** Rows that are as they should be stay untouched. */
  private List<String> replace(String table, Collection<String> leads, String rows, @Nullable String holder) {
    String made = "json_populate_recordset(null::" + table + ", :rows::json) ";
    // Once, however often they are held against those that are there.
    String wanted = "with wanted as materialized (select w as fact from " + (holder == null ? made + "w"
        : made + "v cross join lateral jsonb_populate_record(v, jsonb_build_object('holder', " + holder + ")) w") + ") ";
    List<String> changed = new ArrayList<>(jdbc.sql(
            wanted + "delete from " + table + " h where h.lead_id = any(:leads) and not exists (select from wanted w"
                + " where w.fact = h) returning h.lead_id")
        .param("leads", leads.toArray(String[]::new))
        .param("rows", rows)
        .query(String.class)
        .list());
    changed.addAll(jdbc.sql(
            wanted + "insert into " + table + " select (w.fact).* from wanted w where not exists (select from " + table
                + " h where h.lead_id = (w.fact).lead_id and h = w.fact) returning lead_id")
        .param("rows", rows)
        .query(String.class)
        .list());
    return changed;
  }

  private static String all(List<FactChanges> facts, Function<FactChanges, List<? extends Record>> part) {
    return Json.rows(facts.stream().map(part).<Record>flatMap(List::stream).toList());
  }

  private static <T> List<T> known(@Nullable T row) {
    return row == null ? List.of() : List.of(row);
  }
}
