package dev.leadloop.temporal;

import dev.leadloop.lifecycle.deciding.Verdict;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import org.jspecify.annotations.Nullable;

/** The port through which a workflow has its lead's next decision made and recorded. */
@ActivityInterface
public interface DecisionActivities {
  /**
   * Takes what waits in the lead's inbox and what is due, decides, and records it all in one transaction.
   *
   * <p>Asking for a decision already recorded returns it again; asking below the record returns the latest state and
   * the effects still open. Fails for good with type {@value #UNKNOWN_LEAD} when there is no such lead.
   */
  @ActivityMethod
  DecisionReply decideAndRecord(DecisionRequest request);

  /** The verdict kept for an event that was decided earlier; null while it is undecided or where it is not known. */
  @ActivityMethod
  @Nullable Verdict recordedVerdict(String leadId, String eventId);

  /** Failure type of a lead id that the record does not know. */
  String UNKNOWN_LEAD = "UnknownLead";
}
