package dev.leadloop.consent;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of addresses that get no mail; reads only. */
public final class SuppressionReadStore {
  private static final RowMapper<SuppressedAddress> ADDRESS =
      (row, n) ->
          new SuppressedAddress(
              row.getString("email_key"),
              row.getString("suppressed"),
              Times.out(row, "suppressed_at"),
              row.getString("suppressed_by"),
              row.getString("lead_id"));

  private final JdbcClient jdbc;

  public SuppressionReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One suppressed address.
   *
   * @param email in its one form
   * @param leadId whose address it is; null where no lead has it
   */
  @JsonRootName("SuppressionReadLine")
  public record SuppressedAddress(String email, String reason, Instant since, String by, @Nullable String leadId) {
    /** Where it stands in the list. */
    public Place place() {
      return new Place(since, email);
    }
  }

  /**
   * Which ones are asked for; null means any.
   *
   * @param by who suppressed it, such as person:lead
   * @param since suppressed then or later
   * @param after the last one of the page before
   */
  public record Filter(
      @Nullable String email,
      @Nullable String reason,
      @Nullable String by,
      @Nullable Instant since,
      @Nullable Place after,
      int limit) {}

  /** A place in the list. */
  public record Place(Instant since, String email) {
    /** The place of that text; empty where it is none. */
    public static Optional<Place> of(String text) {
      int comma = text.indexOf(',');
      try {
        return comma < 0 ? Optional.empty()
            : Optional.of(new Place(Instant.parse(text.substring(0, comma)), text.substring(comma + 1)));
      } catch (DateTimeParseException none) {
        return Optional.empty();
      }
    }

    /** The same as a text. */
    public String text() {
      return since + "," + email;
    }
  }

  /** Suppressed addresses that match, the newest first. */
  public List<SuppressedAddress> list(Filter filter) {
    StringBuilder sql =
        new StringBuilder(
            """
            select a.email_key, a.suppressed, a.suppressed_at, a.suppressed_by, l.lead_id
              from address a left join lead l using (email_key)
             where a.suppressed is not null""");
    Map<String, Object> values = new LinkedHashMap<>();
    narrow(sql, values, " and a.email_key = :email", "email", filter.email());
    narrow(sql, values, " and a.suppressed = :reason", "reason", filter.reason());
    narrow(sql, values, " and a.suppressed_by = :by", "by", filter.by());
    narrow(sql, values, " and a.suppressed_at >= :since", "since", Times.inOrNull(filter.since()));
    Place after = filter.after();
    if (after != null) {
      sql.append(" and (a.suppressed_at, a.email_key) < (:afterSince, :afterEmail)");
      values.put("afterSince", Times.in(after.since()));
      values.put("afterEmail", after.email());
    }
    sql.append(" order by a.suppressed_at desc, a.email_key desc limit :limit");
    values.put("limit", filter.limit());
    return jdbc.sql(sql.toString()).params(values).query(ADDRESS).list();
  }

  /** Every reason that some address is suppressed for. */
  public List<String> reasons() {
    return jdbc.sql("select distinct suppressed from address where suppressed is not null").query((row, n) -> row.getString(1))
        .list();
  }

  private static void narrow(
      StringBuilder sql, Map<String, Object> values, String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.put(name, value);
    }
  }
}
