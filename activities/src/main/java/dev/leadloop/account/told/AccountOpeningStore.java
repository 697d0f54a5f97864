package dev.leadloop.account.told;

import dev.leadloop.account.key.AccountKey;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes accounts of companies that are told of before anybody of them is a lead. */
public final class AccountOpeningStore {
  private final JdbcClient jdbc;

  /** A store over one data source. */
  public AccountOpeningStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record CompanyRow(String accountId, String kind, String key, String name) {}

  /**
   * Makes those accounts that are not there, and names those that had but their domain for a name.
   *
   * @return under which account each of them counts, by the id of its own
   */
  public Map<String, String> open(Collection<AccountKey> companies, Instant now) {
    Map<String, CompanyRow> rows = new HashMap<>();
    for (AccountKey company : companies) {
      CompanyRow row = new CompanyRow(company.accountId(), company.kind().name(), company.name(), company.label());
      rows.merge(row.accountId(), row, (one, other) -> one.name().equals(one.key()) ? other : one);
    }
    Map<String, String> owners = new HashMap<>();
    jdbc.sql(
            """
            with told as materialized (
              select * from json_to_recordset(:rows::json) as t (account_id text, kind text, key text, name text)),
            made as (
              insert into account as a (account_id, kind, key, name, name_found, created_at)
              select account_id, kind, key, name, name <> key, :now from told order by account_id
              on conflict (account_id) do update set name = excluded.name, name_found = true
                where a.name = a.key and excluded.name <> excluded.key)
            select t.account_id, coalesce(l.account_id, t.account_id) as owner
              from told t left join account_alias l on l.kind = t.kind and l.name = t.key""")
        .param("rows", Json.rows(rows.values()))
        .param("now", Times.in(now))
        .query(row -> {
          owners.put(row.getString("account_id"), row.getString("owner"));
        });
    return owners;
  }

  /** Has accounts counted anew before long, behind those whose people did something. */
  public void changed(Collection<String> accounts) {
    jdbc.sql("select count(*) from unnest(:accounts::text[]) as a (id) where mark_account(a.id, true)")
        .param("accounts", accounts.toArray(String[]::new))
        .query(Long.class)
        .single();
  }
}
