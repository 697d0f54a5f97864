package dev.leadloop.account;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.store.Json;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which account a lead belongs to, of those of whom it was not found out yet, or has to be anew. */
public final class AccountMemberStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public AccountMemberStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A lead of whom it is not known to which account it belongs.
   *
   * @param found whether the company was found, rather than said by the person
   */
  record Stray(String leadId, @Nullable String emailKey, @Nullable String company, boolean found) {}

  /** Some of them, locked until the transaction ends; none that somebody else has locked. */
  List<Stray> lockSome(int most) {
    return jdbc.sql(
            """
            select lead_id, email_key, company, enriched -> 'found' -> 'company' is not null as found, erased_at
              from lead where not account_known
             order by lead_id limit :most
               for no key update skip locked""")
        .param("most", most)
        .query((row, n) -> {
          boolean erased = row.getObject("erased_at") != null;
          return new Stray(
              row.getString("lead_id"), erased ? null : row.getString("email_key"), erased ? null : row.getString("company"),
              row.getBoolean("found"));
        })
        .list();
  }

  /** Puts leads into their accounts, which are made where there are none; those they leave and join are counted anew. */
  void settle(List<Settled> leads) {
    List<Columns> rows = leads.stream().map(Settled::columns).toList();
    List<Optional<String>> left = jdbc.sql(
            """
            with told as materialized (
              select r.*, account_of(r.kind, r.key, r.own) as account_id, l.account_id as before
                from json_to_recordset(:rows::json)
                       as r(lead_id text, kind text, key text, name text, own text, found boolean)
                join lead l using (lead_id)),
            made as (
              insert into account (account_id, kind, key, name, name_found, created_at)
              select distinct on (account_id) account_id, kind, key, name, found and name <> key, now() from told
               where account_id = own
               order by account_id, name = key, found, lead_id
              on conflict do nothing)
            update lead l set account_id = told.account_id, account_known = true
              from told
             where l.lead_id = told.lead_id
            returning case when told.before is distinct from told.account_id then told.before end""")
        .param("rows", Json.rows(rows))
        .query((row, n) -> Optional.ofNullable(row.getString(1)))
        .list();
    name(rows);
    jdbc.sql(
            """
            select (select count(*) from unnest(:left::text[]) as a(id) where mark_account(a.id))
                 + (select count(*) from unnest(:joined::text[]) as l(id) where mark_account_of(l.id))""")
        .param("left", left.stream().flatMap(Optional::stream).distinct().toArray(String[]::new))
        .param("joined", leads.stream().map(Settled::leadId).toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  /** Calls accounts that had but their domain, or a name that was found, by what these leads say, their people's word first. */
  private void name(List<Columns> rows) {
    jdbc.sql(
            """
            with told as materialized (
              select distinct on (own) own, name, found from json_to_recordset(:rows::json)
                       as r(lead_id text, kind text, key text, name text, own text, found boolean)
               where kind = 'DOMAIN' and name <> key
               order by own, found, lead_id),
            held as materialized (
              select a.account_id, told.name, told.found from account a join told on told.own = a.account_id
               where a.name = a.key or (a.name_found and not told.found)
               order by a.account_id for no key update of a)
            update account a set name = held.name, name_found = held.found
              from held where held.account_id = a.account_id""")
        .param("rows", Json.rows(rows))
        .update();
  }

  /**
   * A lead and the account that its facts tell; null where they tell none.
   *
   * @param found whether the company's name was found, rather than said by the person
   */
  record Settled(String leadId, @Nullable AccountKey key, boolean found) {
    private Columns columns() {
      return key == null
          ? new Columns(leadId, null, null, null, null, found)
          : new Columns(leadId, key.kind().name(), key.name(), key.label(), key.accountId(), found);
    }
  }

  private record Columns(
      String leadId, @Nullable String kind, @Nullable String key, @Nullable String name, @Nullable String own,
      boolean found) {}
}
