package dev.leadloop.api.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.leadloop.api.problem.FieldError;
import dev.leadloop.email.EmailAddresses;
import dev.leadloop.store.HandoffReadStore;
import dev.leadloop.store.RepStore;
import dev.leadloop.store.TeamStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Teams and reps. */
@RestController
@Tag(name = "Sales desk")
class RosterController {
  private static final String ID = "[A-Za-z0-9._-]{1,64}";
  private static final String ID_HINT = "may have 1 to 64 letters, digits, dots, dashes";

  private final RepStore reps;
  private final TeamStore teams;
  private final HandoffReadStore handoffs;

  RosterController(RepStore reps, TeamStore teams, HandoffReadStore handoffs) {
    this.reps = reps;
    this.teams = teams;
    this.handoffs = handoffs;
  }

  /** A rep as an administrator sets one; what is left out is false, except active, or none. */
  @Schema(
      example = "{\"name\":\"First rep\",\"email\":\"rep1@vendor.example\",\"team\":\"sales\",\"active\":true}")
  record RepSet(
      @NotBlank @Size(max = 100) String name,
      @NotNull @Size(max = 254) String email,
      @NotNull @Pattern(regexp = ID, message = ID_HINT) String team,
      @Nullable @Schema(description = "gets the team's escalations") Boolean manager,
      @Nullable @Schema(description = "may get new handoffs; true when left out") Boolean active,
      @Nullable Instant absentFrom,
      @Nullable Instant absentUntil) {}

  /** A team's name. */
  @Schema(example = "{\"name\":\"Sales\"}")
  record TeamSet(@NotBlank @Size(max = 100) String name) {}

  /** A rep, with how many handoffs wait for an answer. */
  record RepFound(@JsonUnwrapped RepStore.Rep rep, int openHandoffs) {}

  /** All reps. */
  record Reps(List<RepFound> reps) {}

  /** All teams. */
  record Teams(List<TeamStore.Team> teams) {}

  @GetMapping("/api/v1/reps")
  @Operation(summary = "List reps", description = "With their open handoffs and absences.")
  Reps reps() {
    Map<String, Integer> open = handoffs.openByOwner();
    return new Reps(reps.all().stream().map(rep -> new RepFound(rep, open.getOrDefault(rep.id(), 0))).toList());
  }

  @PutMapping("/api/v1/reps/{repId}")
  @Operation(summary = "Make or change a rep", description = "The whole rep: what is left out is taken away.")
  RepStore.Rep put(
      @PathVariable @Pattern(regexp = ID, message = ID_HINT) String repId, @Valid @RequestBody RepSet rep) {
    Instant from = rep.absentFrom();
    Instant until = rep.absentUntil();
    if (from != null && until != null && !until.isAfter(from)) {
      throw FieldError.in("absentUntil", "must be later than absentFrom");
    }
    if (EmailAddresses.normalise(rep.email()).isEmpty()) {
      throw FieldError.in("email", "is not an address mail can be sent to; give one like name@example.com");
    }
    RepStore.Rep put =
        new RepStore.Rep(
            repId,
            rep.name().strip(),
            rep.email().strip(),
            rep.team(),
            Boolean.TRUE.equals(rep.manager()),
            !Boolean.FALSE.equals(rep.active()),
            from,
            until);
    try {
      reps.save(put);
    } catch (DataIntegrityViolationException noSuchTeam) {
      throw FieldError.in("team", "is not a team; make it first with PUT /api/v1/teams/{teamId}");
    }
    return put;
  }

  @GetMapping("/api/v1/teams")
  @Operation(summary = "List teams")
  Teams teams() {
    return new Teams(teams.all());
  }

  @PutMapping("/api/v1/teams/{teamId}")
  @Operation(summary = "Make or rename a team")
  TeamStore.Team put(
      @PathVariable @Pattern(regexp = ID, message = ID_HINT) String teamId, @Valid @RequestBody TeamSet team) {
    TeamStore.Team put = new TeamStore.Team(teamId, team.name().strip());
    teams.save(put);
    return put;
  }
}
