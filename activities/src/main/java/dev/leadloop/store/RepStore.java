package dev.leadloop.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sales reps and their managers. */
public final class RepStore {
  private static final String COLUMNS =
      "rep_id, name, email, team_id, manager, active, absent_from, absent_until from rep";

  private final JdbcClient jdbc;

  public RepStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All reps, by id. */
  public List<Rep> all() {
    return jdbc.sql("select " + COLUMNS + " order by rep_id").query((row, n) -> rep(row)).list();
  }

  /** The rep of that id. */
  public Optional<Rep> find(String id) {
    return jdbc.sql("select " + COLUMNS + " where rep_id = :id").param("id", id).query((row, n) -> rep(row)).optional();
  }

  /** The active managers of a team. */
  public List<Rep> managers(String team) {
    return jdbc.sql("select " + COLUMNS + " where team_id = :team and manager and active order by rep_id")
        .param("team", team)
        .query((row, n) -> rep(row))
        .list();
  }

  /**
   * Adds a rep, or changes it; how much it was given stays as it is.
   *
   * @throws DataIntegrityViolationException where there is no such team
   */
  public void save(Rep rep) {
    jdbc.sql(
            """
            insert into rep (rep_id, name, email, team_id, manager, active, absent_from, absent_until)
            values (:id, :name, :email, :team, :manager, :active, :from, :until)
            on conflict (rep_id) do update
               set name = :name, email = :email, team_id = :team, manager = :manager, active = :active,
                   absent_from = :from, absent_until = :until""")
        .param("id", rep.id())
        .param("name", rep.name())
        .param("email", rep.email())
        .param("team", rep.team())
        .param("manager", rep.manager())
        .param("active", rep.active())
        .param("from", Times.inOrNull(rep.absentFrom()))
        .param("until", Times.inOrNull(rep.absentUntil()))
        .update();
  }

  /**
   * A rep.
   *
   * @param manager whether told of what its team leaves undone; a manager is not offered leads
   * @param absentFrom from when no leads are offered; null where not absent
   * @param absentUntil until when; null for an open end
   */
  public record Rep(
      String id,
      String name,
      String email,
      String team,
      boolean manager,
      boolean active,
      @Nullable Instant absentFrom,
      @Nullable Instant absentUntil) {}

  private static Rep rep(ResultSet row) throws SQLException {
    return new Rep(
        row.getString("rep_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("team_id"),
        row.getBoolean("manager"),
        row.getBoolean("active"),
        Times.outOrNull(row, "absent_from"),
        Times.outOrNull(row, "absent_until"));
  }
}
