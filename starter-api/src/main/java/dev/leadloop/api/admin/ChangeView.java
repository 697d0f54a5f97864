package dev.leadloop.api.admin;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyChange;
import dev.leadloop.policy.diff.PolicyDiff;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** One thing that two versions say otherwise. */
@Schema(name = "PolicyChange")
record ChangeView(
    @Schema(example = "scoring") String section,
    @Schema(example = "'pricing page viewed' gives 30 instead of 25 points") String words) {

  static List<ChangeView> between(LeadPolicy before, LeadPolicy after) {
    return of(PolicyDiff.between(before, after));
  }

  static List<ChangeView> of(List<PolicyChange> changes) {
    return changes.stream().map(change -> new ChangeView(change.section(), change.words())).toList();
  }
}
