package dev.leadloop.policies;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.check.PolicyReport;
import dev.leadloop.problem.Problem;
import dev.leadloop.view.SequenceReadStore;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Looks a document over as it would be if it followed the policy in force, for the leads that there are. What the document alone
 * says is found out once, as long as it is among the last that were looked at: a page may be opened again and again.
 */
@Component
public final class PolicyLook {
  /** Stands where bytes were no text. */
  private static final char UNREADABLE = '\uFFFD';

  private final PolicyCatalog catalog;
  private final SequenceReadStore sequences;
  private final RecentLooks recent = new RecentLooks();

  PolicyLook(PolicyCatalog catalog, SequenceReadStore sequences) {
    this.catalog = catalog;
    this.sequences = sequences;
  }

  /** Its errors and warnings. */
  public PolicyReport at(String document, LeadPolicy before) {
    Map<String, Integer> standing = new HashMap<>();
    sequences.standing().forEach(step -> standing.merge(step.sequence() + "/" + step.step(), step.leads(), Integer::sum));
    return recent.at(document, before, catalog.knownTemplate())
        .report((sequence, step) -> standing.getOrDefault(sequence + "/" + step, 0));
  }

  /** Refuses what is no text. */
  public static void refuseUnreadable(String document, String nothingDone) {
    if (document.indexOf(UNREADABLE) >= 0) {
      throw Problem.MALFORMED.because(nothingDone + "The document is not UTF-8: save it as that, and send it again.");
    }
  }
}
