package dev.leadloop.policies;

import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.Problem;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflow;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.view.PolicyReadStore;
import dev.leadloop.view.PolicyReadStore.Version;
import dev.leadloop.worker.temporal.TemporalUi;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What there is of the policy: its versions, the document in force, and how far the latest rollout is. */
@Component
public final class PolicyOverview {
  private final PolicyCatalog catalog;
  private final PolicyReadStore reads;
  private final Rollouts rollouts;
  private final TemporalUi ui;

  PolicyOverview(PolicyCatalog catalog, PolicyReadStore reads, Rollouts rollouts, TemporalUi ui) {
    this.catalog = catalog;
    this.reads = reads;
    this.rollouts = rollouts;
    this.ui = ui;
  }

  /** A version as it was published, with its document. */
  public record Document(LeadPolicy policy, String yaml) {}

  /**
   * A rollout.
   *
   * @param history where its history is shown; null where that is nowhere
   */
  public record LatestRollout(RolloutProgress progress, @Nullable String history) {}

  /** The version in force. */
  public Document inForce() {
    LeadPolicy policy = catalog.latest();
    return new Document(policy, reads.document(policy.version()).orElse(""));
  }

  /** A version that was published; ends the call where there is none of that number. */
  public Document document(int version) {
    String yaml = reads.document(version).orElseThrow(
        () -> Problem.NOT_FOUND.because("There is no policy version " + version + ". GET /api/v1/policies lists them."));
    return new Document(catalog.version(version), yaml);
  }

  /** All versions, the newest first. */
  public List<Version> versions() {
    return reads.versions();
  }

  /** The rollout that was begun or changed last; null where there was none. */
  public @Nullable LatestRollout rollout() {
    return rollouts.latest()
        .map(one -> new LatestRollout(one, ui.history(PolicyRolloutWorkflow.workflowId(one.version())).orElse(null)))
        .orElse(null);
  }
}
