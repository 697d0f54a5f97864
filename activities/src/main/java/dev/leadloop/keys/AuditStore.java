package dev.leadloop.keys;

import com.fasterxml.jackson.annotation.JsonRootName;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.lead.Principal;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who changed what about access and the sales desk; the database refuses to change a line once it is written. */
public final class AuditStore {
  private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public AuditStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A change as it is written down.
   *
   * @param action such as {@code key_made}
   * @param target what was changed, such as {@code key/key-1}; nothing of a lead's person
   * @param detail what is now, or what was changed to what; no secrets
   */
  public record Change(Principal by, String action, String target, Map<String, ?> detail) {}

  /** A change as the audit has it. */
  @JsonRootName("AuditLine")
  public record AuditedChange(long id, Instant at, String by, String action, String target, Map<String, Object> detail) {}

  /**
   * Which lines are asked for; null means any.
   *
   * @param target the whole of it, or what it begins with, such as {@code rep/}
   * @param before the id of the last line of the page before
   */
  public record Filter(
      @Nullable String by,
      @Nullable String action,
      @Nullable String target,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable Long before,
      int limit) {}

  /** Writes a change down, in the transaction of the change. */
  public void add(Instant at, Change change) {
    jdbc.sql(
            "insert into audit (at, by_whom, action, target, detail) values (:at, :by, :action, :target, :detail::jsonb)")
        .param("at", Times.in(at))
        .param("by", change.by().toString())
        .param("action", change.action())
        .param("target", change.target())
        .param("detail", Json.write(change.detail()))
        .update();
  }

  /** Every action that somebody has taken. */
  public List<String> actions() {
    return jdbc.sql("select distinct action from audit").query((row, n) -> row.getString(1)).list();
  }

  /** Everybody who has changed anything, as a principal. */
  public List<String> people() {
    return jdbc.sql("select distinct by_whom from audit").query((row, n) -> row.getString(1)).list();
  }

  /** Lines that match, the newest first. */
  public List<AuditedChange> list(Filter filter) {
    StringBuilder sql = new StringBuilder("select * from audit where true");
    Map<String, Object> values = new LinkedHashMap<>();
    narrow(sql, values, " and by_whom = :by", "by", filter.by());
    narrow(sql, values, " and action = :action", "action", filter.action());
    narrow(sql, values, " and starts_with(target, :target)", "target", filter.target());
    narrow(sql, values, " and at >= :from", "from", filter.from() == null ? null : Times.in(filter.from()));
    narrow(sql, values, " and at < :to", "to", filter.to() == null ? null : Times.in(filter.to()));
    narrow(sql, values, " and audit_id < :before", "before", filter.before());
    values.put("limit", filter.limit());
    return jdbc.sql(sql.append(" order by audit_id desc limit :limit").toString())
        .params(values)
        .query(
            (row, n) ->
                new AuditedChange(
                    row.getLong("audit_id"),
                    Times.out(row, "at"),
                    row.getString("by_whom"),
                    row.getString("action"),
                    row.getString("target"),
                    Json.read(row.getString("detail"), DETAIL)))
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
