package dev.leadloop.bulk;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What became of a bulk order, lead by lead: what each lead's own decision said of it. Reads only. */
public final class BulkResultStore {
  /** What may have become of it. */
  public enum Result {
    /** It was followed. */
    DONE,
    /** It was refused, for a reason that is told; nothing was changed for the lead. */
    PASSED_OVER,
    /** It is not given or not decided yet. */
    WAITS;

    /** As addresses and messages name it. */
    public String called() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private static final String FOUND =
      """
      with became as (
        select b.n, b.lead_id,
               coalesce(b.outcome, i.verdict ->> 'code', case when i.failed is not null then 'failed' end) as code,
               coalesce(b.message, i.verdict ->> 'message', i.failed) as message,
               case when b.outcome = 'done' or (i.verdict ->> 'applied')::boolean then 'DONE'
                    when b.outcome is not null or i.verdict is not null or i.failed is not null then 'PASSED_OVER'
                    else 'WAITS' end as result
          from bulk_order_lead b
          left join inbox i on i.lead_id = b.lead_id and i.event_id = 'bulk-' || b.bulk_order_id
         where b.bulk_order_id = :id)
      """;

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public BulkResultStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many leads have one result for one reason. */
  public record Counted(Result result, @Nullable String code, @Nullable String message, int leads) {}

  /** The results and their reasons, the most frequent first. */
  public List<Counted> counts(String id) {
    return jdbc.sql(FOUND + "select result, case when result = 'PASSED_OVER' then code end as code, min(message) as message,"
            + " count(*)::int as leads from became group by 1, 2 order by 4 desc, 1, 2")
        .param("id", id)
        .query((row, n) -> new Counted(
            Result.valueOf(row.getString("result")), row.getString("code"), row.getString("message"), row.getInt("leads")))
        .list();
  }

  /**
   * What became of it for one lead.
   *
   * @param n its place among the chosen
   * @param code null where it waits
   */
  public record Line(
      int n, String leadId, @Nullable String name, Result result, @Nullable String code, @Nullable String message) {}

  /**
   * A page of them, in the order in which they were chosen.
   *
   * @param result null for any
   * @param after the place of the last of the page before; 0 for the first page
   */
  public List<Line> lines(String id, @Nullable Result result, int after, int limit) {
    return jdbc.sql(FOUND
            + """
            select became.*, coalesce(nullif(trim(concat_ws(' ', l.first_name, l.last_name)), ''), l.email, l.company) as name
              from became left join lead l using (lead_id)
             where n > :after and (:result::text is null or result = :result) order by n limit :limit""")
        .param("id", id)
        .param("after", after)
        .param("result", result == null ? null : result.name())
        .param("limit", limit)
        .query((row, n) -> new Line(
            row.getInt("n"), Objects.requireNonNull(row.getString("lead_id")), row.getString("name"),
            Result.valueOf(row.getString("result")), row.getString("code"), row.getString("message")))
        .list();
  }
}
