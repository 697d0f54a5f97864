package dev.leadloop.account;

import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Forgets that a person was of a company, and the company where nobody else is of it and nobody named it: a firm of one is that
 * person.
 */
final class AccountErasingStore implements Erases {
  private final JdbcClient jdbc;
  private final HeldRowsStore rows;

  AccountErasingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.rows = HeldRowsStore.named("accounts", jdbc)
        .deletes("account_person", "lead_id = :lead")
        .deletes("account_parting", "after_lead = :lead")
        .clears("account", "told_lead = :lead", Map.of("told_lead", "null", "told", "null"), "a company with others stays");
  }

  @Override
  public String name() {
    return rows.name();
  }

  @Override
  public List<Holding> holdings() {
    List<Holding> all = new ArrayList<>(rows.holdings());
    all.add(new Holding("account", Set.of("key", "name", "evidence"), "deleted where nobody else is of the company"));
    all.add(new Holding("account_alias", Set.of("name"), "deleted with the company"));
    all.add(new Holding("account_surge", Set.of("*"), "deleted with the company"));
    return all;
  }

  @Override
  public Erased erase(Person person) {
    Erased erased = rows.erase(person);
    List<String> names = new ArrayList<>(person.words());
    person.addresses().forEach(address -> names.add(address.substring(address.indexOf('@') + 1)));
    List<String> own = jdbc.sql(
            """
            select a.account_id from account a
             where lower(a.name) = any(:names) or lower(a.key) = any(:names)
                or a.account_id in (select account_id from account_alias where lower(name) = any(:names))""")
        .param("names", names.stream().map(one -> one.toLowerCase(java.util.Locale.ROOT)).toArray(String[]::new))
        .query((row, n) -> row.getString(1))
        .list().stream().filter(this::ofNobody).toList();
    int gone = 0;
    for (String account : own) {
      for (String table : List.of("account_dirty", "account_surge", "account_person", "account_alias")) {
        jdbc.sql("delete from " + table + " where account_id = :account").param("account", account).update();
      }
      gone += jdbc.sql("delete from account where account_id = :account").param("account", account).update();
    }
    return erased.and(Erased.done(gone == 0 ? Map.of() : Map.of("account", gone)));
  }

  private boolean ofNobody(String account) {
    return jdbc.sql(
            """
            select not exists (select from lead where account_id = :account and erased_at is null)
               and not exists (select from account_owner o join account a on a.kind = o.kind and a.key = o.name
                                where a.account_id = :account)""")
        .param("account", account)
        .query(Boolean.class)
        .single();
  }

  @Override
  public Map<String, List<Map<String, Object>>> tell(Person person) {
    return rows.tell(person);
  }
}
