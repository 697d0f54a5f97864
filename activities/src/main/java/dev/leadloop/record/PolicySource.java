package dev.leadloop.record;

import dev.leadloop.policy.LeadPolicy;

/** The published policies. */
public interface PolicySource {
  /** The policy of that version; fails where it was never published. */
  LeadPolicy version(int version);

  /** The newest policy. */
  LeadPolicy latest();
}
