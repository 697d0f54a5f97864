package dev.leadloop.reps;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.roster.SalesRoster;
import dev.leadloop.security.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The hours, the days off, the absence and the zone that a rep sets for oneself, and nothing else of the rep. */
@Component
public class OwnHours {
  private final RepStore reps;
  private final SalesRoster roster;
  private final WorkingTimeRules rules;
  private final AuditStore audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  OwnHours(
      RepStore reps, SalesRoster roster, WorkingTimeRules rules, AuditStore audit, TransactionTemplate transaction,
      InstantSource clock) {
    this.reps = reps;
    this.roster = roster;
    this.rules = rules;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * When a rep works.
   *
   * @param timeZone null for that of the team's calendar
   * @param hours by day; empty for those of the team's calendar
   * @param absentFrom from when no leads are offered; null where not absent
   * @param absentUntil null for an open end
   */
  public record Worked(
      @Nullable String timeZone,
      Map<String, List<String>> hours,
      Set<LocalDate> daysOff,
      @Nullable Instant absentFrom,
      @Nullable Instant absentUntil) {
    static Worked of(Rep rep) {
      Work work = rep.work();
      return new Worked(work.timeZone(), work.hours(), new TreeSet<>(work.daysOff()), rep.absentFrom(), rep.absentUntil());
    }
  }

  /** The rep that the caller is; a problem for whoever is none. */
  public Rep rep(Caller caller) {
    String id = caller.repId();
    return id == null
        ? refuse()
        : reps.find(id).orElseThrow(() -> Problem.NOT_FOUND.because("There is no rep '" + id + "'."));
  }

  private static Rep refuse() {
    throw Problem.FORBIDDEN.because("Only a rep has hours of one's own. An administrator sets those of reps.");
  }

  /**
   * Sets them for whoever calls; an absence moves what that rep has not answered when it begins.
   *
   * @throws ProblemException where a field does not do; nothing is changed then
   */
  public void set(Caller caller, Worked worked) {
    rules.absence(worked.absentFrom(), worked.absentUntil());
    rules.zone("timeZone", worked.timeZone());
    rules.hours(worked.hours());
    rules.daysOff(worked.daysOff());
    transaction.executeWithoutResult(status -> {
      Rep before = rep(caller);
      Rep after = with(before, worked);
      if (!after.equals(before)) {
        roster.save(after, caller.principal());
        audit.add(clock.instant(), new Change(
            caller.principal(), "rep_changed", "rep/" + before.id(), difference(Worked.of(before), Worked.of(after))));
      }
    });
  }

  private static Rep with(Rep rep, Worked worked) {
    Work work = rep.work();
    return new Rep(
        rep.id(), rep.name(), rep.email(), rep.team(), rep.manager(), rep.active(), worked.absentFrom(), worked.absentUntil(),
        new Work(
            work.weight(), work.openAtOnce(), work.perDay(), work.catchUp(), work.calendar(), worked.timeZone(), worked.hours(),
            Set.copyOf(worked.daysOff()), work.territories(), work.segments(), work.languages()));
  }

  private static Map<String, Object> difference(Worked was, Worked now) {
    Map<String, Object> difference = new LinkedHashMap<>();
    changed(difference, "timeZone", was.timeZone(), now.timeZone());
    changed(difference, "hours", inWords(was.hours()), inWords(now.hours()));
    changed(difference, "daysOff", was.daysOff(), now.daysOff());
    changed(difference, "absentFrom", was.absentFrom(), now.absentFrom());
    changed(difference, "absentUntil", was.absentUntil(), now.absentUntil());
    return difference;
  }

  private static String inWords(Map<String, List<String>> hours) {
    return hours.isEmpty() ? "none of their own"
        : hours.entrySet().stream().map(day -> day.getKey() + " " + String.join(" and ", day.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static void changed(Map<String, Object> difference, String field, @Nullable Object was, @Nullable Object now) {
    if (!String.valueOf(was).equals(String.valueOf(now))) {
      difference.put(field, Map.of("from", String.valueOf(was), "to", String.valueOf(now)));
    }
  }
}
