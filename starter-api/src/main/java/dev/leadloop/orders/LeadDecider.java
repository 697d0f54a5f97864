package dev.leadloop.orders;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Verdict;
import java.time.Duration;
import java.util.Optional;

/** Has a recorded answer decided by its lead's workflow. */
@FunctionalInterface
public interface LeadDecider {
  /**
   * The verdict on the inbox row of that event id, which the caller has committed.
   *
   * @return empty when none came in that time, whatever the reason: the answer stands recorded all the same
   */
  Optional<Verdict> decide(LeadId lead, String eventId, Duration patience);
}
