package dev.leadloop.reps;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.desk.AccountOwnerStore;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.desk.TeamStore.Team;
import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.keys.ApiKeyStore.KeyRow;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.roster.SalesRoster;
import dev.leadloop.roster.SalesRoster.Left;
import dev.leadloop.security.Caller;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Makes and changes reps and teams and takes reps out, each with its line in the audit; calls and pages both do it here. */
@Component
public class RosterDesk {
  /** What the id of a rep or a team looks like. */
  public static final String ID = "[A-Za-z0-9._-]{1,64}";

  /** The same in words, to be read after the field's name. */
  public static final String ID_HINT = "may have 1 to 64 letters, digits, dots, dashes";

  /** Characters of a name. */
  public static final int LONGEST_NAME = 100;

  /** Characters of an address. */
  public static final int LONGEST_ADDRESS = 254;

  /** The greatest share in relation to the others'. */
  public static final int MOST_WEIGHT = 100;

  /** The greatest limit of leads at once or a day. */
  public static final int MOST_LEADS = 10_000;

  /** Days off that are kept of a rep. */
  public static final int MOST_DAYS_OFF = 100;

  private final RepStore reps;
  private final TeamStore teams;
  private final AccountOwnerStore owners;
  private final SalesRoster roster;
  private final RosterRules rules;
  private final ApiKeyStore keys;
  private final AuditTrail audit;

  RosterDesk(
      RepStore reps, TeamStore teams, AccountOwnerStore owners, SalesRoster roster, RosterRules rules, ApiKeyStore keys,
      AuditTrail audit) {
    this.reps = reps;
    this.teams = teams;
    this.owners = owners;
    this.roster = roster;
    this.rules = rules;
    this.keys = keys;
    this.audit = audit;
  }

  /**
   * Makes the rep, or sets all of it; an absence moves what the rep has not answered when it begins.
   *
   * @throws ProblemException where a field does not do; nothing is changed then
   */
  public Rep set(Rep asked, Caller by) {
    return set(asked, before -> {}, by);
  }

  /**
   * The same for somebody who looked at the rep before.
   *
   * @param seen what {@link #mark} says of the rep as it was looked at
   * @throws ProblemException besides where somebody has changed the rep since
   */
  public Rep change(Rep asked, String seen, Caller by) {
    return set(asked, before -> {
      if (before.filter(rep -> mark(rep).equals(seen)).isEmpty()) {
        throw Problem.REFUSED.because(
            "Nothing was changed: somebody has changed " + asked.name() + " meanwhile. Look at it as it is now and set"
                + " it again.");
      }
    }, by);
  }

  /** Sets all of a rep where whoever looks at the one before, if there is one, lets it be. */
  private Rep set(Rep asked, Consumer<Optional<Rep>> look, Caller by) {
    Rep rep = rules.checked(asked);
    try {
      audit.change(
          by,
          () -> {
            roster.alone();
            Optional<Rep> before = reps.find(rep.id());
            look.accept(before);
            roster.save(rep, by.principal());
            return before;
          },
          before -> changed("rep", rep.id(), before.orElse(null), rep));
      return rep;
    } catch (DataIntegrityViolationException noSuchTeam) {
      throw FieldError.in("team", "is not a team; make it first with PUT /api/v1/teams/{teamId}, or under Teams");
    }
  }

  /** What tells a rep as it stands from the same as it stood. */
  public static String mark(Rep rep) {
    return UUID.nameUUIDFromBytes(rep.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }

  /**
   * Adds a rep who takes a full share of a team's leads, or a manager, under an id made of the name.
   *
   * @throws ProblemException where a field does not do; nothing is changed then
   */
  public Rep add(String name, String email, String team, boolean manager, Caller by) {
    return set(new Rep(RepIds.free(name, reps), name, email, team, manager, true, null, null, Work.FULL),
        before -> before.ifPresent(rep -> {
      throw Problem.REFUSED.because("Nothing was changed: " + rep.name() + " was added meanwhile under the id " + rep.id()
          + ". Send it once more.");
    }), by);
  }

  /**
   * Takes a rep out for good: the rep is never chosen again, and leads, keys and sign-in end with the rep. Done again it does
   * no harm.
   *
   * @throws ProblemException where there is no such rep
   */
  public Left leave(String repId, Caller by) {
    return audit
        .change(
            by,
            () -> {
              roster.alone();
              keys.ofRep(repId).forEach(key -> audit.say(by, ended(key)));
              boolean there = reps.find(repId).map(Rep::active).orElse(false);
              return new Leaving(there, roster.leave(repId, by.principal()));
            },
            leaving ->
                leaving.wasThere()
                    ? new Note("rep_left", "rep/" + repId, Map.of("leadsMoved", leaving.moved()))
                    : null)
        .left()
        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no rep '" + repId + "'. GET /api/v1/reps lists them."));
  }

  /**
   * What taking a rep out would do now.
   *
   * @param open handoffs that wait for the rep's answer and go to others
   * @param accepted leads that the rep has accepted and that go to others
   * @param keys of the rep that end
   * @param accounts whose owner the rep is, and which nobody else is given by that
   */
  public record Parting(int open, int accepted, int keys, long accounts) {}

  /** What taking that rep out would do now. */
  public Parting parting(String repId) {
    SalesRoster.With with = roster.with(repId);
    return new Parting(with.open(), with.accepted(), keys.ofRep(repId).size(),
        owners.all().stream().filter(account -> account.rep().equals(repId)).count());
  }

  /**
   * Makes the team, or sets all of it.
   *
   * @throws ProblemException where a field does not do; nothing is changed then
   */
  public Team set(Team asked, Caller by) {
    return set(asked, false, by);
  }

  private Team set(Team asked, boolean fresh, Caller by) {
    Team team = rules.checked(asked);
    audit.change(
        by,
        () -> {
          roster.alone();
          Team before = find(team.id()).orElse(null);
          if (fresh && before != null) {
            throw taken(before);
          }
          teams.save(team);
          return Optional.ofNullable(before);
        },
        before -> changed("team", team.id(), before.orElse(null), team));
    return team;
  }

  /**
   * Adds a team under an id made of the name.
   *
   * @throws ProblemException where a field does not do, or there is a team of that id; nothing is changed then
   */
  public Team add(String name, @Nullable String calendar, @Nullable String timeZone, Caller by) {
    String id = RepIds.readable(name, "team");
    return set(new Team(id, name, calendar, timeZone), true, by);
  }

  private static ProblemException taken(Team there) {
    return FieldError.in("name", "makes the id '" + there.id() + "', which the team " + there.name() + " has; choose another");
  }

  private Optional<Team> find(String teamId) {
    return teams.all().stream().filter(known -> known.id().equals(teamId)).findFirst();
  }

  private record Leaving(boolean wasThere, Optional<Left> left) {
    int moved() {
      return left.map(moved -> moved.moved().size()).orElse(0);
    }
  }

  private @Nullable Note changed(String what, String id, @Nullable Object before, Object after) {
    Map<String, Object> difference = audit.difference(before, after);
    return difference.isEmpty()
        ? null
        : new Note(what + (before == null ? "_made" : "_changed"), what + "/" + id, difference);
  }

  private static Note ended(KeyRow key) {
    return new Note("key_revoked", "key/" + key.keyId(), Map.of("name", key.name(), "why", "the rep left"));
  }
}
