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

  /** A lead of whom it is not known to which account it belongs. */
  record Stray(String leadId, @Nullable String emailKey, @Nullable String company) {}

  /** Some of them, locked until the transaction ends; none that somebody else has locked. */
  List<Stray> lockSome(int most) {
    return jdbc.sql(
            """
            select lead_id, email_key, company, erased_at from lead where not account_known
             order by lead_id limit :most
               for no key update skip locked""")
        .param("most", most)
        .query((row, n) -> {
          boolean erased = row.getObject("erased_at") != null;
          return new Stray(
              row.getString("lead_id"), erased ? null : row.getString("email_key"), erased ? null : row.getString("company"));
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
                from json_to_recordset(:rows::json) as r(lead_id text, kind text, key text, name text, own text)
                join lead l using (lead_id)),
            made as (
              insert into account (account_id, kind, key, name, created_at)
              select distinct on (account_id) account_id, kind, key, name, now() from told where account_id = own
               order by account_id, lead_id
              on conflict do nothing)
            update lead l set account_id = told.account_id, account_known = true
              from told
             where l.lead_id = told.lead_id
            returning case when told.before is distinct from told.account_id then told.before end""")
        .param("rows", Json.rows(rows))
        .query((row, n) -> Optional.ofNullable(row.getString(1)))
        .list();
    jdbc.sql(
            """
            select (select count(*) from unnest(:left::text[]) as a(id) where mark_account(a.id))
                 + (select count(*) from unnest(:joined::text[]) as l(id) where mark_account_of(l.id))""")
        .param("left", left.stream().flatMap(Optional::stream).distinct().toArray(String[]::new))
        .param("joined", leads.stream().map(Settled::leadId).toArray(String[]::new))
        .query(Long.class)
        .single();
  }

  /** A lead and the account that its facts tell; null where they tell none. */
  record Settled(String leadId, @Nullable AccountKey key) {
    private Columns columns() {
      return key == null
          ? new Columns(leadId, null, null, null, null)
          : new Columns(leadId, key.kind().name(), key.name(), key.label(), key.accountId());
    }
  }

  private record Columns(
      String leadId, @Nullable String kind, @Nullable String key, @Nullable String name, @Nullable String own) {}
}
