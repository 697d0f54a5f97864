package dev.leadloop.temporal;

import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Verdict;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/**
 * The life of one lead. Its workflow id is {@code lead/<leadId>}; the lead must be known to the record.
 *
 * <p>People may use every signal and update from Temporal's UI or command line; see docs/TEMPORAL.md for the lines.
 */
@WorkflowInterface
public interface LeadWorkflow {
  /** Runs until the lead's life is over; returns its outcome, such as "WON". */
  @WorkflowMethod(name = "Lead")
  String run(@Nullable CarriedOver carried);

  /** Rings the doorbell: something waits in the inbox; the label says what, for those who read the history. */
  @SignalMethod
  void ring(@Nullable String label);

  /** Starts a nurture sequence: the one named, or the one of the lead's stage. */
  @SignalMethod
  void startNurture(LeadMessages.@Nullable StartNurture message);

  /** Records one engagement, such as {@code {"type":"pricing_page_view"}}. */
  @SignalMethod
  void engagement(LeadMessages.Engagement message);

  /** Accepts the handoff. */
  @SignalMethod
  void accept(LeadMessages.@Nullable Accept message);

  /** Rejects the handoff, for a reason of the catalogue. */
  @SignalMethod
  void reject(LeadMessages.Reject message);

  /** Returns the handoff to nurture, for a reason of the catalogue. */
  @SignalMethod(name = "return")
  void returnToNurture(LeadMessages.Return message);

  /** Decides the inbox row of that event id and returns its verdict; the caller has written the row. */
  @UpdateMethod
  Verdict decide(String eventId);

  /** Accepts the handoff and returns the verdict. */
  @UpdateMethod
  Verdict acceptHandoff(LeadMessages.@Nullable Accept message);

  /** Rejects the handoff and returns the verdict. */
  @UpdateMethod
  Verdict rejectHandoff(LeadMessages.Reject message);

  /** Returns the handoff to nurture and returns the verdict. */
  @UpdateMethod
  Verdict returnHandoff(LeadMessages.Return message);

  /** The view of the last decision; null before the first. */
  @QueryMethod
  @Nullable LeadView view();
}
