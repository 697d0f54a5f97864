package dev.leadloop.store;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sales teams. */
public final class TeamStore {
  private final JdbcClient jdbc;

  public TeamStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All teams, by id. */
  public List<Team> all() {
    return jdbc.sql("select team_id, name from team order by team_id")
        .query((row, n) -> new Team(row.getString("team_id"), row.getString("name")))
        .list();
  }

  /** Adds a team, or renames it. */
  public void save(Team team) {
    jdbc.sql("insert into team (team_id, name) values (:id, :name) on conflict (team_id) do update set name = :name")
        .param("id", team.id())
        .param("name", team.name())
        .update();
  }

  /** A sales team. */
  public record Team(String id, String name) {}
}
