package dev.leadloop.intent;

import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What third parties told of companies: of each company, topic and source the latest. */
public final class SurgeStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public SurgeStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record SurgeRow(String accountId, String topic, String source, int score, String at) {}

  /**
   * What became of one surge.
   *
   * @param stored whether it stands there now
   * @param wasAt when what stood there before was so; null where nothing did
   * @param wasScore null where nothing did
   */
  record Put(
      String accountId,
      String topic,
      String source,
      boolean stored,
      @Nullable Instant wasAt,
      @Nullable Integer wasScore) {}

  /** Stores those that are newer, or as new and stronger, than what stands there; each topic of a source may come once. */
  List<Put> put(Collection<ToldSurge> surges, Instant now) {
    List<SurgeRow> rows = new ArrayList<>();
    surges.forEach(surge -> rows.add(new SurgeRow(
        surge.company().accountId(), surge.topic(), surge.source(), surge.score(), Times.text(surge.at()))));
    return jdbc.sql(
            """
            with told as materialized (
              select * from json_to_recordset(:rows::json)
                as t (account_id text, topic text, source text, score integer, at timestamptz)),
            stored as (
              insert into account_surge as s (account_id, topic, source, score, at, told_at)
              select account_id, topic, source, score, at, :now from told order by account_id, topic, source
              on conflict (account_id, topic, source) do update
                set score = excluded.score, at = excluded.at, told_at = excluded.told_at
                where (excluded.at, excluded.score) > (s.at, s.score)
              returning s.account_id, s.topic, s.source)
            select t.account_id, t.topic, t.source, n.account_id is not null as stored, w.at as was_at, w.score as was_score
              from told t
              left join stored n using (account_id, topic, source)
              left join account_surge w using (account_id, topic, source)""")
        .param("rows", Json.rows(rows))
        .param("now", Times.in(now))
        .query((row, n) -> new Put(
            row.getString("account_id"), row.getString("topic"), row.getString("source"), row.getBoolean("stored"),
            Times.outOrNull(row, "was_at"), row.getObject("was_score", Integer.class)))
        .list()
        .stream()
        .map(Objects::requireNonNull)
        .toList();
  }
}
