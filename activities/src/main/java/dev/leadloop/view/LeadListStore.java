package dev.leadloop.view;

import dev.leadloop.lead.Stage;
import dev.leadloop.store.Times;
import dev.leadloop.view.LeadQuery.Order;
import dev.leadloop.view.LeadQuery.Place;
import dev.leadloop.view.LeadReadStore.ListedRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds leads for lists; reads only. */
public final class LeadListStore {
  private static final String FOUND =
      """
      select l.lead_id, l.created_at, l.email, l.first_name, l.last_name, l.company, l.source, l.account_id,
             case when a.kind is not null then a.name end as account_name,
             s.stage, s.score, s.grade, s.owner, s.sla_level, s.sla_due_at, s.product_score, s.account_score,
             s.qualified_by, s.progress ->> 'withheld' as withheld,
             cast(s.progress #>> '{gate,parkedUntil}' as timestamptz) as parked_until,
             m.stage_at, f.place, %s
        from found f join lead l using (lead_id)
             left join lead_status s using (lead_id)
             left join account a on a.account_id = l.account_id
             left join measure_lead m on m.lead_id = l.lead_id""".formatted(ReadyAs.LAST_TRIGGER);

  /** So many leads are looked at one by one; where more match, one in fifty of a hundred thousand does. */
  private static final int FEW = 2_000;

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public LeadListStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lead of a list.
   *
   * @param source of its first touch
   * @param accountName what its company is called, where the lead's own says nothing better
   * @param stageSince when it came into its stage; null before the first decision
   * @param place where it stands in the order
   */
  public record Found(
      ListedRow line,
      @Nullable String source,
      @Nullable String accountId,
      @Nullable String accountName,
      @Nullable Instant stageSince,
      Place place) {}

  /** Leads that match, in their order. */
  public List<Found> find(LeadQuery query) {
    LeadConditions conditions = conditions(query);
    String by = by(query.order());
    String sql = "with found as materialized (select l.lead_id, " + by + "::text as place from lead l "
        + (query.order() == Order.NEWEST ? "left " : "")
        + "join lead_status s using (lead_id) where true" + conditions.sql()
        + " order by " + order(query.order()) + " limit :limit) " + FOUND
        + " order by " + order(query.order());
    return jdbc.sql(sql).params(conditions.values()).param("limit", query.limit()).query((row, n) -> found(row)).list();
  }

  /** Text that few leads have is looked up first; text that many have is met soon by whoever goes along the order. */
  private LeadConditions conditions(LeadQuery query) {
    if (query.text() == null || query.text().isBlank()) {
      return LeadConditions.of(query);
    }
    LeadConditions text = LeadConditions.ofText(query.text());
    Set<String> leads = jdbc.sql("select l.lead_id from lead l where true" + text.sql() + " limit :most")
        .params(text.values())
        .param("most", FEW + 1)
        .query((row, n) -> Objects.requireNonNull(row.getString("lead_id")))
        .set();
    return LeadConditions.of(leads.size() > FEW ? query : query.among(leads));
  }

  private static String by(Order order) {
    return switch (order) {
      case NEWEST -> "''";
      case SCORE -> "s.score";
      case DUE -> "cast(extract(epoch from s.sla_due_at) * 1000000 as bigint)";
    };
  }

  private static String order(Order order) {
    return switch (order) {
      case NEWEST -> "l.lead_id desc";
      case SCORE -> "s.score desc, s.lead_id desc";
      case DUE -> "s.sla_due_at, s.lead_id";
    };
  }

  /** The ids of leads that match, the newest first. */
  public List<String> ids(LeadQuery query) {
    LeadConditions conditions = conditions(query.after(null));
    return jdbc.sql("select l.lead_id from lead l left join lead_status s using (lead_id) where true" + conditions.sql()
            + " order by l.lead_id desc limit :limit")
        .params(conditions.values())
        .param("limit", query.limit())
        .query((row, n) -> Objects.requireNonNull(row.getString("lead_id")))
        .list();
  }

  /** How many leads match, counted no further than that. */
  public int count(LeadQuery query, int most) {
    LeadConditions conditions = conditions(query.after(null));
    return jdbc.sql("select count(*) from (select from lead l left join lead_status s using (lead_id) where true"
            + conditions.sql() + " limit :bound) counted")
        .params(conditions.values())
        .param("bound", most)
        .query(Integer.class)
        .single();
  }

  /** Where leads first came from, by name; each is looked up by the index, however many leads it has. */
  public List<String> sources(int most) {
    return jdbc.sql(
            """
            with recursive one as (
              (select source from lead where source is not null order by source limit 1)
              union all
              select (select l.source from lead l where l.source > one.source order by l.source limit 1)
                from one where one.source is not null)
            select source from one where source is not null limit :most""")
        .param("most", most)
        .query((row, n) -> Objects.requireNonNull(row.getString("source")))
        .list();
  }

  /** Whether a lead first came from there. */
  public boolean isSource(String source) {
    return jdbc.sql("select exists (select from lead where source = :source)")
        .param("source", source)
        .query(Boolean.class)
        .single();
  }

  private static Found found(ResultSet row) throws SQLException {
    String lead = row.getString("lead_id");
    return new Found(
        line(row),
        row.getString("source"),
        row.getString("account_id"),
        row.getString("account_name"),
        Times.outOrNull(row, "stage_at"),
        new Place(Optional.ofNullable(row.getString("place")).orElse(""), lead));
  }

  private static ListedRow line(ResultSet row) throws SQLException {
    boolean nurtured = Stage.find(row.getString("stage")).filter(Stage::nurtured).isPresent();
    return new ListedRow(
        row.getString("lead_id"),
        Times.out(row, "created_at"),
        row.getString("email"),
        row.getString("first_name"),
        row.getString("last_name"),
        row.getString("company"),
        row.getString("stage"),
        row.getObject("score", Integer.class),
        row.getString("grade"),
        row.getString("owner"),
        row.getString("sla_level"),
        Times.outOrNull(row, "sla_due_at"),
        row.getObject("product_score", Integer.class),
        row.getObject("account_score", Integer.class),
        ReadyAs.of(row),
        nurtured ? row.getString("withheld") : null,
        Times.outOrNull(row, "parked_until"));
  }
}
