package dev.leadloop.api.admin;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.diff.PolicyChange;
import dev.leadloop.policy.diff.PolicyDiff;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.check.PolicyChecks;
import dev.leadloop.policyfile.check.PolicyReport;
import dev.leadloop.problem.Problem;
import dev.leadloop.view.SequenceReadStore;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Looks a document over as it would be if it followed the policy in force, for the leads that there are. */
@Component
class PolicyLook {
  /** Stands where bytes were no text. */
  private static final char UNREADABLE = '\uFFFD';

  private final PolicyCatalog catalog;
  private final SequenceReadStore sequences;

  PolicyLook(PolicyCatalog catalog, SequenceReadStore sequences) {
    this.catalog = catalog;
    this.sequences = sequences;
  }

  /** One thing that two versions say otherwise. */
  @Schema(name = "PolicyChange")
  record ChangeView(
      @Schema(example = "scoring") String section,
      @Schema(example = "'pricing page viewed' gives 30 instead of 25 points") String words) {
    static List<ChangeView> between(LeadPolicy before, LeadPolicy after) {
      return PolicyDiff.between(before, after).stream().map(ChangeView::of).toList();
    }

    private static ChangeView of(PolicyChange change) {
      return new ChangeView(change.section(), change.words());
    }
  }

  /** Its errors and warnings. */
  PolicyReport at(String document, LeadPolicy before) {
    Map<String, Integer> standing = new HashMap<>();
    sequences.standing().forEach(step -> standing.merge(step.sequence() + "/" + step.step(), step.leads(), Integer::sum));
    return PolicyChecks.report(
        document, catalog.knownTemplate(), before, (sequence, step) -> standing.getOrDefault(sequence + "/" + step, 0));
  }

  /** Refuses what is no text. */
  static void refuseUnreadable(String document, String nothingDone) {
    if (document.indexOf(UNREADABLE) >= 0) {
      throw Problem.MALFORMED.because(nothingDone + "The document is not UTF-8: save it as that, and send it again.");
    }
  }
}
