package dev.leadloop.desk;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.BusinessCalendar.Block;
import dev.leadloop.sla.HoursText;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sales reps and their managers. */
public final class RepStore {
  private static final TypeReference<Map<String, List<String>>> WEEK = new TypeReference<>() {};

  private final JdbcClient jdbc;

  public RepStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All reps, by id. */
  public List<Rep> all() {
    return jdbc.sql("select * from rep order by rep_id").query((row, n) -> rep(row)).list();
  }

  /** The rep of that id. */
  public Optional<Rep> find(String id) {
    return jdbc.sql("select * from rep where rep_id = :id").param("id", id).query((row, n) -> rep(row)).optional();
  }

  /** The active managers of a team, none of the sample among them. */
  public List<Rep> managers(String team) {
    return jdbc.sql("select * from rep where team_id = :team and manager and active and lower(email) not like :sample"
            + " order by rep_id")
        .param("team", team)
        .param("sample", SampleAddresses.LIKE)
        .query((row, n) -> rep(row))
        .list();
  }

  /**
   * Adds a rep, or changes it; how much it was given stays as it is. {@code SalesRoster} also moves leads where an
   * absence changes.
   *
   * @throws DataIntegrityViolationException where there is no such team
   */
  public void save(Rep rep) {
    Work work = rep.work();
    jdbc.sql(
            """
            insert into rep (rep_id, name, email, team_id, manager, active, absent_from, absent_until, absent_catch_up,
                             weight, open_at_once, per_day, calendar, time_zone, hours, days_off, territories, segments,
                             languages)
            values (:id, :name, :email, :team, :manager, :active, :from, :until, :catchUp,
                    :weight, :openAtOnce, :perDay, :calendar, :zone, :hours::jsonb, :daysOff::date[], :territories, :segments,
                    :languages)
            on conflict (rep_id) do update
               set name = excluded.name, email = excluded.email, team_id = excluded.team_id, manager = excluded.manager,
                   active = excluded.active, absent_from = excluded.absent_from, absent_until = excluded.absent_until,
                   absent_catch_up = excluded.absent_catch_up, weight = excluded.weight,
                   open_at_once = excluded.open_at_once, per_day = excluded.per_day, calendar = excluded.calendar,
                   time_zone = excluded.time_zone, hours = excluded.hours, days_off = excluded.days_off,
                     territories = excluded.territories,
                   segments = excluded.segments, languages = excluded.languages,
                   left_at = case when excluded.active then null else rep.left_at end""")
        .param("id", rep.id())
        .param("name", rep.name())
        .param("email", rep.email())
        .param("team", rep.team())
        .param("manager", rep.manager())
        .param("active", rep.active())
        .param("from", Times.inOrNull(rep.absentFrom()))
        .param("until", Times.inOrNull(rep.absentUntil()))
        .param("catchUp", work.catchUp())
        .param("weight", work.weight())
        .param("openAtOnce", work.openAtOnce())
        .param("perDay", work.perDay())
        .param("calendar", work.calendar())
        .param("zone", work.timeZone())
        .param("hours", Json.write(work.hours()))
        .param("daysOff", work.daysOff().stream().map(LocalDate::toString).toArray(String[]::new))
        .param("territories", work.territories().toArray(String[]::new))
        .param("segments", work.segments().toArray(String[]::new))
        .param("languages", work.languages().toArray(String[]::new))
        .update();
  }

  /** Marks a rep as gone, ends the rep's keys and disables the rep's users; false where there is none of that id. */
  public boolean leave(String rep, Instant at) {
    // First, as UserStore.hasLeft does: whoever is made a user of the rep meanwhile is known below, or is refused.
    jdbc.sql("select rep_id from rep where rep_id = :rep for no key update").param("rep", rep)
        .query((row, n) -> row.getString(1)).optional();
    jdbc.sql("update api_key set revoked_at = :at where rep_id = :rep and revoked_at is null")
        .param("at", Times.in(at))
        .param("rep", rep)
        .update();
    jdbc.sql("update app_user set disabled_at = :at, epoch = epoch + 1 where rep_id = :rep and disabled_at is null")
        .param("at", Times.in(at))
        .param("rep", rep)
        .update();
    return jdbc.sql("update rep set active = false, left_at = coalesce(left_at, :at) where rep_id = :rep")
            .param("at", Times.in(at))
            .param("rep", rep)
            .update()
        == 1;
  }

  /**
   * A rep.
   *
   * @param manager whether told of what its team leaves undone; a manager is not offered leads
   * @param absentFrom from when no leads are offered; null where not absent
   * @param absentUntil until when; null for an open end
   * @param work what the rep takes on, and when
   */
  public record Rep(
      String id,
      String name,
      String email,
      String team,
      boolean manager,
      boolean active,
      @Nullable Instant absentFrom,
      @Nullable Instant absentUntil,
      Work work) {

    /** Whether the rep is part of the sample data, and is there for no real lead. */
    public boolean sample() {
      return SampleAddresses.isOne(email);
    }

    /** Whether the rep may be given leads at all then. */
    public boolean takesLeads(Instant at) {
      return active && !manager && !absent(at);
    }

    /** Whether an absence has begun by then and is not over. */
    public boolean absent(Instant at) {
      return absentFrom != null && new SalesDesk.Absence(absentFrom, absentUntil, work.catchUp()).covers(at);
    }
  }

  /**
   * What a rep takes on.
   *
   * @param weight share of the team's leads in relation to the others' weights, from 1 to 100
   * @param openAtOnce most handoffs waiting for the rep's answer; null for no limit
   * @param perDay most leads given in one day of the rep's; null for no limit
   * @param catchUp whether an absence is made up for afterwards
   * @param calendar id of a calendar of the policy; null for the team's
   * @param timeZone where the rep works; null for the calendar's zone
   * @param hours own hours by day, such as {@code mon-fri}; empty for the calendar's
   * @param daysOff days the rep does not work, beside the calendar's holidays
   * @param territories names of the policy's; empty for all
   * @param segments names of the policy's; empty for all
   * @param languages codes such as {@code de}; empty for all
   */
  public record Work(
      int weight,
      @Nullable Integer openAtOnce,
      @Nullable Integer perDay,
      boolean catchUp,
      @Nullable String calendar,
      @Nullable String timeZone,
      Map<String, List<String>> hours,
      Set<LocalDate> daysOff,
      Set<String> territories,
      Set<String> segments,
      Set<String> languages) {
    /** A full share without limits. */
    public static final Work FULL =
        new Work(100, null, null, false, null, null, Map.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /** When the rep works, as far as that is set for the rep. */
    public SalesDesk.Hours worked() {
      return new SalesDesk.Hours(calendar, timeZone == null ? null : ZoneId.of(timeZone), HoursText.parse(hours), daysOff);
    }
  }

  static Map<DayOfWeek, List<Block>> hours(String json) {
    return HoursText.parse(Json.read(json, WEEK));
  }

  private static Rep rep(ResultSet row) throws SQLException {
    return new Rep(
        row.getString("rep_id"),
        row.getString("name"),
        row.getString("email"),
        row.getString("team_id"),
        row.getBoolean("manager"),
        row.getBoolean("active"),
        Times.outOrNull(row, "absent_from"),
        Times.outOrNull(row, "absent_until"),
        new Work(
            row.getInt("weight"),
            row.getObject("open_at_once", Integer.class),
            row.getObject("per_day", Integer.class),
            row.getBoolean("absent_catch_up"),
            row.getString("calendar"),
            row.getString("time_zone"),
            Json.read(row.getString("hours"), WEEK),
            DeskStore.dates(row, "days_off"),
            DeskStore.texts(row, "territories"),
            DeskStore.texts(row, "segments"),
            DeskStore.texts(row, "languages")));
  }
}
