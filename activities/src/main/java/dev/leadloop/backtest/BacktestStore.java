package dev.leadloop.backtest;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.simulation.backtest.Change;
import dev.leadloop.simulation.backtest.ShardResult;
import dev.leadloop.simulation.backtest.Side;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.backtest.BacktestProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Backtests: what was asked, what each shard came to, and who changes sides. */
public final class BacktestStore {
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<List<Change.RuleChange>> RULES = new TypeReference<>() {};
  private static final TypeReference<List<Suspicion>> LEAKS = new TypeReference<>() {};
  private static final String SHOWN =
      """
      select b.backtest_id, b.asked, b.state, b.shards, b.leads, b.created_at, b.created_by, b.finished_at, b.result,
             b.failure, b.leaks,
             coalesce((select sum(s.leads) from backtest_shard s where s.backtest_id = b.backtest_id), 0) as leads_done,
             (select array_agg(s.shard) from backtest_shard s where s.backtest_id = b.backtest_id) as done
        from backtest b
      """;

  private final JdbcClient jdbc;

  public BacktestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lead that changes sides, and what became of it.
   *
   * @param name of the person, else of the company; null where neither is known
   * @param outcome null where nobody knows yet
   */
  public record Changed(Change change, @Nullable String name, @Nullable String outcome) {}

  void insert(String id, BacktestOrder order, String document, int shards, long leads, Principal by, Instant at) {
    jdbc.sql(
            """
            insert into backtest (backtest_id, asked, document, state, shards, leads, created_at, created_by_kind, created_by)
            values (:id, :asked::jsonb, :document, 'RUNNING', :shards, :leads, :at, :kind, :by)""")
        .param("id", id)
        .param("asked", Json.write(order))
        .param("document", document)
        .param("shards", shards)
        .param("leads", leads)
        .param("at", Times.in(at))
        .param("kind", by.kind().name())
        .param("by", by.id())
        .update();
  }

  /** The backtest of that id. */
  public Optional<Backtest> find(String id) {
    return jdbc.sql(SHOWN + " where b.backtest_id = :id").param("id", id).query((row, n) -> backtest(row)).optional();
  }

  /** The newest ones, of one policy where it is named. */
  public List<Backtest> newest(@Nullable String policy, int limit) {
    return jdbc.sql(SHOWN
        + " where :policy::text is null or b.asked->>'policy' = :policy order by b.created_at desc limit :limit")
        .param("policy", policy)
        .param("limit", limit)
        .query((row, n) -> backtest(row))
        .list();
  }

  /** Those that are not over. */
  public List<Backtest> running() {
    return jdbc.sql(SHOWN + " where b.state = 'RUNNING' order by b.created_at").query((row, n) -> backtest(row)).list();
  }

  /** The document that is tried. */
  String document(String id) {
    return jdbc.sql("select document from backtest where backtest_id = :id").param("id", id).query(String.class).single();
  }

  Optional<Long> doneLeads(String id, int shard) {
    return jdbc.sql("select leads from backtest_shard where backtest_id = :id and shard = :shard")
        .param("id", id)
        .param("shard", shard)
        .query(Long.class)
        .optional();
  }

  /** Keeps what a shard came to; false where another try of it was sooner. */
  boolean keep(String id, int shard, ShardResult result) {
    return jdbc.sql(
            """
            insert into backtest_shard (backtest_id, shard, leads, result)
            select backtest_id, :shard, :leads, :result::jsonb from backtest where backtest_id = :id and state = 'RUNNING'
            on conflict do nothing""")
        .param("id", id)
        .param("shard", shard)
        .param("leads", result.leads())
        .param("result", Json.write(result))
        .update() == 1;
  }

  void keep(String id, List<Changed> changes) {
    if (changes.isEmpty()) {
      return;
    }
    List<Columns> rows = changes.stream().map(one -> new Columns(
        one.change().lead().value(), one.change().side().name(), Times.text(one.change().at()), one.change().cause(),
        Json.write(one.change().lacking()), Json.write(one.change().rules()), one.outcome())).toList();
    jdbc.sql(
            """
            insert into backtest_change (backtest_id, lead_id, side, at, cause, lacking, rules, outcome)
            select :id, lead_id, side, at, cause, lacking::jsonb, rules::jsonb, outcome
              from json_to_recordset(:rows::json) as r(lead_id text, side text, at timestamptz, cause text, lacking text,
                   rules text, outcome text)""")
        .param("id", id)
        .param("rows", Json.rows(rows))
        .update();
  }

  private record Columns(
      String leadId, String side, String at, String cause, String lacking, String rules, @Nullable String outcome) {}

  /** What the shards came to, in their order. */
  List<ShardResult> shards(String id) {
    return jdbc.sql("select result from backtest_shard where backtest_id = :id order by shard")
        .param("id", id)
        .query((row, n) -> Json.read(row.getString("result"), ShardResult.class))
        .list();
  }

  void finish(String id, ShardResult result, List<Suspicion> leaks, Instant at) {
    jdbc.sql(
            """
            update backtest set state = 'DONE', result = :result::jsonb, leaks = :leaks::jsonb, finished_at = :at
             where backtest_id = :id and state = 'RUNNING'""")
        .param("id", id)
        .param("result", Json.write(result))
        .param("leaks", Json.write(leaks))
        .param("at", Times.in(at))
        .update();
  }

  /** Stops one that is not over. */
  boolean stop(String id, Instant at) {
    return jdbc.sql("update backtest set state = 'STOPPED', finished_at = :at where backtest_id = :id and state = 'RUNNING'")
        .param("id", id)
        .param("at", Times.in(at))
        .update() == 1;
  }

  /** Ends one that is not over and cannot go on. */
  boolean fail(String id, String why, Instant at) {
    return jdbc.sql(
            """
            update backtest set state = 'FAILED', failure = :why, finished_at = :at
             where backtest_id = :id and state = 'RUNNING'""")
        .param("id", id)
        .param("why", why)
        .param("at", Times.in(at))
        .update() == 1;
  }

  /** Takes out one that is over, with all that came of it. */
  boolean delete(String id) {
    return jdbc.sql("delete from backtest where backtest_id = :id and state <> 'RUNNING'").param("id", id).update() == 1;
  }

  /** Takes out those that were over by then. */
  int deleteOver(Instant by) {
    return jdbc.sql("delete from backtest where finished_at < :by").param("by", Times.in(by)).update();
  }

  /** How many are not over; whoever asks next waits until the transaction ends. */
  Open lockOpen(Principal by) {
    jdbc.sql("select pg_advisory_xact_lock(hashtext('backtest'))").query(row -> {});
    return jdbc.sql(
            """
            select count(*) as open, count(*) filter (where created_by_kind = :kind and created_by = :by) as own
              from backtest where state = 'RUNNING'""")
        .param("kind", by.kind().name())
        .param("by", by.id())
        .query((row, n) -> new Open(row.getInt("open"), row.getInt("own")))
        .single();
  }

  /** How many are not over. */
  record Open(int all, int own) {}

  /**
   * Leads that change sides, by side and id.
   *
   * @param after the lead behind which to go on; null from the first
   */
  public List<Changed> changes(String id, Side side, @Nullable String after, int limit) {
    return jdbc.sql(
            """
            select c.lead_id, c.side, c.at, c.cause, c.lacking, c.rules, c.outcome,
                   coalesce(nullif(concat_ws(' ', l.first_name, l.last_name), ''), l.company) as name
              from backtest_change c left join lead l using (lead_id)
             where c.backtest_id = :id and c.side = :side and (:after::text is null or c.lead_id > :after)
             order by c.lead_id limit :limit""")
        .param("id", id)
        .param("side", side.name())
        .param("after", after)
        .param("limit", limit)
        .query((row, n) -> new Changed(
            new Change(
                new LeadId(row.getString("lead_id")), Side.valueOf(row.getString("side")), Times.out(row, "at"),
                row.getString("cause"), Json.read(row.getString("lacking"), TEXTS), Json.read(row.getString("rules"), RULES)),
            row.getString("name"), row.getString("outcome")))
        .list();
  }

  private static Backtest backtest(ResultSet row) throws SQLException {
    BacktestOrder order = Json.read(row.getString("asked"), BacktestOrder.class);
    int shards = row.getInt("shards");
    Integer[] done = row.getArray("done") == null ? new Integer[0] : (Integer[]) row.getArray("done").getArray();
    List<Integer> left = IntStream.range(0, shards).boxed().filter(shard -> !Arrays.asList(done).contains(shard)).toList();
    String result = row.getString("result");
    return new Backtest(
        row.getString("backtest_id"), order,
        new BacktestProgress(
            row.getString("state"), order.words(), shards, left, row.getLong("leads"), row.getLong("leads_done")),
        Times.out(row, "created_at"), row.getString("created_by"), Times.outOrNull(row, "finished_at"),
        result == null ? null : Json.read(result, ShardResult.class), row.getString("failure"),
        row.getString("leaks") == null ? List.of() : Json.read(row.getString("leaks"), LEAKS));
  }
}
