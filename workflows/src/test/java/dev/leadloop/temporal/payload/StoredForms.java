package dev.leadloop.temporal.payload;

import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.testing.Filled;

/** Records of the domain that are stored in another shape than they have. */
public final class StoredForms {
  private StoredForms() {}

  /** Lets such records be filled by the form in which they are stored. */
  public static Filled fill(Filled filled) {
    return filled
        .by(LeadProgress.class, ProgressPayload.class, ProgressPayload::read)
        .by(LeadView.class, ViewPayload.class, ViewPayload::read)
        .by(Handoff.class, HandoffPayload.class, HandoffPayload::read);
  }
}
