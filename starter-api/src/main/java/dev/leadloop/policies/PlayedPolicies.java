package dev.leadloop.policies;

import com.fasterxml.jackson.databind.JsonNode;
import dev.leadloop.dryrun.SimulationOrder.Which;
import dev.leadloop.naming.NearestName;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyFiles;
import dev.leadloop.policyfile.Segments;
import dev.leadloop.policyfile.draft.PolicyDrafts;
import dev.leadloop.policyfile.yaml.InvalidPolicy;
import dev.leadloop.problem.FieldError;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The policies and segments that an order of a dry run names. */
@Component
final class PlayedPolicies {
  private static final Pattern VERSION = Pattern.compile("[0-9]{1,9}");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,100}");
  private static final Pattern DRAFT = Pattern.compile("(?:draft:d?|d)([0-9]{1,9})");

  private final PolicyCatalog policies;
  private final PolicyDrafts drafts;
  private final PolicyOverview overview;

  PlayedPolicies(PolicyCatalog policies, PolicyDrafts drafts, PolicyOverview overview) {
    this.policies = policies;
    this.drafts = drafts;
    this.overview = overview;
  }

  /** The version or draft that is named; the version in force where none is. */
  Which which(String field, @Nullable String said) {
    if (said == null) {
      int version = policies.latest().version();
      return new Which("version " + version, version, null);
    }
    var draft = DRAFT.matcher(said);
    if (draft.matches()) {
      String document = drafts.find(Long.parseLong(draft.group(1)))
          .orElseThrow(() -> FieldError.in(field, "names a draft that is not there; GET /api/v1/policies/drafts lists them"))
          .document();
      document(document);
      return new Which(DryRunDesk.draftSaid("d" + draft.group(1)), null, document);
    }
    if (!VERSION.matcher(said).matches() || Integer.parseInt(said) < 1 || Integer.parseInt(said) > policies.latest().version()) {
      throw FieldError.in(field, "must be a version from 1 to " + policies.latest().version() + ", or a draft such as d4");
    }
    return new Which("version " + said, Integer.valueOf(said), null);
  }

  /** A document that is sent along. */
  Which document(String document) {
    try {
      PolicyFiles.parse(document, policies.latest().version() + 1, policies.knownTemplate());
      return new Which("the document", null, document);
    } catch (InvalidPolicy invalid) {
      throw FieldError.in("document", "has errors, the first in line " + invalid.problems().getFirst().line() + ": "
          + invalid.problems().getFirst().message() + "; POST /api/v1/policies/validate tells all of them");
    }
  }

  /** The segment as a condition; a text names one of the policy's, or is a condition as policies write them. */
  @Nullable JsonNode segment(@Nullable JsonNode asked, Which policy) {
    if (asked == null) {
      return null;
    }
    LeadPolicy read = read(policy);
    try {
      if (!asked.isTextual()) {
        Segments.parse(asked.toString(), read);
        return asked;
      }
      String text = asked.asText().strip();
      SortedMap<String, JsonNode> named = Segments.named(text(policy));
      JsonNode known = named.get(text);
      if (known == null && NAME.matcher(text).matches()) {
        throw FieldError.in("segment", named.isEmpty() ? "cannot be a name: the policy names no segment; give a condition"
            : NearestName.among(text, named.keySet()));
      }
      return known == null ? Segments.written(text, read).json() : known;
    } catch (IllegalArgumentException wrong) {
      throw FieldError.in("segment", "cannot be used: " + wrong.getMessage());
    }
  }

  private String text(Which which) {
    Integer version = which.version();
    return version == null ? String.valueOf(which.document()) : overview.document(version).yaml();
  }

  private LeadPolicy read(Which which) {
    Integer version = which.version();
    return version != null ? policies.version(version)
        : PolicyFiles.parse(String.valueOf(which.document()), policies.latest().version() + 1, policies.knownTemplate());
  }
}
