package dev.leadloop.learning;

import dev.leadloop.backtests.BacktestDesk;
import dev.leadloop.policies.DraftApprovals;
import dev.leadloop.policies.PolicyOverview;
import dev.leadloop.policyfile.PointsEdit;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.prediction.FiredRules.RuleKey;
import dev.leadloop.prediction.kept.ModelStore;
import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.SuggestedPoints;
import dev.leadloop.prediction.model.SuggestedPoints.RulePoints;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Service;

/** Makes a draft of the points that a model suggests, and has it tried on recorded lives. Nobody lives by it. */
@Service
public class PointsDrafts {
  private final ModelStore models;
  private final PolicyCatalog catalog;
  private final PolicyOverview policies;
  private final DraftApprovals drafts;
  private final BacktestDesk backtests;

  PointsDrafts(
      ModelStore models, PolicyCatalog catalog, PolicyOverview policies, DraftApprovals drafts, BacktestDesk backtests) {
    this.models = models;
    this.catalog = catalog;
    this.policies = policies;
    this.drafts = drafts;
    this.backtests = backtests;
  }

  /** A draft, such as d4, and the backtest that tells what it would change to the version in force. */
  public record Made(String draft, String backtestId) {}

  /** Makes one of a model's suggestion; ends the call where it has none for the version in force. */
  public Made make(int version, Caller caller) {
    Kept kept = models.find(version).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no version " + version + " of the predictive score. GET /api/v1/predictive-score lists them."));
    SuggestedPoints suggested = kept.trained().points();
    if (suggested == null) {
      throw Problem.REFUSED.because("Version " + version + " suggests no points: too few leads had any of the rules.");
    }
    int inForce = catalog.latest().version();
    int of = kept.trained().provenance().policyVersion();
    if (of != inForce) {
      throw Problem.REFUSED.because("Version " + version + " suggests points for the rules of policy " + of + ", and policy "
          + inForce + " is in force. Learn anew, and make a draft of that.");
    }
    Map<RuleKey, Integer> points = new HashMap<>();
    for (RulePoints rule : suggested.rules()) {
      points.put(rule.rule(), rule.suggested());
    }
    try {
      String draft = drafts.send(PointsEdit.with(policies.document(inForce).yaml(), points), caller).draft().name();
      return new Made(draft, backtests.begin(draft, new BacktestDesk.Asked(null, null, null, inForce), caller).id());
    } catch (InvalidPolicy invalid) {
      throw Problem.REFUSED.because("With the suggested points the policy could not be published: " + invalid.getMessage()
          + " Write a draft by hand that takes some of them.");
    }
  }
}
