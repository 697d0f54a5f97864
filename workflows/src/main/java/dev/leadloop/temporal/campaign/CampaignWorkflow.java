package dev.leadloop.temporal.campaign;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Begins a sequence for every nurtured lead of a segment, at a bounded rate. Its workflow id is
 * {@code campaign/<campaignId>}; the same id never reaches a lead twice.
 */
@WorkflowInterface
public interface CampaignWorkflow {
  /** Runs until every lead of the segment was told, or it is stopped; returns how far it came. */
  @WorkflowMethod(name = "Campaign")
  CampaignProgress run(CampaignOrder order);

  /** Tells nobody else until it is resumed; whoever was told is nurtured on. */
  @SignalMethod
  void pause();

  /** Goes on after a pause. */
  @SignalMethod
  void resume();

  /** Ends it; whoever was told is nurtured on. */
  @SignalMethod
  void stop();

  /** Looks at the record at once: something was changed there. */
  @SignalMethod
  void look();

  /** How far it is. */
  @QueryMethod
  CampaignProgress progress();

  /** The id of the workflow that runs this campaign. */
  static String workflowId(String campaignId) {
    return "campaign/" + campaignId;
  }
}
