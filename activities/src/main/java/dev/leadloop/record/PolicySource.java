package dev.leadloop.record;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Foretelling;
import org.jspecify.annotations.Nullable;

/** The published policies. */
public interface PolicySource {
  /** The policy of that version; fails where it was never published. */
  LeadPolicy version(int version);

  /** The newest policy. */
  LeadPolicy latest();

  /** What foretells by the models that were in use when, as of now; null where nothing does. */
  default @Nullable Foretelling foretelling() {
    return null;
  }

  /** A policy with what foretells for it, where it goes by the predictive score. */
  default LeadPolicy foretold(LeadPolicy policy) {
    Foretelling foretelling = policy.asksForPrediction() ? foretelling() : null;
    return foretelling == null ? policy : policy.foretoldBy(foretelling);
  }
}
