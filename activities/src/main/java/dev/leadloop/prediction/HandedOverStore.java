package dev.leadloop.prediction;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.intake.FactStore;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.record.LeadStore;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leads as they were known when they were first handed to sales, in the order of their ids, some at a time. Of a live lead that
 * is what was recorded by then. Of a past that an import tells it is what the file that told it first says, and what is
 * known to have happened by the step that it tells first. Those that were forgotten are left out, since nothing is known of them.
 */
public final class HandedOverStore {
  /** After so long a lead of which nothing was heard is not waited for any more. */
  public static final Duration PATIENCE = Duration.ofDays(180);

  private static final String LEADS =
      """
      select l.*, m.stage, m.accepted_at, m.opportunity_at, m.won_at, m.sql_policy is null as told,
             coalesce(m.sql_at, least(
               case when m.mql_policy is null then m.mql_at end, case when m.accepted_policy is null then m.accepted_at end,
               case when m.opportunity_policy is null then m.opportunity_at end, case when m.won_policy is null then m.won_at end,
               case when m.lost_policy is null then m.lost_at end,
               case when m.disqualified_policy is null then m.disqualified_at end)) as handed_at,
             (select min(v.entered_at) from measure_visit v
               where v.lead_id = m.lead_id and v.stage = 'SQL' and v.entered_at > m.sql_at) as again_at,
             case when m.sql_policy is null then (select min(i.recorded_at) from inbox i
                                                   where i.lead_id = m.lead_id and i.kind = 'past_told') end as told_at
        from (select lead_id, created_at, erased_at, %s from lead l where lead_id > :after order by lead_id limit :most) l
        left join measure_lead m on m.lead_id = l.lead_id and m.erased_at is null and l.erased_at is null
       order by l.lead_id""".formatted(LeadStore.PROFILE_COLUMNS);

  private static final String ASKED =
      " from unnest(:leads::text[], :ats::text[]::timestamptz[], :told::text[]::boolean[]) as a(lead_id, at, told)";

  private final JdbcClient jdbc;

  /** Over one data source. */
  public HandedOverStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Some leads.
   *
   * @param next behind which id to go on; null where these are the last
   * @param looked how many leads there are up to there, those that were never handed over among them
   */
  public record Part(List<HandedOver> leads, @Nullable String next, int looked) {}

  private record Row(
      String leadId, Instant at, Instant knownAt, boolean told, LeadProfile now, Outcome accepted, Outcome opportunity,
      Outcome won) {}

  /** About how many leads there are. */
  public int leads() {
    return jdbc.sql("select count(*) from lead").query(Integer.class).single();
  }

  /**
   * The next of them.
   *
   * @param after the id behind which to begin; empty for the first
   * @param accounts whether what was known of companies is wanted, which takes long
   * @param asOf by when an outcome is known
   */
  public Part after(String after, int most, boolean accounts, Instant asOf) {
    List<Row> rows = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    jdbc.sql(LEADS).param("after", after).param("most", most).query(row -> {
      ids.add(row.getString("lead_id"));
      Instant at = Times.outOrNull(row, "handed_at");
      if (at != null && !at.isAfter(asOf)) {
        rows.add(row(row, at, asOf));
      }
    });
    Map<String, List<Signal>> signals = signals(rows);
    Map<String, Map<String, @Nullable String>> changed = changed(rows);
    Map<String, AccountEvidence> companies = accounts ? companies(rows) : Map.of();
    List<HandedOver> leads = rows.stream()
        .map(row -> new HandedOver(
            row.leadId, row.at, row.told, then(row, changed).withAccount(companies.get(row.leadId)),
            signals.getOrDefault(row.leadId, List.of()), row.accepted, row.opportunity, row.won))
        .toList();
    return new Part(leads, ids.size() < most ? null : ids.getLast(), ids.size());
  }

  private static LeadProfile then(Row row, Map<String, Map<String, @Nullable String>> changed) {
    Map<String, @Nullable String> then = changed.get(row.leadId);
    return then == null ? row.now : FactStore.before(row.now, then);
  }

  private static Row row(ResultSet row, Instant at, Instant asOf) throws SQLException {
    boolean told = row.getBoolean("told");
    Instant toldAt = Times.outOrNull(row, "told_at");
    Stage stage = Stage.ofLabel(row.getString("stage"));
    Instant again = Times.outOrNull(row, "again_at");
    Instant until = again != null && again.isBefore(at.plus(PATIENCE)) ? again : at.plus(PATIENCE);
    boolean waits = until.isAfter(asOf);
    boolean asked = stage == Stage.SALES_QUALIFIED || told && stage.nurtured();
    boolean taken = asked || stage == Stage.ACCEPTED;
    return new Row(row.getString("lead_id"), at, told && toldAt != null ? toldAt : at, told, LeadStore.profile(row),
        outcome(row, List.of("accepted_at", "opportunity_at", "won_at"), at, until, asked && waits),
        outcome(row, List.of("opportunity_at", "won_at"), at, until, taken && waits),
        outcome(row, List.of("won_at"), at, until, (taken || stage == Stage.OPPORTUNITY) && waits));
  }

  /**
   * What came of the handoff: what is dated before it is of something earlier, so that of this step nothing is known; what is
   * dated when it had been given back and was handed over again is of that other one.
   *
   * @param steps the step, and those that are farther
   */
  private static Outcome outcome(ResultSet row, List<String> steps, Instant at, Instant until, boolean open) throws SQLException {
    boolean earlier = false;
    for (String step : steps) {
      Instant came = Times.outOrNull(row, step);
      if (came != null && !came.isBefore(at) && came.isBefore(until)) {
        return Outcome.REACHED;
      }
      earlier |= came != null && came.isBefore(at);
    }
    return open || earlier ? Outcome.OPEN : Outcome.OVER;
  }

  private Map<String, List<Signal>> signals(List<Row> rows) {
    Map<String, List<Signal>> found = new HashMap<>();
    asked("select s.lead_id, s.event_id, s.type, s.occurred_at, s.properties" + ASKED
        + """
           join signal s on s.lead_id = a.lead_id and s.occurred_at <= a.at and not s.voided
           where a.told or not exists (select from inbox i where i.lead_id = s.lead_id and i.event_id = s.event_id
                                                             and i.recorded_at > a.at)
           order by s.lead_id, s.occurred_at, s.event_id""", rows, Row::at)
        .query(row -> {
          found.computeIfAbsent(row.getString("lead_id"), lead -> new ArrayList<>()).add(new Signal(
              row.getString("event_id"), row.getString("type"), Times.out(row, "occurred_at"),
              Json.texts(row.getString("properties")), false));
        });
    return found;
  }

  private Map<String, Map<String, @Nullable String>> changed(List<Row> rows) {
    Map<String, Map<String, @Nullable String>> found = new HashMap<>();
    asked("select distinct on (f.lead_id, f.field) f.lead_id, f.field, f.old" + ASKED
        + """
           join lead l on l.lead_id = a.lead_id
           join fact_change f on f.lead_id = a.lead_id and f.at > greatest(a.at, l.created_at)
           order by f.lead_id, f.field, f.at""", rows, Row::knownAt)
        .query(row -> {
          found.computeIfAbsent(row.getString("lead_id"), lead -> new HashMap<>())
              .put(row.getString("field"), row.getString("old"));
        });
    return found;
  }

  private Map<String, AccountEvidence> companies(List<Row> rows) {
    Map<String, AccountEvidence> found = new HashMap<>();
    asked("select distinct on (e.lead_id) e.lead_id, e.entry" + ASKED
        + """
           join lifecycle_event e on e.lead_id = a.lead_id and e.type = 'account_noted' and e.at <= a.at
           order by e.lead_id, e.seq desc, e.n desc""", rows, Row::at)
        .query(row -> {
          JournalEntry.AccountNoted noted = (JournalEntry.AccountNoted) Json.read(row.getString("entry"), JournalEntry.class);
          AccountEvidence evidence = noted.evidence();
          if (evidence != null) {
            found.put(row.getString("lead_id"), evidence);
          }
        });
    return found;
  }

  private JdbcClient.StatementSpec asked(String sql, List<Row> rows, Function<Row, Instant> at) {
    return jdbc.sql(sql)
        .param("leads", rows.stream().map(Row::leadId).toArray(String[]::new))
        .param("ats", rows.stream().map(row -> Times.text(at.apply(row))).toArray(String[]::new))
        .param("told", rows.stream().map(row -> String.valueOf(row.told)).toArray(String[]::new));
  }
}
