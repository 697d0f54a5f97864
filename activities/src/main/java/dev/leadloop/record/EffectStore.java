package dev.leadloop.record;

import dev.leadloop.inbox.EventKinds;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What decisions make happen outside, from order to result. */
public final class EffectStore {
  private final JdbcClient jdbc;

  public EffectStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Orders the effects of a decision. */
  public void order(LeadId lead, Instant at, List<OrderedEffect> effects) {
    if (effects.isEmpty()) {
      return;
    }
    List<Columns> rows =
        effects.stream()
            .map(e -> new Columns(e.seq(), e.n(), EventKinds.of(e.effect()), Json.write(e.effect())))
            .toList();
    jdbc.sql(
            """
            insert into effect (lead_id, seq, n, kind, effect, status, created_at)
            select :lead, seq, n, kind, effect::jsonb, 'OPEN', :at
              from json_to_recordset(:rows::json) as r(seq bigint, n integer, kind text, effect text)""")
        .param("lead", lead.value())
        .param("at", Times.in(at))
        .param("rows", Json.rows(rows))
        .update();
  }

  /** The effects still to be carried out, in the order they were decided. */
  public List<OrderedEffect> open(LeadId lead) {
    return jdbc.sql("select seq, n, effect from effect where lead_id = :lead and status = 'OPEN' order by seq, n")
        .param("lead", lead.value())
        .query((row, i) -> new OrderedEffect(
            row.getLong("seq"), row.getInt("n"), Json.read(row.getString("effect"), Effect.class)))
        .list();
  }

  /** One effect with its result, if it has one. */
  public Optional<Ordered> find(LeadId lead, long seq, int n) {
    return jdbc.sql("select effect, status, result from effect where lead_id = :lead and seq = :seq and n = :n")
        .param("lead", lead.value())
        .param("seq", seq)
        .param("n", n)
        .query((row, i) -> new Ordered(
            Json.read(row.getString("effect"), Effect.class),
            row.getString("status").equals("DONE"),
            row.getString("result")))
        .optional();
  }

  /** Writes an effect's result down; the first result stands. */
  public void done(LeadId lead, long seq, int n, Instant at, String result) {
    jdbc.sql(
            """
            update effect set status = 'DONE', result = :result, done_at = :at
             where lead_id = :lead and seq = :seq and n = :n and status = 'OPEN'""")
        .param("lead", lead.value())
        .param("seq", seq)
        .param("n", n)
        .param("at", Times.in(at))
        .param("result", result)
        .update();
  }

  /** An effect and what came of it. */
  public record Ordered(Effect effect, boolean done, @Nullable String result) {}

  private record Columns(long seq, int n, String kind, String effect) {}
}
