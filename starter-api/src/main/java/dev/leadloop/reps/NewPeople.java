package dev.leadloop.reps;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.keys.AuditStore;
import dev.leadloop.keys.AuditStore.Change;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.roster.SalesRoster;
import dev.leadloop.security.Caller;
import dev.leadloop.text.AddressFault;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds somebody to the team that the policy offers leads to, by a name and an address alone. */
@Component
public class NewPeople {
  private final RepStore reps;
  private final TeamStore teams;
  private final SalesRoster roster;
  private final PolicyCatalog policies;
  private final WorkingTimeRules times;
  private final AuditStore audit;
  private final TransactionTemplate transaction;
  private final InstantSource clock;

  NewPeople(
      RepStore reps, TeamStore teams, SalesRoster roster, PolicyCatalog policies, WorkingTimeRules times, AuditStore audit,
      TransactionTemplate transaction, InstantSource clock) {
    this.reps = reps;
    this.teams = teams;
    this.roster = roster;
    this.policies = policies;
    this.times = times;
    this.audit = audit;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Somebody to be added.
   *
   * @param manager whether told of what the team leaves undone, and offered no leads
   * @param timeZone where the person works; null or blank for the team's
   */
  public record NewPerson(@Nullable String name, @Nullable String email, boolean manager, @Nullable String timeZone) {}

  /**
   * Adds the person, and the team where there is none yet; what waited for somebody is offered at once.
   *
   * @throws ProblemException where a field does not do; nothing is changed then
   */
  public Rep add(NewPerson asked, Caller caller) {
    String name = asked.name() == null ? "" : asked.name().strip();
    if (name.isEmpty() || name.length() > RosterDesk.LONGEST_NAME) {
      throw FieldError.in("name", "is needed, of at most " + RosterDesk.LONGEST_NAME + " characters");
    }
    String email = asked.email() == null ? "" : asked.email().strip();
    if (EmailAddresses.normalise(email).isEmpty()) {
      throw FieldError.in("email", AddressFault.of(email));
    }
    String zone = asked.timeZone() == null || asked.timeZone().isBlank() ? null : asked.timeZone().strip();
    times.zone("timeZone", zone);
    return Objects.requireNonNull(transaction.execute(status -> {
      String team = team(caller);
      Work full = Work.FULL;
      Work work = new Work(
          full.weight(), full.openAtOnce(), full.perDay(), full.catchUp(), full.calendar(), zone, full.hours(), full.daysOff(),
          full.territories(), full.segments(), full.languages());
      Rep rep = new Rep(RepIds.free(name, reps), name, email, team, asked.manager(), true, null, null, work);
      roster.save(rep, caller.principal());
      audit.add(clock.instant(), new Change(
          caller.principal(), "rep_made", "rep/" + rep.id(),
          Map.of("name", name, "email", email, "team", team, "manager", asked.manager())));
      return rep;
    }));
  }

  private String team(Caller caller) {
    String team = policies.latest().routing().team();
    if (teams.all().stream().noneMatch(known -> known.id().equals(team))) {
      String name = team.substring(0, 1).toUpperCase(Locale.ROOT) + team.substring(1);
      teams.save(new Team(team, name, null, null));
      audit.add(clock.instant(), new Change(caller.principal(), "team_made", "team/" + team, Map.of("name", name)));
    }
    return team;
  }
}
