package dev.leadloop.view;

import com.fasterxml.jackson.annotation.JsonRootName;
import dev.leadloop.account.AccountEvidence;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people are shown of accounts; reads only. Whoever may look at one of its leads may look at an account. */
public final class AccountReadStore {
  private static final String SEEN =
      " and exists (select from lead p where p.account_id = a.account_id and p.lead_id" + Sight.SEES + ")";

  private static final String COLUMNS =
      """
      select a.account_id, a.kind, a.key, a.name, a.created_at, a.computed_at, a.evidence, a.told_lead, a.told_at, a.told,
             (select count(*) from (select from lead l where l.account_id = a.account_id and l.erased_at is null limit 1001) n)
               as people
        from account a""";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public AccountReadStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By what a list of accounts is sorted. */
  public enum Sort {
    /** Those with the most people active first. */
    ACTIVE("coalesce((a.evidence ->> 'peopleActive')::integer, 0)", "desc"),
    /** By name, without regard to case. */
    NAME("lower(a.name) collate \"C\"", "asc"),
    /** The newest first. */
    NEWEST("a.created_at", "desc");

    private final String by;
    private final String way;

    Sort(String by, String way) {
      this.by = by;
      this.way = way;
    }

    private String after() {
      return " and (" + by + ", a.account_id) " + (way.equals("asc") ? ">" : "<") + " (select " + by
          + ", a.account_id from account a where a.account_id = :after)";
    }

    private String order() {
      return " order by " + by + " " + way + ", a.account_id " + way;
    }
  }

  /**
   * Which accounts are asked for; null means any.
   *
   * @param sight of whoever asks
   * @param search part of a name, a domain or an alias
   * @param active people active at least, as last counted
   * @param topic that the company reads up on, in small letters
   * @param after the last account of the page before
   */
  public record Filter(
      Sight sight,
      @Nullable String search,
      @Nullable Integer active,
      @Nullable String topic,
      Sort sort,
      @Nullable String after,
      int limit) {}

  /**
   * An account.
   *
   * @param key the domain, or the company's name as it is compared
   * @param people how many leads there are, up to 1,001
   * @param computedAt when it was last counted; null before
   * @param toldLead the lead it speaks through; null for none
   * @param told what that lead was told
   */
  @JsonRootName("AccountReadRow")
  public record AccountRow(
      String accountId,
      String kind,
      String key,
      String name,
      Instant createdAt,
      int people,
      @Nullable Instant computedAt,
      @Nullable AccountEvidence evidence,
      @Nullable String toldLead,
      @Nullable Instant toldAt,
      @Nullable AccountEvidence told) {}

  /** Accounts that match and stand by themselves, in the order asked for. */
  public List<AccountRow> list(Filter filter) {
    StringBuilder sql = new StringBuilder(COLUMNS)
        .append(" where not exists (select from account_alias x where x.own_account_id = a.account_id)");
    Map<String, Object> values = new LinkedHashMap<>();
    narrow(sql, values, SEEN, "seenReps", filter.sight().seenReps());
    String search = filter.search();
    narrow(sql, values,
        " and (lower(a.name) like :search or a.key like :search"
            + " or exists (select from account_alias s where s.account_id = a.account_id and s.name like :search))",
        "search", search == null ? null : "%" + escaped(search) + "%");
    narrow(sql, values, " and (a.evidence ->> 'peopleActive')::integer >= :active", "active", filter.active());
    narrow(sql, values,
        " and (exists (select from account_surge_all s where s.account_id = a.account_id and s.topic = :topic)"
            + " or exists (select from jsonb_array_elements(a.evidence -> 'surges') e where lower(e ->> 'topic') = :topic))",
        "topic", filter.topic());
    narrow(sql, values, filter.sort().after(), "after", filter.after());
    values.put("limit", filter.limit());
    return jdbc.sql(sql.append(filter.sort().order()).append(" limit :limit").toString())
        .params(values).query(AccountReadStore::account).list();
  }

  /** The account, if whoever asks may look at it. */
  public Optional<AccountRow> find(String accountId, Sight sight) {
    StringBuilder sql = new StringBuilder(COLUMNS).append(" where a.account_id = :id");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("id", accountId);
    narrow(sql, values, SEEN, "seenReps", sight.seenReps());
    return jdbc.sql(sql.toString()).params(values).query(AccountReadStore::account).optional();
  }

  /** The account of a lead; empty where it has none. */
  public Optional<AccountRow> ofLead(String leadId) {
    return jdbc.sql(COLUMNS + " where a.account_id = (select account_id from lead where lead_id = :lead)")
        .param("lead", leadId).query(AccountReadStore::account).optional();
  }

  /**
   * One of an account's people; what is not known, or not decided yet, is null.
   *
   * @param lastActivity when the newest signal of theirs happened
   * @param product points for use of the product
   * @param qualifiedBy MQL, PQL or MQA by what made them ready, "asked for sales" or "judged ready"; null where they are not
   */
  @JsonRootName("AccountReadPerson")
  public record PersonRow(
      String leadId,
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String email,
      @Nullable String title,
      @Nullable String stage,
      @Nullable Integer score,
      @Nullable String grade,
      @Nullable String owner,
      @Nullable Instant lastActivity,
      @Nullable Integer product,
      @Nullable String qualifiedBy) {}

  /** The account's people who may be looked at, behind a lead; by the order in which they came in. */
  public List<PersonRow> people(String accountId, Sight sight, @Nullable String after, int limit) {
    StringBuilder sql = new StringBuilder(
        """
        select l.lead_id, l.first_name, l.last_name, l.email, l.title, s.stage, s.score, s.grade, s.owner,
               s.product_score, s.qualified_by,
               %s,
               (select max(g.occurred_at) from signal g where g.lead_id = l.lead_id and not g.voided) as last_activity
          from lead l left join lead_status s using (lead_id)
         where l.account_id = :account and l.erased_at is null""".formatted(ReadyAs.LAST_TRIGGER));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("account", accountId);
    narrow(sql, values, " and l.lead_id" + Sight.SEES, "seenReps", sight.seenReps());
    narrow(sql, values, " and l.lead_id > :after", "after", after);
    values.put("limit", limit);
    return jdbc.sql(sql.append(" order by l.lead_id limit :limit").toString())
        .params(values)
        .query((row, n) -> new PersonRow(
            row.getString("lead_id"), row.getString("first_name"), row.getString("last_name"), row.getString("email"),
            row.getString("title"), row.getString("stage"), row.getObject("score", Integer.class), row.getString("grade"),
            row.getString("owner"), Times.outOrNull(row, "last_activity"),
            row.getObject("product_score", Integer.class), ReadyAs.of(row)))
        .list();
  }

  /**
   * What a third party tells of the company.
   *
   * @param toldOf by which of the account's names: its id, or that of the account an alias stands for
   * @param at when that was so, by the source
   * @param toldAt when it came to us
   */
  @JsonRootName("AccountReadSurge")
  public record SurgeRow(String topic, String source, int score, Instant at, Instant toldAt, String toldOf) {}

  /** The strongest of what is told of the account and of its aliases. */
  public List<SurgeRow> surges(String accountId, int most) {
    return jdbc.sql(
            """
            select topic, source, score, at, told_at, told_of from account_surge_all
             where account_id = :id order by score desc, at desc, topic, source, told_of limit :most""")
        .param("id", accountId)
        .param("most", most)
        .query((row, n) -> new SurgeRow(
            row.getString("topic"), row.getString("source"), row.getInt("score"), Times.out(row, "at"),
            Times.out(row, "told_at"), row.getString("told_of")))
        .list();
  }

  private static AccountRow account(ResultSet row, int n) throws SQLException {
    return new AccountRow(
        row.getString("account_id"), row.getString("kind"), row.getString("key"), row.getString("name"),
        Times.out(row, "created_at"), row.getInt("people"), Times.outOrNull(row, "computed_at"),
        evidence(row.getString("evidence")), row.getString("told_lead"), Times.outOrNull(row, "told_at"),
        evidence(row.getString("told")));
  }

  private static @Nullable AccountEvidence evidence(@Nullable String json) {
    return json == null ? null : Json.read(json, AccountEvidence.class);
  }

  private static String escaped(String search) {
    return search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
  }

  private static void narrow(
      StringBuilder sql, Map<String, Object> values, String condition, String name, @Nullable Object value) {
    if (value != null) {
      sql.append(condition);
      values.put(name, value);
    }
  }
}
