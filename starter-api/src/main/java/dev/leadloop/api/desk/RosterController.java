package dev.leadloop.api.desk;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.keys.ApiKeyStore;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.roster.SalesRoster;
import dev.leadloop.security.Caller;
import dev.leadloop.view.HandoffReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Teams and reps. */
@RestController
@Tag(name = "Sales desk")
class RosterController {
  static final String ID = "[A-Za-z0-9._-]{1,64}";
  static final String ID_HINT = "may have 1 to 64 letters, digits, dots, dashes";

  private final RepStore reps;
  private final TeamStore teams;
  private final SalesRoster roster;
  private final HandoffReadStore handoffs;
  private final RosterChecks checks;
  private final ApiKeyStore keys;
  private final AuditTrail audit;

  RosterController(
      RepStore reps,
      TeamStore teams,
      SalesRoster roster,
      HandoffReadStore handoffs,
      RosterChecks checks,
      ApiKeyStore keys,
      AuditTrail audit) {
    this.reps = reps;
    this.teams = teams;
    this.roster = roster;
    this.handoffs = handoffs;
    this.checks = checks;
    this.keys = keys;
    this.audit = audit;
  }

  /** A team's name and hours. */
  @Schema(name = "RosterTeamSet", example = "{\"name\":\"Sales\",\"calendar\":\"office\",\"timeZone\":\"Europe/Berlin\"}")
  record TeamRequest(
      @NotBlank @Size(max = 100) String name,
      @Nullable @Schema(description = "calendar of the policy in which answer times of this team are counted") String calendar,
      @Nullable @Schema(description = "where the team works, such as Europe/Berlin") String timeZone) {}

  /** All reps. */
  @Schema(name = "RosterReps")
  record RepsView(List<RepView> reps) {}

  /** All teams. */
  @Schema(name = "RosterTeams")
  record TeamsView(List<TeamView> teams) {}

  /**
   * A team as it stands.
   *
   * @param calendar of the policy, in which its answer times are counted; null for the class's own
   * @param timeZone where it works; null for the calendar's zone
   */
  @Schema(name = "Team")
  record TeamView(String id, String name, @Nullable String calendar, @Nullable String timeZone) {
    static TeamView of(TeamStore.Team team) {
      return new TeamView(team.id(), team.name(), team.calendar(), team.timeZone());
    }
  }

  /** A rep who has left, and the leads that go to others. */
  @Schema(name = "SalesRosterLeft")
  record LeaveResponse(String rep, List<String> moved) {
    static LeaveResponse of(SalesRoster.Left left) {
      return new LeaveResponse(left.rep(), left.moved());
    }
  }

  @GetMapping("/api/v1/reps")
  @Operation(summary = "List reps", description = "With what they take on, their open handoffs and absences.")
  RepsView reps() {
    Map<String, Integer> open = handoffs.openByOwner();
    return new RepsView(reps.all().stream().map(rep -> RepView.of(rep, open.getOrDefault(rep.id(), 0))).toList());
  }

  @PutMapping("/api/v1/reps/{repId}")
  @Operation(
      summary = "Make or change a rep",
      description =
          "The whole rep: what is left out is taken away. An absence moves the rep's unanswered handoffs when it begins.")
  RepView put(
      @PathVariable @Pattern(regexp = ID, message = ID_HINT) String repId, @Valid @RequestBody RepRequest set, Caller caller) {
    RepStore.Rep rep = checks.rep(repId, set);
    try {
      audit.change(
          caller,
          () -> {
            RepStore.Rep before = reps.find(repId).orElse(null);
            roster.save(rep, caller.principal());
            return Optional.ofNullable(before);
          },
          before -> changed("rep", repId, before.orElse(null), rep));
    } catch (DataIntegrityViolationException noSuchTeam) {
      throw FieldError.in("team", "is not a team; make it first with PUT /api/v1/teams/{teamId}");
    }
    return RepView.of(rep, handoffs.openByOwner().getOrDefault(repId, 0));
  }

  @PostMapping("/api/v1/reps/{repId}/leave")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Take a rep out who leaves",
      description =
          "The rep is never chosen again, the rep's keys end, and every open handoff and accepted lead of the rep goes to"
              + " another. Calling it again does no harm. PUT the rep as active to take it back.")
  LeaveResponse leave(@PathVariable @Pattern(regexp = ID, message = ID_HINT) String repId, Caller caller) {
    return audit
        .change(
            caller,
            () -> {
              keys.ofRep(repId).forEach(key -> audit.say(caller, ended(key)));
              boolean there = reps.find(repId).map(RepStore.Rep::active).orElse(false);
              return new Leaving(there, roster.leave(repId, caller.principal()));
            },
            leaving ->
                leaving.wasThere()
                    ? new Note("rep_left", "rep/" + repId, Map.of("leadsMoved", leaving.moved()))
                    : null)
        .left()
        .map(LeaveResponse::of)
        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no rep '" + repId + "'. GET /api/v1/reps lists them."));
  }

  @GetMapping("/api/v1/teams")
  @Operation(summary = "List teams")
  TeamsView teams() {
    return new TeamsView(teams.all().stream().map(TeamView::of).toList());
  }

  @PutMapping("/api/v1/teams/{teamId}")
  @Operation(summary = "Make or change a team")
  TeamView put(
      @PathVariable @Pattern(regexp = ID, message = ID_HINT) String teamId,
      @Valid @RequestBody TeamRequest team,
      Caller caller) {
    checks.calendar("calendar", team.calendar());
    checks.zone("timeZone", team.timeZone());
    TeamStore.Team put = new TeamStore.Team(teamId, team.name().strip(), team.calendar(), team.timeZone());
    audit.change(
        caller,
        () -> {
          TeamStore.Team before =
              teams.all().stream().filter(known -> known.id().equals(teamId)).findFirst().orElse(null);
          teams.save(put);
          return Optional.ofNullable(before);
        },
        before -> changed("team", teamId, before.orElse(null), put));
    return TeamView.of(put);
  }

  private record Leaving(boolean wasThere, Optional<SalesRoster.Left> left) {
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

  private static Note ended(ApiKeyStore.KeyRow key) {
    return new Note("key_revoked", "key/" + key.keyId(), Map.of("name", key.name(), "why", "the rep left"));
  }
}
