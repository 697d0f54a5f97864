package dev.leadloop.users;

import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps users; passwords only as what a slow hash made of them. */
public final class UserStore {
  private static final RowMapper<User> ROW = (row, n) -> new User(
      row.getString("handle"), row.getString("name"), row.getString("email"), row.getString("role"), row.getString("rep_id"),
      row.getString("time_zone"), row.getString("password_hash") != null, row.getInt("epoch"),
      Times.outOrNull(row, "disabled_at"), Times.out(row, "created_at"), row.getString("created_by"),
      Times.outOrNull(row, "last_sign_in_at"));

  private final JdbcClient jdbc;

  /** A store over one data source. */
  public UserStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Everybody, by name; who is disabled too. */
  public List<User> all() {
    return jdbc.sql("select * from app_user order by lower(name), handle").query(ROW).list();
  }

  /** The user of that handle. */
  public Optional<User> find(String handle) {
    return jdbc.sql("select * from app_user where handle = :handle").param("handle", handle).query(ROW).optional();
  }

  /** The same; nobody else changes it before the transaction is over. */
  public Optional<User> lock(String handle) {
    return jdbc.sql("select * from app_user where handle = :handle for update").param("handle", handle).query(ROW).optional();
  }

  /** The user of that address, which is in small letters. */
  public Optional<User> byEmail(String email) {
    return jdbc.sql("select * from app_user where email = :email").param("email", email).query(ROW).optional();
  }

  /** What a slow hash made of the user's password; empty where there is none. */
  public Optional<String> passwordHash(String handle) {
    return jdbc.sql("select password_hash from app_user where handle = :handle and password_hash is not null")
        .param("handle", handle).query((row, n) -> row.getString(1)).optional();
  }

  /**
   * Adds a user without a password; false, and nothing added, where the handle is taken.
   *
   * @throws DuplicateKeyException where somebody has that address
   */
  public boolean insert(User user) {
    return jdbc.sql(
            """
            insert into app_user (handle, name, email, role, rep_id, time_zone, created_at, created_by)
            values (:handle, :name, :email, :role, :rep, :zone, :at, :by)
            on conflict (handle) do nothing""")
        .param("handle", user.handle()).param("name", user.name()).param("email", user.email()).param("role", user.role())
        .param("rep", user.repId()).param("zone", user.timeZone()).param("at", Times.in(user.createdAt()))
        .param("by", user.createdBy())
        .update() == 1;
  }

  /**
   * Changes what is known of a user.
   *
   * @param ends whether the user's sessions are over by it
   * @throws DuplicateKeyException where somebody else has that address
   */
  public void update(User user, boolean ends) {
    jdbc.sql(
            """
            update app_user
               set name = :name, email = :email, role = :role, rep_id = :rep, time_zone = :zone, disabled_at = :disabled,
                   epoch = epoch + case when :ends then 1 else 0 end
             where handle = :handle""")
        .param("handle", user.handle()).param("name", user.name()).param("email", user.email()).param("role", user.role())
        .param("rep", user.repId()).param("zone", user.timeZone()).param("disabled", Times.inOrNull(user.disabledAt()))
        .param("ends", ends)
        .update();
  }

  /** Gives a user another password and ends the user's sessions. */
  public void setPassword(String handle, String hash) {
    jdbc.sql("update app_user set password_hash = :hash, epoch = epoch + 1 where handle = :handle")
        .param("handle", handle).param("hash", hash).update();
  }

  /** Keeps the same password by a newer way, unless it was changed meanwhile. */
  public void rehash(String handle, String before, String hash) {
    jdbc.sql("update app_user set password_hash = :hash where handle = :handle and password_hash = :before")
        .param("handle", handle).param("before", before).param("hash", hash).update();
  }

  /** Notes that the user signed in. */
  public void signedIn(String handle, Instant at) {
    jdbc.sql("update app_user set last_sign_in_at = :at where handle = :handle")
        .param("handle", handle).param("at", Times.in(at)).update();
  }

  /**
   * Whether that rep has left; a rep who has not does not before the transaction is over. To be asked before the user is locked,
   * as a rep who leaves is held before its users.
   */
  public boolean hasLeft(String rep) {
    return jdbc.sql("select not active from rep where rep_id = :rep for share").param("rep", rep)
        .query((row, n) -> row.getBoolean(1)).optional().orElse(false);
  }

  /** In which zone a rep works; empty where that is not set for the rep. */
  public Optional<String> zoneOfRep(String rep) {
    return jdbc.sql("select time_zone from rep where rep_id = :rep and time_zone is not null")
        .param("rep", rep).query((row, n) -> row.getString(1)).optional();
  }

  /** Notes in which zone pages tell the user times; null for the organisation's. */
  public void setZone(String handle, @Nullable String zone) {
    jdbc.sql("update app_user set time_zone = :zone where handle = :handle").param("handle", handle).param("zone", zone).update();
  }
}
