package dev.leadloop.desk;

import dev.leadloop.email.address.SampleAddresses;
import dev.leadloop.lead.LeadId;
import dev.leadloop.routing.RoutingLog;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.SalesDesk.Absence;
import dev.leadloop.routing.SalesDesk.Hours;
import dev.leadloop.routing.SalesDesk.Load;
import dev.leadloop.routing.SalesDesk.Share;
import dev.leadloop.routing.SalesDesk.Skills;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.sql.Array;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The sales desk as routing sees it: the reps, what each takes on, and what each has. */
public final class DeskStore {
  private final JdbcClient jdbc;

  public DeskStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Locks the desk until the transaction ends and reads it for a lead; call it with the lead locked, never before.
   *
   * @param calendars of the policy, by which a rep's day may begin
   */
  public SalesDesk lock(LeadId lead, Map<String, BusinessCalendar> calendars, Instant at) {
    lock();
    return new SalesDesk(true, reps(lead.value(), null, calendars, at));
  }

  /** The desk as it stands, for whoever only looks at it. */
  public SalesDesk look(Map<String, BusinessCalendar> calendars, Instant at) {
    return new SalesDesk(false, reps(null, null, calendars, at));
  }

  /** The desk as it stands for leads of the sample, or for all others. */
  public SalesDesk look(boolean sample, Map<String, BusinessCalendar> calendars, Instant at) {
    return new SalesDesk(false, reps(null, sample, calendars, at));
  }

  /** Holds every assignment up until the transaction ends. */
  public void lock() {
    jdbc.sql("select only_row from sales_desk for update").query(Boolean.class).single();
  }

  /** Notes that reps were given a lead, and their new places in the round. */
  public void assigned(Collection<String> given, List<RoutingLog.Turn> turns, Instant at) {
    Map<String, Place> places = new LinkedHashMap<>();
    given.forEach(rep -> places.put(rep, new Place(rep, null, null, true)));
    turns.forEach(turn -> places.put(turn.rep(), new Place(turn.rep(), turn.turns(), turn.owed(), given.contains(turn.rep()))));
    if (!places.isEmpty()) {
      jdbc.sql(
              """
              update rep
                 set turns = coalesce(r.turns, rep.turns),
                     turns_owed = coalesce(r.owed, rep.turns_owed),
                     last_assigned_at = case when r.given then :at else rep.last_assigned_at end
                from json_to_recordset(:rows::json) as r(rep_id text, turns bigint, owed bigint, given boolean)
               where rep.rep_id = r.rep_id""")
          .param("at", Times.in(at))
          .param("rows", Json.rows(places.values()))
          .update();
    }
  }

  private record Place(String repId, @Nullable Long turns, @Nullable Long owed, boolean given) {}

  /**
   * Managers are told of leads but are not offered them. Reps of the sample are there for leads of the sample, and for no others.
   * A day is at most 25 hours long.
   */
  private List<SalesDesk.Rep> reps(
      @Nullable String lead, @Nullable Boolean ofSample, Map<String, BusinessCalendar> calendars, Instant at) {
    return jdbc.sql(
            """
            select r.*, t.calendar as team_calendar, t.time_zone as team_zone,
                   (select count(*) from handoff_cycle h
                     where h.owner = r.rep_id and not h.queue and h.ended_at is null) as open_cycles,
                   array(select h.assigned_at from handoff_cycle h
                          where r.per_day is not null and h.owner = r.rep_id and not h.queue
                            and h.assigned_at > :at::timestamptz - interval '25 hours') as given,
                   exists (select from account_owner a join lead l on l.lead_id = :lead
                            where a.rep_id = r.rep_id
                              and (a.kind = 'DOMAIN' and a.name = split_part(l.email_key, '@', 2)
                                and l.email_kind not in ('FREE', 'DISPOSABLE')
                                or a.kind = 'COMPANY' and a.name = lower(l.company)
                                or not exists (select from account_owner nearer
                                                where nearer.kind = 'DOMAIN' and nearer.name = split_part(l.email_key, '@', 2))
                                   and (exists (select from account c where c.account_id = l.account_id
                                                   and c.kind = a.kind and c.key = a.name)
                                     or exists (select from account_alias c where c.account_id = l.account_id
                                                   and c.kind = a.kind and c.name = a.name)))) as owns_account
              from rep r join team t using (team_id)
             where not r.manager
               and (:lead::text is null and :ofSample::boolean is null
                 or (lower(r.email) like :sample)
                   = coalesce(:ofSample::boolean,
                              exists (select from lead l where l.lead_id = :lead and l.email_key like :sample)))
             order by r.rep_id""")
        .param("at", Times.in(at))
        .param("lead", lead)
        .param("ofSample", ofSample)
        .param("sample", SampleAddresses.LIKE)
        .query((row, n) -> rep(row, calendars, at))
        .list();
  }

  private static SalesDesk.Rep rep(ResultSet row, Map<String, BusinessCalendar> calendars, Instant at)
      throws SQLException {
    Hours team = hours(row.getString("team_calendar"), row.getString("team_zone"));
    Hours own =
        new Hours(
            row.getString("calendar"), zone(row.getString("time_zone")), RepStore.hours(row.getString("hours")),
            dates(row, "days_off"));
    ZoneId day = own.over(team, calendars).dayZone(calendars);
    Long turns = row.getObject("turns", Long.class);
    return new SalesDesk.Rep(
        row.getString("rep_id"),
        row.getString("team_id"),
        row.getBoolean("active"),
        absence(row, at),
        new Share(row.getInt("weight"), row.getObject("open_at_once", Integer.class), row.getObject("per_day", Integer.class)),
        new Load(row.getInt("open_cycles"), today(row.getArray("given"), at, day), turns, row.getLong("turns_owed")),
        own,
        team,
        new Skills(texts(row, "territories"), texts(row, "segments"), texts(row, "languages")),
        row.getBoolean("owns_account"));
  }

  private static @Nullable Absence absence(ResultSet row, Instant at) throws SQLException {
    Instant from = Times.outOrNull(row, "absent_from");
    Instant until = Times.outOrNull(row, "absent_until");
    boolean over = until != null && !until.isAfter(at);
    return from == null || over ? null : new Absence(from, until, row.getBoolean("absent_catch_up"));
  }

  private static int today(Array given, Instant at, ZoneId zone) throws SQLException {
    Instant begin = at.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
    int today = 0;
    for (Timestamp one : (Timestamp[]) given.getArray()) {
      today += one.toInstant().isBefore(begin) ? 0 : 1;
    }
    return today;
  }

  /** Hours of a calendar somewhere, as far as they are set. */
  public static Hours hours(@Nullable String calendar, @Nullable String zone) {
    return new Hours(calendar, zone(zone), Map.of());
  }

  private static @Nullable ZoneId zone(@Nullable String id) {
    return id == null ? null : ZoneId.of(id);
  }

  static Set<LocalDate> dates(ResultSet row, String column) throws SQLException {
    Date[] dates = (Date[]) Objects.requireNonNull(row.getArray(column)).getArray();
    return Arrays.stream(dates).map(Date::toLocalDate).collect(Collectors.toUnmodifiableSet());
  }

  static Set<String> texts(ResultSet row, String column) throws SQLException {
    return Set.of((String[]) Objects.requireNonNull(row.getArray(column)).getArray());
  }
}
