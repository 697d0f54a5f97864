package dev.leadloop.bulk;

import dev.leadloop.bulk.BulkOrder.Content;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import dev.leadloop.temporal.bulk.BulkOrderProgress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Bulk orders, for which leads each is, and for which of them it was given. */
public final class BulkOrderStore {
  private static final String COLUMNS =
      "select bulk_order_id, label, words, body, note, rate_per_minute, state, stopped_by, created_at, created_by_kind,"
          + " created_by, leads, given, finished_at from bulk_order ";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public BulkOrderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What is opened; {@code asked} tells it from any other order of the same id. */
  record Opening(String id, String asked, Content content, int ratePerMinute, Principal by, Instant at) {}

  /** Opens one for those leads; false where there is one of that id. */
  boolean open(Opening opening, List<String> leads) {
    Content content = opening.content();
    boolean fresh = jdbc.sql(
                """
                insert into bulk_order (bulk_order_id, asked, label, words, body, note, rate_per_minute, state, created_at,
                                        created_by_kind, created_by, leads)
                values (:id, :asked, :label, :words, :body::jsonb, :note, :rate, 'RUNNING', :at, :byKind, :by, :leads)
                on conflict do nothing""")
            .param("id", opening.id())
            .param("asked", opening.asked())
            .param("label", content.label())
            .param("words", content.words())
            .param("body", Json.write(content.body()))
            .param("note", content.note())
            .param("rate", opening.ratePerMinute())
            .param("at", Times.in(opening.at()))
            .param("byKind", opening.by().kind().name())
            .param("by", opening.by().id())
            .param("leads", leads.size())
            .update()
        == 1;
    if (fresh) {
      jdbc.sql(
              """
              insert into bulk_order_lead (bulk_order_id, n, lead_id)
              select :id, asked.n, asked.lead_id from unnest(:leads::text[]) with ordinality as asked(lead_id, n)""")
          .param("id", opening.id())
          .param("leads", leads.toArray(String[]::new))
          .update();
    }
    return fresh;
  }

  /** Whether the order of that id was asked for in the same way. */
  boolean asked(String id, String asked) {
    return jdbc.sql("select exists (select from bulk_order where bulk_order_id = :id and asked = :asked)")
        .param("id", id)
        .param("asked", asked)
        .query(Boolean.class)
        .single();
  }

  /** The one of that id. */
  public Optional<BulkOrder> find(String id) {
    return jdbc.sql(COLUMNS + "where bulk_order_id = :id").param("id", id).query((row, n) -> order(row)).optional();
  }

  /** The same, locked until the transaction ends. */
  Optional<BulkOrder> lock(String id) {
    return jdbc.sql(COLUMNS + "where bulk_order_id = :id for update").param("id", id).query((row, n) -> order(row)).optional();
  }

  /** The newest first. */
  public List<BulkOrder> newest(int limit) {
    return jdbc.sql(COLUMNS + "order by created_at desc, bulk_order_id limit :limit")
        .param("limit", limit)
        .query((row, n) -> order(row))
        .list();
  }

  /** Those that are not over. */
  public List<BulkOrder> open() {
    return jdbc.sql(COLUMNS + "where state = 'RUNNING' order by created_at").query((row, n) -> order(row)).list();
  }

  /** The next leads for which it was not given yet. */
  List<String> next(String id, int most) {
    return jdbc.sql(
            "select lead_id from bulk_order_lead where bulk_order_id = :id and not given order by n limit :most")
        .param("id", id)
        .param("most", most)
        .query((row, n) -> Objects.requireNonNull(row.getString("lead_id")))
        .list();
  }

  /** Notes that it was given for those leads. */
  void given(String id, Collection<String> leads) {
    jdbc.sql("update bulk_order_lead set given = true where bulk_order_id = :id and lead_id = any (:leads)")
        .param("id", id)
        .param("leads", leads.toArray(String[]::new))
        .update();
  }

  /** Notes why it was not done at once for a lead. */
  void came(String id, String lead, BulkTrial.Outcome refused) {
    outcome(id, lead, refused.code(), refused.message());
  }

  /** Notes that it was done at once for a lead. */
  void done(String id, String lead) {
    outcome(id, lead, "done", "");
  }

  private void outcome(String id, String lead, String code, String message) {
    jdbc.sql(
            "update bulk_order_lead set outcome = :code, message = :message where bulk_order_id = :id and lead_id = :lead")
        .param("id", id)
        .param("lead", lead)
        .param("code", code)
        .param("message", message)
        .update();
  }

  /** Counts so many more leads, and ends it where none is left. */
  void count(String id, int given, boolean done, Instant at) {
    jdbc.sql(
            """
            update bulk_order set given = given + :given, state = case when :done then 'DONE' else state end,
                   finished_at = case when :done then :at::timestamptz end
             where bulk_order_id = :id""")
        .param("id", id)
        .param("given", given)
        .param("done", done)
        .param("at", Times.in(at))
        .update();
  }

  /** Stops one that is not over. */
  void stop(String id, Principal by, Instant at) {
    jdbc.sql(
            """
            update bulk_order set state = 'STOPPED', stopped_by = :by, finished_at = :at
             where bulk_order_id = :id and state = 'RUNNING'""")
        .param("id", id)
        .param("by", by.toString())
        .param("at", Times.in(at))
        .update();
  }

  private static BulkOrder order(ResultSet row) throws SQLException {
    return new BulkOrder(
        Objects.requireNonNull(row.getString("bulk_order_id")),
        new Content(
            row.getString("label"), row.getString("words"), Json.read(row.getString("body"), EventBody.class),
            row.getString("note")),
        new BulkOrderProgress(
            row.getString("state"), row.getString("words"), row.getInt("leads"), row.getInt("given"),
            row.getInt("rate_per_minute")),
        new Principal(Principal.Kind.valueOf(row.getString("created_by_kind")), row.getString("created_by")),
        Times.out(row, "created_at"),
        row.getString("stopped_by"),
        Times.outOrNull(row, "finished_at"));
  }
}
