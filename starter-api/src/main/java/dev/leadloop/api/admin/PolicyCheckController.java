package dev.leadloop.api.admin;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.policies.PolicyLook;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.check.PolicyReport;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.problem.Problem;
import dev.leadloop.view.PolicyReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a document would change and what is to be said of it, before and after it is published. */
@RestController
@Tag(name = "Policies")
class PolicyCheckController {
  private final PolicyReadStore policies;
  private final PolicyCatalog catalog;
  private final PolicyLook look;

  PolicyCheckController(PolicyReadStore policies, PolicyCatalog catalog, PolicyLook look) {
    this.policies = policies;
    this.catalog = catalog;
    this.look = look;
  }

  /**
   * What there is to say of a document.
   *
   * @param valid whether it could be published
   * @param errors for which it could not
   * @param warnings what its authors may want to look at
   * @param against the version in force, which it was compared with
   * @param changes what it says otherwise than that
   */
  @Schema(name = "PolicyValidation")
  record ValidationResponse(
      boolean valid,
      List<InvalidPolicy.Problem> errors,
      List<InvalidPolicy.Problem> warnings,
      int against,
      List<ChangeView> changes) {}

  @PostMapping(path = "/api/v1/policies/validate", consumes = {"application/yaml", MediaType.TEXT_PLAIN_VALUE})
  @Operation(
      summary = "Look a policy document over",
      description = "Publishes nothing. Tells every error and every warning with its line, such as a threshold that no lead can"
          + " reach, a rule that never fires, a sequence that never ends, or a step that is gone while leads stand there; and"
          + " what the document says otherwise than the version in force.")
  ValidationResponse validate(@RequestBody String document) {
    PolicyLook.refuseUnreadable(document, "");
    LeadPolicy inForce = catalog.latest();
    PolicyReport report = look.at(document, inForce);
    LeadPolicy policy = report.policy();
    return new ValidationResponse(
        policy != null, report.errors(), report.warnings(), inForce.version(),
        policy == null ? List.of() : ChangeView.between(inForce, policy));
  }

  /** What one version says otherwise than another. */
  @Schema(name = "PolicyDiff")
  record DiffView(int from, int to, List<ChangeView> changes) {}

  @AlsoAnswers(404)
  @GetMapping("/api/v1/policies/{version}/diff")
  @Operation(
      summary = "Compare two policy versions",
      description = "In words, by sections of the document. How a document is written plays no part: where both say the same,"
          + " there are no changes.")
  DiffView diff(
      @PathVariable int version, @Parameter(description = "the number of the version to compare with") @RequestParam int from) {
    return new DiffView(from, version, ChangeView.between(known(from), known(version)));
  }

  private LeadPolicy known(int version) {
    if (policies.document(version).isEmpty()) {
      throw Problem.NOT_FOUND.because("There is no policy version " + version + ". GET /api/v1/policies lists them.");
    }
    return catalog.version(version);
  }
}
