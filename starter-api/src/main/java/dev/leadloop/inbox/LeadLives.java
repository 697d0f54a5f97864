package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import java.util.List;
import java.util.Map;

/** Tells how the workflows of leads fare; a lead that is not named has none running. */
@FunctionalInterface
interface LeadLives {
  /** How a running workflow fares. */
  enum Life {
    GOES_ON,
    /** Its task failed again and again: a change of the code, most likely, that its history does not fit. */
    STUCK
  }

  Map<LeadId, Life> of(List<LeadId> leads) throws InterruptedException;
}
