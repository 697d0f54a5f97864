package dev.leadloop.account.alias;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.account.key.AccountKey.Kind;
import dev.leadloop.lead.Principal;
import dev.leadloop.store.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The names by which accounts are known beside their own, and who has to be moved because of them. */
public final class AliasStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public AliasStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A name that is part of an account.
   *
   * @param name as it is compared
   * @param ownAccountId the account of those known by it alone
   */
  public record Alias(Kind kind, String name, String accountId, String ownAccountId, Instant namedAt, String namedBy) {}

  /** An alias that was taken away, whose people are looked for behind that lead. */
  record Parting(Kind kind, String name, String accountId, String afterLead, boolean again) {}

  /** A lead of an account, and what tells its company. */
  record Member(String leadId, @Nullable String emailKey, @Nullable String company) {}

  /** The aliases of an account, by kind and name. */
  public List<Alias> of(String accountId) {
    return select("where account_id = :id order by kind, name", accountId);
  }

  /** The alias that a company is known by; empty where it is an account of its own. */
  Optional<Alias> find(AccountKey company) {
    return select("where own_account_id = :id", company.accountId()).stream().findFirst();
  }

  /** The alias that an account has become of another; empty where it stands by itself. */
  public Optional<Alias> ofOwn(String accountId) {
    return select("where own_account_id = :id", accountId).stream().findFirst();
  }

  private List<Alias> select(String which, String id) {
    return jdbc.sql("select * from account_alias " + which)
        .param("id", id)
        .query((row, n) -> new Alias(
            Kind.valueOf(row.getString("kind")), row.getString("name"), row.getString("account_id"),
            row.getString("own_account_id"), Times.out(row, "named_at"), row.getString("named_by")))
        .list();
  }

  /** Has everybody else who changes aliases wait until the transaction ends: what one says depends on all others. */
  void lockAll() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('leadloop account aliases', 0))").query((row, n) -> n).list();
  }

  /** The name of an account as people read it; empty where there is no such account. */
  public Optional<String> nameOf(String accountId) {
    return jdbc.sql("select name from account where account_id = :id").param("id", accountId).query(String.class).optional();
  }

  void add(AccountKey company, String accountId, Principal by, Instant now) {
    jdbc.sql(
            """
            with back as (
              delete from account_parting where kind = :kind and name = :name and account_id = :account)
            insert into account_alias (kind, name, account_id, own_account_id, named_at, named_by)
            values (:kind, :name, :account, :own, :now, :by)""")
        .param("kind", company.kind().name())
        .param("name", company.name())
        .param("account", accountId)
        .param("own", company.accountId())
        .param("now", Times.in(now))
        .param("by", by.toString())
        .update();
  }

  /** Takes an alias away and has its people looked for. */
  void remove(Alias alias, Instant now) {
    jdbc.sql(
            """
            with gone as (delete from account_alias where kind = :kind and name = :name)
            insert into account_parting (kind, name, account_id, due_at) values (:kind, :name, :account, :now)
            on conflict (kind, name, account_id) do update set after_lead = '', due_at = excluded.due_at, again = true""")
        .param("kind", alias.kind().name())
        .param("name", alias.name())
        .param("account", alias.accountId())
        .param("now", Times.in(now))
        .update();
  }

  /** Has accounts counted anew before long. */
  void recount(String... accounts) {
    jdbc.sql("select count(*) from unnest(:accounts::text[]) as a (id) where mark_account(a.id)")
        .param("accounts", accounts)
        .query(Long.class)
        .single();
  }

  /** Has some leads found their account anew that still stand under a name which has become part of another account. */
  int unsettleJoined(int most) {
    return jdbc.sql(
            """
            update lead set account_known = false
             where lead_id in (select l.lead_id from account_alias a join lead l on l.account_id = a.own_account_id
                                where l.account_known and a.account_id <> a.own_account_id
                                order by l.lead_id limit :most
                                  for no key update of l skip locked)""")
        .param("most", most)
        .update();
  }

  /** One that is due, locked until the transaction ends; none that somebody else goes through. */
  Optional<Parting> lockParting(Instant now) {
    return jdbc.sql(
            """
            select * from account_parting where due_at <= :now order by due_at, kind, name, account_id limit 1
               for update skip locked""")
        .param("now", Times.in(now))
        .query((row, n) -> new Parting(
            Kind.valueOf(row.getString("kind")), row.getString("name"), row.getString("account_id"),
            row.getString("after_lead"), row.getBoolean("again")))
        .optional();
  }

  /** The next of an account's leads. */
  List<Member> members(String accountId, String after, int most) {
    return jdbc.sql(
            """
            select lead_id, email_key, company from lead
             where account_id = :account and lead_id > :after order by lead_id limit :most""")
        .param("account", accountId)
        .param("after", after)
        .param("most", most)
        .query((row, n) -> new Member(row.getString("lead_id"), row.getString("email_key"), row.getString("company")))
        .list();
  }

  /** Has these leads found their account anew. */
  void unsettle(List<String> leads) {
    jdbc.sql(
            """
            update lead set account_known = false
             where lead_id in (select lead_id from lead where lead_id = any(:leads) order by lead_id for no key update)""")
        .param("leads", leads.toArray(String[]::new))
        .update();
  }

  /** Notes that a parting is gone through up to that lead; null where it was the last one. */
  void passed(Parting parting, @Nullable String lead, Instant now, Duration untilAgain) {
    String sql = lead != null
        ? "update account_parting set after_lead = :lead"
        : parting.again()
            ? "update account_parting set after_lead = '', again = false, due_at = :again"
            : "delete from account_parting";
    jdbc.sql(sql + " where kind = :kind and name = :name and account_id = :account")
        .param("lead", lead == null ? "" : lead)
        .param("again", Times.in(now.plus(untilAgain)))
        .param("kind", parting.kind().name())
        .param("name", parting.name())
        .param("account", parting.accountId())
        .update();
  }

  /** Whether people of an account are still on their way to or from it. */
  public boolean isMoving(String accountId) {
    return jdbc.sql(
            """
            select exists (select from account_parting where account_id = :id and again)
                or exists (select from account_alias a join lead l on l.account_id = a.own_account_id
                            where a.account_id = :id and a.own_account_id <> :id)
                or exists (select from lead where account_id = :id and not account_known)""")
        .param("id", accountId)
        .query(Boolean.class)
        .single();
  }
}
