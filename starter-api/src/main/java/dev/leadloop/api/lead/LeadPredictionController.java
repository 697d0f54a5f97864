package dev.leadloop.api.lead;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.prediction.model.PredictiveModel.Factor;
import dev.leadloop.prediction.training.ModelDesk;
import dev.leadloop.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What the learned score foretells of a lead. */
@RestController
@Tag(name = "Leads")
class LeadPredictionController {
  private final LeadPages pages;
  private final ModelDesk models;

  LeadPredictionController(LeadPages pages, ModelDesk models) {
    this.pages = pages;
    this.models = models;
  }

  /**
   * How likely it is that a lead is won.
   *
   * @param version of the score that says so
   * @param probability from 0 to 1
   * @param score the same from 0 to 100
   * @param factors what weighs most beside the usual lead, the weightiest first; by how much each multiplies the odds
   * @param outcomes how many the version has seen, those that it was held against among them
   * @param baseRate the share that was won of those it learned from
   */
  @Schema(name = "LeadPrediction")
  record LeadPredictionView(String leadId, int version, double probability, int score, List<Factor> factors, int outcomes,
      double baseRate) {}

  @AlsoAnswers(404)
  @GetMapping("/api/v1/leads/{id}/predictive-score")
  @Operation(
      summary = "Read how likely the lead is won",
      description = "By the version of the predictive score that is in use and all that is known of the lead now. What a decision"
          + " went by stands with its score.")
  LeadPredictionView ofLead(@PathVariable String id) {
    var lead = pages.known(id);
    return models.predict(lead)
        .map(found -> new LeadPredictionView(
            lead.leadId().value(), found.version(), found.probability(), found.score(), found.factors(),
            found.outcomes(), found.baseRate()))
        .orElseThrow(() -> Problem.NOT_FOUND.because("There is no predictive score yet. GET /api/v1/predictive-score says why."));
  }
}
