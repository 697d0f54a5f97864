package dev.leadloop.desk;

import dev.leadloop.email.address.EmailAddresses;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

  /**
   * An account and its owner.
   *
   * @param name a domain as addresses have it, or the company in small letters
   */
  public record AccountOwner(Kind kind, String name, String rep) {
    public AccountOwner {
      name = key(kind, name);
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
   * Those whose name holds that text, and whose owner is that rep, by kind and name.
   *
   * @param text in whatever letters; null for any
   * @param rep null for any
   */
  public List<AccountOwner> find(@Nullable String text, @Nullable String rep, int limit) {
    return jdbc.sql(
            """
            select kind, name, rep_id from account_owner
             where (:text::text is null or position(lower(:text) in name) > 0) and (:rep::text is null or rep_id = :rep)
             order by kind, name limit :limit""")
        .param("text", text)
        .param("rep", rep)
        .param("limit", limit)
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

  /** The rep who owns that account. */
  public Optional<String> ownerOf(Kind kind, String name) {
    return jdbc.sql("select rep_id from account_owner where kind = :kind and name = :name")
        .param("kind", kind.name())
        .param("name", key(kind, name))
        .query(String.class)
        .optional();
  }

  /** Leaves an account to the round again; returns whose it was, empty where it had no owner. */
  public Optional<String> delete(Kind kind, String name) {
    return jdbc.sql("delete from account_owner where kind = :kind and name = :name returning rep_id")
        .param("kind", kind.name())
        .param("name", key(kind, name))
        .query(String.class)
        .optional();
  }

  private static String key(Kind kind, String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT);
    return switch (kind) {
      case COMPANY -> plain;
      case DOMAIN -> EmailAddresses.normalise("x@" + plain).map(address -> address.substring(2)).orElse(plain);
    };
  }
}
