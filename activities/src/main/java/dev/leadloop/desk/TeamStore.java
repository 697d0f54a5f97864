package dev.leadloop.desk;

import dev.leadloop.routing.SalesDesk;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sales teams. */
public final class TeamStore {
  private final JdbcClient jdbc;

  public TeamStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All teams, by id. */
  public List<Team> all() {
    return jdbc.sql("select team_id, name, calendar, time_zone from team order by team_id")
        .query((row, n) -> new Team(
            row.getString("team_id"), row.getString("name"), row.getString("calendar"), row.getString("time_zone")))
        .list();
  }

  /** Adds a team, or changes it. */
  public void save(Team team) {
    jdbc.sql(
            """
            insert into team (team_id, name, calendar, time_zone) values (:id, :name, :calendar, :zone)
            on conflict (team_id) do update
               set name = excluded.name, calendar = excluded.calendar, time_zone = excluded.time_zone""")
        .param("id", team.id())
        .param("name", team.name())
        .param("calendar", team.calendar())
        .param("zone", team.timeZone())
        .update();
  }

  /**
   * A sales team.
   *
   * @param calendar id of a calendar of the policy, in which its answer times are counted; null for the class's own
   * @param timeZone where it works; null for the calendar's zone
   */
  public record Team(String id, String name, @Nullable String calendar, @Nullable String timeZone) {
    /** When the team works, as far as that is set for it. */
    public SalesDesk.Hours worked() {
      return DeskStore.hours(calendar, timeZone);
    }
  }
}
