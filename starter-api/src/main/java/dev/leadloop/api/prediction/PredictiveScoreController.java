package dev.leadloop.api.prediction;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.Evaluation;
import dev.leadloop.prediction.model.SuggestedPoints;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.prediction.model.Trained.Provenance;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.prediction.training.ModelDesk.Standing;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The score that is learned from outcomes: how good it is, learning it anew, and which version is used. */
@RestController
@Tag(name = "Policies")
class PredictiveScoreController {
  private static final int SHOWN = 20;

  private final ModelDesk desk;
  private final AuditTrail audit;

  PredictiveScoreController(ModelDesk desk, AuditTrail audit) {
    this.desk = desk;
    this.audit = audit;
  }

  /**
   * How the score stands.
   *
   * @param learning whether this process is learning it just now, and how many of the leads it has looked at
   * @param said why nothing was learned the last time; null where something was, or nothing was tried
   * @param inUse the version that predicts; null where none does
   * @param models the newest versions, the newest first
   */
  @Schema(name = "PredictiveScore")
  record PredictiveScoreView(
      boolean learning, int looked, int leads, @Nullable String said, @Nullable Integer inUse, List<ModelView> models) {}

  /**
   * A version.
   *
   * @param byHand how good the policy's own score is for the same leads
   * @param leftOut fields that it may not learn from, and why
   * @param points what the rules of the policy would give by what was learned of them, beside today's; null for none
   * @param usedAt since when it was used; null where it never was
   */
  @Schema(name = "PredictiveModel")
  record ModelView(
      int version, Instant madeAt, String madeBy, Provenance provenance, Evaluation evaluation, Evaluation byHand,
      List<Suspicion> leftOut, @Nullable SuggestedPoints points, @Nullable Instant usedAt, @Nullable String usedBy) {}

  @GetMapping("/api/v1/predictive-score")
  @Operation(
      summary = "How good the predictive score is",
      description = "Each version with what it was learned from, how good it is for leads that came later, and the fields that"
          + " it may not learn from, with the reason.")
  PredictiveScoreView score() {
    Standing standing = desk.standing();
    return new PredictiveScoreView(
        standing.learning(), standing.looked(), standing.leads(), standing.said(), desk.inUse().map(Kept::version).orElse(null),
        desk.newest(SHOWN).stream().map(PredictiveScoreController::view).toList());
  }

  @PostMapping("/api/v1/predictive-score/learn")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Learn the predictive score anew",
      description = "From all leads of which it is known by now what became of them. The new version is used at once unless it"
          + " is worse for the latest leads than the one in use: then it waits for a person. Where it is under way, this tells"
          + " how far it is.")
  PredictiveScoreView learn(Caller caller) {
    audit.change(caller, () -> desk.begin(caller.principal()),
        begun -> begun ? new Note("predictive_score_ordered", "predictive-score", Map.of()) : null);
    return score();
  }

  @AlsoAnswers(404)
  @PostMapping("/api/v1/predictive-score/{version}/use")
  @Operation(summary = "Use a version of the predictive score", description = "An older one, or one that is worse, too.")
  PredictiveScoreView use(@PathVariable int version, Caller caller) {
    boolean used = audit.change(caller, () -> desk.use(version, caller.principal()),
        done -> done ? new Note("predictive_score_used", "predictive-score/" + version, Map.of()) : null);
    if (!used) {
      throw Problem.NOT_FOUND.because(
          "There is no version " + version + " of the predictive score. GET /api/v1/predictive-score lists them.");
    }
    return score();
  }

  private static ModelView view(Kept kept) {
    return new ModelView(
        kept.version(), kept.madeAt(), kept.madeBy(), kept.trained().provenance(), kept.trained().evaluation(),
        kept.trained().byHand(), kept.trained().leftOut(), kept.trained().points(), kept.usedAt(), kept.usedBy());
  }
}
