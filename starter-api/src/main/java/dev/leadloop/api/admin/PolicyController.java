package dev.leadloop.api.admin;

import dev.leadloop.api.audit.AuditTrail;
import dev.leadloop.api.audit.AuditTrail.Note;
import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.lead.Principal;
import dev.leadloop.policies.PolicyLook;
import dev.leadloop.policies.PolicySettings;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.problem.Problem;
import dev.leadloop.security.Caller;
import dev.leadloop.security.CallerKeys;
import dev.leadloop.view.PolicyReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The rules that marketing and sales own together, by version. */
@RestController
@Tag(name = "Policies")
class PolicyController {
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

  private final PolicyReadStore policies;
  private final PolicyCatalog catalog;
  private final PolicyLook look;
  private final PolicySettings settings;
  private final CallerKeys keys;
  private final AuditTrail audit;

  PolicyController(PolicyReadStore policies, PolicyCatalog catalog, PolicyLook look, PolicySettings settings, CallerKeys keys,
      AuditTrail audit) {
    this.policies = policies;
    this.catalog = catalog;
    this.look = look;
    this.settings = settings;
    this.keys = keys;
    this.audit = audit;
  }

  /** All versions, the newest first. */
  @Schema(name = "PolicyVersions")
  record VersionsView(List<PolicyReadStore.Version> policies) {}

  @GetMapping("/api/v1/policies")
  @Operation(summary = "List policy versions")
  VersionsView versions() {
    return new VersionsView(policies.versions());
  }

  /**
   * A version that was published.
   *
   * @param warnings what its authors may want to look at, each with its line
   */
  @Schema(name = "PolicyPublished")
  record PublishResponse(int version, String contentHash, String rollout, List<InvalidPolicy.Problem> warnings) {}

  @AlsoAnswers({409, 422})
  @PostMapping(path = "/api/v1/policies", consumes = {"application/yaml", MediaType.TEXT_PLAIN_VALUE})
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(
      summary = "Publish a policy version",
      description = "The whole document, in YAML. New leads live by it from now on; those there are stay with theirs until it is"
          + " rolled out. The document that new leads live by already keeps its version; an older one is published anew."
          + " With an Idempotency-Key the same order given again changes nothing. Every mistake is told with its line, and so is"
          + " what may be worth a look, such as a country named as a whole where most of its parts have more holidays.")
  PublishResponse publish(
      @RequestBody String document,
      @RequestHeader(name = "Idempotency-Key", required = false)
          @Pattern(regexp = "[!-~]{1,128}", message = "may have 1 to 128 visible ASCII characters")
          @Nullable String key,
      Caller caller) {
    if (!settings.direct()) {
      throw Problem.REFUSED.because("Nothing was published. Here a policy is published by its draft, which marketing and sales"
          + " approve of: POST /api/v1/policies/drafts.");
    }
    PolicyLook.refuseUnreadable(document, "Nothing was published. ");
    try {
      LeadPolicy before = catalog.latest();
      Principal by = caller.principal();
      int version = audit.change(
          caller,
          () -> catalog.publish(document, by.toString(), key == null ? null : keys.kept(by, key)),
          published -> published <= before.version() ? null : new Note("policy_published", "policy/" + published,
              Map.of("contentHash", PolicyFiles.contentHash(document))));
      LeadPolicy policy = catalog.version(version);
      return new PublishResponse(
          policy.version(), policy.contentHash(), "/api/v1/policies/" + policy.version() + "/rollout",
          look.at(document, before).warnings());
    } catch (InvalidPolicy invalid) {
      throw Problem.INVALID.because("Nothing was published. " + invalid.getMessage())
          .and("errors", invalid.problems());
    } catch (PolicyCatalog.KeyReused reused) {
      throw Problem.IDEMPOTENCY_MISMATCH.because(
          "Nothing was published: this Idempotency-Key of yours published version " + reused.version()
              + ", which is another document. Use another key, or none.");
    }
  }

  @GetMapping(path = "/api/v1/policies/{version}", produces = "application/yaml")
  @Operation(
      summary = "Read a policy version",
      description = "The document as it was published, in YAML.",
      responses =
          @ApiResponse(
              responseCode = "200",
              description = "OK",
              content = @Content(mediaType = "application/yaml", schema = @Schema(types = "object"))))
  ResponseEntity<String> document(@PathVariable int version) {
    return policies
        .document(version)
        .map(yaml -> ResponseEntity.ok().contentType(YAML).body(yaml))
        .orElseThrow(
            () ->
                Problem.NOT_FOUND.because("There is no policy version " + version + ". GET /api/v1/policies lists them."));
  }
}
