package dev.leadloop.api.measures;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.measures.rebuild.Rebuild;
import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Makes the facts that measures are counted from anew out of the journal. */
@RestController
@Tag(name = "Measures")
class RebuildController {
  private final Rebuilding rebuilding;
  private final AuditTrail audit;

  RebuildController(Rebuilding rebuilding, AuditTrail audit) {
    this.rebuilding = rebuilding;
    this.audit = audit;
  }

  /** How far it is. */
  @Schema(name = "MeasuresRebuild")
  record RebuildView(
      int run,
      String orderedBy,
      Instant orderedAt,
      @Schema(description = "how many leads there were when it was ordered") int leads,
      int looked,
      @Schema(description = "of how many the facts were others than their journal gives") int changed,
      @Schema(description = "how many journals could not be read; the facts of those leads stay as they are") int failed,
      @Nullable @Schema(description = "not there while it runs") Instant finishedAt) {}

  @PostMapping("/api/v1/measures/rebuild")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Make the facts of measures anew",
      description = "Each lead's facts are made again out of its journal and put right where they were others. Everything goes"
          + " on meanwhile, and measures can be read. Where it is under way, this tells how far it is.")
  RebuildView order(Caller caller) {
    audit.change(
        caller, () -> rebuilding.order(caller.principal()),
        ordered -> ordered ? new Note("measures_rebuild_ordered", "measures", Map.of()) : null);
    return rebuild();
  }

  @GetMapping("/api/v1/measures/rebuild")
  @Operation(summary = "How far making the facts of measures anew is", description = "The one that was ordered last.")
  RebuildView rebuild() {
    return rebuilding.latest().map(RebuildController::view).orElseThrow(() -> Problem.NOT_FOUND.because(
        "The facts of measures were never made anew. POST /api/v1/measures/rebuild orders it."));
  }

  private static RebuildView view(Rebuild rebuild) {
    return new RebuildView(
        rebuild.run(), rebuild.orderedBy(), rebuild.orderedAt(), rebuild.leads(), rebuild.looked(), rebuild.changed(),
        rebuild.failed(), rebuild.finishedAt());
  }
}
