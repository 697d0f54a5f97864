package dev.leadloop.api.admin;

import dev.leadloop.api.problem.Problem;
import dev.leadloop.store.PolicyReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The rules that marketing and sales own together, by version. */
@RestController
@Tag(name = "Policies")
class PolicyController {
  private static final MediaType YAML = MediaType.parseMediaType("application/yaml");

  private final PolicyReadStore policies;

  PolicyController(PolicyReadStore policies) {
    this.policies = policies;
  }

  /** All versions, the newest first. */
  record Versions(List<PolicyReadStore.Version> policies) {}

  @GetMapping("/api/v1/policies")
  @Operation(summary = "List policy versions")
  Versions versions() {
    return new Versions(policies.versions());
  }

  @GetMapping(path = "/api/v1/policies/{version}", produces = "application/yaml")
  @Operation(summary = "Read a policy version", description = "The document as it was published, in YAML.")
  ResponseEntity<String> document(@PathVariable int version) {
    return policies
        .document(version)
        .map(yaml -> ResponseEntity.ok().contentType(YAML).body(yaml))
        .orElseThrow(
            () ->
                Problem.NOT_FOUND.because("There is no policy version " + version + ". GET /api/v1/policies lists them."));
  }
}
