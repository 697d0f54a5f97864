package dev.leadloop.store;

import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which rep owns which account: leads of that mail domain or company go to that rep first. */
public final class AccountOwnerStore {
  private final JdbcClient jdbc;

  public AccountOwnerStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What an account is known by. */
  public enum Kind {
    DOMAIN,
    COMPANY
  }

  /** An account and its owner. */
  public record AccountOwner(Kind kind, String name, String rep) {
    public AccountOwner {
      name = key(name);
    }
  }

  /** All of them, by kind and name. */
  public List<AccountOwner> all() {
    return jdbc.sql("select kind, name, rep_id from account_owner order by kind, name")
        .query((row, n) -> new AccountOwner(
            Kind.valueOf(row.getString("kind")), row.getString("name"), row.getString("rep_id")))
        .list();
  }

  /**
   * Names the owner of an account.
   *
   * @throws org.springframework.dao.DataIntegrityViolationException where there is no such rep
   */
  public void save(AccountOwner owner) {
    jdbc.sql(
            """
            insert into account_owner (kind, name, rep_id) values (:kind, :name, :rep)
            on conflict (kind, name) do update set rep_id = excluded.rep_id""")
        .param("kind", owner.kind().name())
        .param("name", owner.name())
        .param("rep", owner.rep())
        .update();
  }

  /** Leaves an account to the round again; false where it had no owner. */
  public boolean delete(Kind kind, String name) {
    return jdbc.sql("delete from account_owner where kind = :kind and name = :name")
            .param("kind", kind.name())
            .param("name", key(name))
            .update()
        == 1;
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
