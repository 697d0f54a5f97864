package dev.leadloop.users;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Keeps links that set a password once, by their hash. Whatever changes links holds their user first, as whoever changes the user
 * does, so that no two wait for each other; it is called in a transaction, which lets go of the user.
 */
public final class UserLinkStore {
  private static final String OPENS = " and used_at is null and voided_at is null and expires_at > :now and exists (select from"
      + " app_user u where u.handle = user_link.handle and u.disabled_at is null)";

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public UserLinkStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** For what a link is. */
  public enum Purpose {
    /** A new user's first password. */
    INVITATION,
    /** Another password for one that was forgotten. */
    PASSWORD
  }

  /** Keeps a link; those that the user had open until now open nothing from then on. */
  public void make(String hash, String handle, Purpose purpose, Instant at, String by, Instant expires) {
    voidAll(handle, at);
    jdbc.sql("insert into user_link (link_hash, handle, purpose, made_at, made_by, expires_at)"
            + " values (:hash, :handle, :purpose, :at, :by, :expires)")
        .param("hash", hash).param("handle", handle).param("purpose", purpose.name()).param("at", Times.in(at)).param("by", by)
        .param("expires", Times.in(expires))
        .update();
  }

  /** Whose link that is, where it still opens something; using it is another thing. */
  public Optional<String> look(String hash, Instant now) {
    return jdbc.sql("select handle from user_link where link_hash = :hash" + OPENS)
        .param("hash", hash).param("now", Times.in(now)).query((row, n) -> row.getString(1)).optional();
  }

  /** Whose link that is, which is used up by this; of several at once one gets it. */
  public Optional<String> use(String hash, Instant now) {
    look(hash, now).ifPresent(this::hold);
    return jdbc.sql("update user_link set used_at = :now where link_hash = :hash" + OPENS + " returning handle")
        .param("hash", hash).param("now", Times.in(now)).query((row, n) -> row.getString(1)).optional();
  }

  /** Ends every link of a user that is still open. */
  public void voidAll(String handle, Instant at) {
    hold(handle);
    jdbc.sql("update user_link set voided_at = :at where handle = :handle and used_at is null and voided_at is null")
        .param("handle", handle).param("at", Times.in(at)).update();
  }

  private void hold(String handle) {
    jdbc.sql("select handle from app_user where handle = :handle for update").param("handle", handle)
        .query((row, n) -> row.getString(1)).optional();
  }
}
