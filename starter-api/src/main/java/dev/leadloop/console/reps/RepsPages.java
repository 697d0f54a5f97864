package dev.leadloop.console.reps;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.reps.RepsPage.Kind;
import dev.leadloop.console.reps.RepsPage.Line;
import dev.leadloop.console.reps.RepsPage.Option;
import dev.leadloop.desk.DeskStore;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.SpokenTime;
import dev.leadloop.view.HandoffReadStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who sells, each as routing sees them now, in a number of statements that does not grow with the reps. */
@Component
class RepsPages {
  private static final List<String> KINDS = List.of("active", "away", "full", "left", "all");
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

  private final RepStore reps;
  private final TeamStore teams;
  private final DeskStore desk;
  private final HandoffReadStore handoffs;
  private final PolicyCatalog policies;
  private final Clock clock;

  RepsPages(
      RepStore reps, TeamStore teams, JdbcClient jdbc, HandoffReadStore handoffs, PolicyCatalog policies, Clock clock) {
    this.reps = reps;
    this.teams = teams;
    this.desk = new DeskStore(jdbc);
    this.handoffs = handoffs;
    this.policies = policies;
    this.clock = clock;
  }

  /** Those that are asked for; ends the call where nothing can be meant by it. */
  RepsPage read(@Nullable String show, @Nullable String team) {
    String kind = among("show", show, KINDS, "active");
    List<Team> known = teams.all();
    String of = among("team", team, known.stream().map(Team::id).toList(), "");
    List<Line> all = lines(reps.all().stream().filter(rep -> of.isEmpty() || rep.team().equals(of)).toList(), known);
    Set<String> active = reps.all().stream().filter(Rep::active).map(Rep::id).collect(Collectors.toSet());
    return new RepsPage(
        all.stream().filter(line -> is(kind, line, active)).toList(), kind,
        KINDS.stream().map(one -> new Kind(one, (int) all.stream().filter(line -> is(one, line, active)).count())).toList(),
        of, known.stream().map(one -> new Option(one.id(), one.name())).toList(),
        SpokenTime.full(clock.instant(), PageTimes.zoneOfReader(ZoneOffset.UTC)));
  }

  private static String among(String field, @Nullable String given, List<String> known, String otherwise) {
    if (given == null || given.isBlank()) {
      return otherwise;
    }
    if (!known.contains(given.strip())) {
      throw FieldError.in(field, NearestName.among(given.strip(), known));
    }
    return given.strip();
  }

  private static boolean is(String kind, Line line, Set<String> active) {
    RepStanding standing = line.standing();
    return switch (kind) {
      case "active" -> active.contains(line.id());
      case "away" -> active.contains(line.id()) && !line.away().isEmpty();
      case "full" -> active.contains(line.id()) && standing != null && standing.full();
      case "left" -> !active.contains(line.id());
      default -> true;
    };
  }

  /** The rep as a line; a problem where there is none of that id. */
  Line line(Rep rep) {
    return lines(List.of(rep), teams.all()).getFirst();
  }

  /** The rep of that id; a problem where there is none. */
  Rep rep(String repId) {
    return reps.find(repId).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no rep '" + repId + "'. Those there are stand under Reps."));
  }

  private List<Line> lines(List<Rep> shown, List<Team> known) {
    LeadPolicy policy = policies.latest();
    Instant now = clock.instant();
    ZoneId reader = PageTimes.zoneOfReader(ZoneOffset.UTC);
    Map<String, Team> byId = known.stream().collect(Collectors.toMap(Team::id, Function.identity()));
    Map<String, Integer> open = handoffs.openByOwner();
    Map<String, SalesDesk.Rep> standing = desk.look(policy.calendars(), now).reps().stream()
        .collect(Collectors.toMap(SalesDesk.Rep::id, Function.identity()));
    List<Line> lines = new ArrayList<>();
    for (Rep rep : shown) {
      SalesDesk.Rep seen = standing.get(rep.id());
      BusinessCalendar calendar = seen == null ? null : RepStanding.calendar(seen, policy);
      ZoneId zone = calendar == null ? zone(rep, byId.get(rep.team())) : calendar.zone();
      String own = WorkingTimeForm.week(rep.work().hours());
      lines.add(new Line(
          rep.id(), rep.name(), rep.email(), byId.containsKey(rep.team()) ? byId.get(rep.team()).name() : rep.team(),
          rep.sample(),
          seen == null ? null : RepStanding.of(seen, policy, now, reader), away(rep, now, reader),
          open.getOrDefault(rep.id(), 0), !own.isEmpty() ? own : calendar == null ? "" : week(calendar),
          zone instanceof ZoneOffset ? "UTC" : zone.getId(),
          CLOCK.format(now.atZone(zone)), takes(rep.work())));
    }
    return lines;
  }

  private static ZoneId zone(Rep rep, @Nullable Team team) {
    String own = rep.work().timeZone();
    String teams = team == null ? null : team.timeZone();
    return own != null ? ZoneId.of(own) : teams != null ? ZoneId.of(teams) : ZoneOffset.UTC;
  }

  private static String week(BusinessCalendar calendar) {
    return calendar.alwaysOpen() ? "always" : WorkingTimeForm.inWords(calendar.hours());
  }

  private static String away(Rep rep, Instant now, ZoneId reader) {
    Instant from = rep.absentFrom();
    if (from == null || rep.absentUntil() != null && !rep.absentUntil().isAfter(now)) {
      return "";
    }
    String words = RepStanding.until(new SalesDesk.Absence(from, rep.absentUntil(), false), now, reader);
    return words.isEmpty() ? "away, with an open end" : words;
  }

  private static String takes(Work work) {
    List<String> parts = new ArrayList<>();
    for (Set<String> some : List.of(work.territories(), work.segments(), work.languages())) {
      if (!some.isEmpty()) {
        parts.add(String.join(", ", new TreeSet<>(some)));
      }
    }
    return String.join("; ", parts);
  }
}
