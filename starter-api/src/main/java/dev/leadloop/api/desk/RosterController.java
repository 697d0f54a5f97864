package dev.leadloop.api.desk;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.TeamStore;
import dev.leadloop.reps.RosterDesk;
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
import org.jspecify.annotations.Nullable;
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
  private final RepStore reps;
  private final TeamStore teams;
  private final HandoffReadStore handoffs;
  private final RosterDesk desk;

  RosterController(RepStore reps, TeamStore teams, HandoffReadStore handoffs, RosterDesk desk) {
    this.reps = reps;
    this.teams = teams;
    this.handoffs = handoffs;
    this.desk = desk;
  }

  /** A team's name and hours. */
  @Schema(name = "RosterTeamSet", example = "{\"name\":\"Sales\",\"calendar\":\"office\",\"timeZone\":\"Europe/Berlin\"}")
  record TeamRequest(
      @NotBlank @Size(max = RosterDesk.LONGEST_NAME) String name,
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
      @PathVariable @Pattern(regexp = RosterDesk.ID, message = RosterDesk.ID_HINT) String repId,
      @Valid @RequestBody RepRequest set, Caller caller) {
    RepStore.Rep rep = desk.set(set.rep(repId), caller);
    return RepView.of(rep, handoffs.openByOwner().getOrDefault(repId, 0));
  }

  @PostMapping("/api/v1/reps/{repId}/leave")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Take a rep out who leaves",
      description =
          "The rep is never chosen again, the rep's keys end, and every open handoff and accepted lead of the rep goes to"
              + " another. Calling it again does no harm. PUT the rep as active to take it back.")
  LeaveResponse leave(@PathVariable @Pattern(regexp = RosterDesk.ID, message = RosterDesk.ID_HINT) String repId, Caller caller) {
    return LeaveResponse.of(desk.leave(repId, caller));
  }

  @GetMapping("/api/v1/teams")
  @Operation(summary = "List teams")
  TeamsView teams() {
    return new TeamsView(teams.all().stream().map(TeamView::of).toList());
  }

  @PutMapping("/api/v1/teams/{teamId}")
  @Operation(summary = "Make or change a team")
  TeamView put(
      @PathVariable @Pattern(regexp = RosterDesk.ID, message = RosterDesk.ID_HINT) String teamId,
      @Valid @RequestBody TeamRequest team,
      Caller caller) {
    return TeamView.of(desk.set(new TeamStore.Team(teamId, team.name(), team.calendar(), team.timeZone()), caller));
  }
}
