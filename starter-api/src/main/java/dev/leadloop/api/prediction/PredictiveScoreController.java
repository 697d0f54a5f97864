package dev.leadloop.api.prediction;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.learning.PointsDrafts;
import dev.leadloop.learning.ScoreDesk;
import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.Evaluation;
import dev.leadloop.prediction.model.SuggestedPoints;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.prediction.model.Trained.Provenance;
import dev.leadloop.prediction.training.Learning;
import dev.leadloop.prediction.training.Learnings;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private final Learnings learnings;
  private final ScoreDesk orders;
  private final PointsDrafts drafts;

  PredictiveScoreController(ModelDesk desk, Learnings learnings, ScoreDesk orders, PointsDrafts drafts) {
    this.desk = desk;
    this.learnings = learnings;
    this.orders = orders;
    this.drafts = drafts;
  }

  /**
   * How the score stands.
   *
   * @param learning whether it is being learned just now
   * @param looked how many leads have been looked at, this time or the last
   * @param leads about how many there are
   * @param said why nothing was learned the last time, or why what was learned waits for a person; null for neither
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
    Optional<Learning> last = learnings.latest();
    return new PredictiveScoreView(
        last.map(Learning::running).orElse(false), last.map(Learning::looked).orElse(0), last.map(Learning::leads).orElse(0),
        last.map(Learning::said).orElse(null), desk.inUse().map(Kept::version).orElse(null),
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
    orders.learn(caller);
    return score();
  }

  @AlsoAnswers(404)
  @PostMapping("/api/v1/predictive-score/{version}/use")
  @Operation(summary = "Use a version of the predictive score", description = "An older one, or one that is worse, too.")
  PredictiveScoreView use(@PathVariable int version, Caller caller) {
    if (!orders.use(version, caller)) {
      throw Problem.NOT_FOUND.because(
          "There is no version " + version + " of the predictive score. GET /api/v1/predictive-score lists them.");
    }
    return score();
  }

  /**
   * What was made of suggested points.
   *
   * @param draft of a policy, such as d4; nobody lives by it
   * @param backtestId of the backtest that tells what it would change to the version in force
   */
  @Schema(name = "SuggestedPointsDraft")
  record PointsDraftView(String draft, String backtestId) {}

  @AlsoAnswers({404, 409})
  @PostMapping("/api/v1/predictive-score/{version}/draft")
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Make a policy draft of suggested points",
      description = "The document of the version in force with the points that this version of the score suggests, each as near"
          + " as its rule may have, as a draft like any other; a backtest of it against the version in force is begun. Nothing is"
          + " published by it.")
  PointsDraftView draft(@PathVariable int version, Caller caller) {
    PointsDrafts.Made made = drafts.make(version, caller);
    return new PointsDraftView(made.draft(), made.backtestId());
  }

  private static ModelView view(Kept kept) {
    return new ModelView(
        kept.version(), kept.madeAt(), kept.madeBy(), kept.trained().provenance(), kept.trained().evaluation(),
        kept.trained().byHand(), kept.trained().leftOut(), kept.trained().points(), kept.usedAt(), kept.usedBy());
  }
}
