package dev.leadloop.policy.scoring;

import dev.leadloop.lead.Foretold;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Foretells whether leads are won by the models that were in use at the time, so that a past is judged by what was known then.
 * What it says depends on nothing but what it is asked about and the models it was made with.
 */
public interface Foretelling {
  /** How far back signals count for it. */
  Duration reach();

  /** What is foretold of a lead at an instant; null where no model was in use yet. */
  @Nullable Foretold of(LeadProfile profile, List<Signal> signals, Instant at);
}
