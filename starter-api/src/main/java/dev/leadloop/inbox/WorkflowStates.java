package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import java.util.List;
import java.util.Map;

/** Tells how the workflows of leads fare; a lead that is not named has none running. */
@FunctionalInterface
public interface WorkflowStates {
  /** How a running workflow fares. */
  enum State {
    /** It goes on by itself, as far as can be seen. */
    GOES_ON,
    /** Its task failed again and again: a change of the code, most likely, that its history does not fit. */
    STUCK
  }

  /** How each of them fares; may take its time. */
  Map<LeadId, State> of(List<LeadId> leads) throws InterruptedException;
}
