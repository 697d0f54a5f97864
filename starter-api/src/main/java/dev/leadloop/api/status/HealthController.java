package dev.leadloop.api.status;

import dev.leadloop.checks.Readiness;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the process lives and whether its servers answer. */
@RestController
@Tag(name = "Health")
class HealthController {
  private final Readiness readiness;

  HealthController(Readiness readiness) {
    this.readiness = readiness;
  }

  /** The process answers. */
  @Schema(name = "HealthLive")
  record LivenessView(String status) {}

  @GetMapping("/healthz")
  @Operation(summary = "Is the process alive?", description = "Asks nobody else.")
  LivenessView live() {
    return new LivenessView("up");
  }

  @GetMapping("/readyz")
  @Operation(
      summary = "Do its servers answer?",
      description =
          "503 while the database is away, and only then: no instance could take anything. While Temporal alone is away the"
              + " status is degraded with 200: intake and answers are still taken. Where some leads stand still for over a"
              + " minute it is attention with 200, since the others go on: how many, since when and why is in standing."
              + " What is wrong, and what to do about it, is in wrong: it is attention, too, where mail is refused, the disk"
              + " of the"
              + " data folder is nearly full or the tables are of an older version, and while the provider that people"
              + " sign in at does not answer (signInProvider): they sign in by password meanwhile.",
      responses = {
        @ApiResponse(
            responseCode = "200",
            description = "OK",
            content = @Content(schema = @Schema(implementation = Readiness.ReadinessView.class))),
        @ApiResponse(
            responseCode = "503",
            description = "The database cannot be reached",
            content = @Content(schema = @Schema(implementation = Readiness.ReadinessView.class)))
      })
  ResponseEntity<Readiness.ReadinessView> ready() {
    Readiness.ReadinessView state = readiness.check();
    return ResponseEntity.status(state.databaseUp() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).body(state);
  }
}
