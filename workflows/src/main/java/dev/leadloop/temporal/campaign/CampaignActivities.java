package dev.leadloop.temporal.campaign;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which a campaign reaches its leads. */
@ActivityInterface
public interface CampaignActivities {
  /** Failure type of an order that cannot be followed. */
  String BAD_CAMPAIGN = "BadCampaign";

  /**
   * Opens the campaign in the record, or finds it there, and returns how far it is. Fails for good with type
   * {@value #BAD_CAMPAIGN} where the order cannot be followed, or where the id belongs to another order.
   */
  @ActivityMethod
  CampaignProgress openCampaign(String campaignId, CampaignOrder order);

  /**
   * Begins the sequence for at most so many more leads, in one transaction, and returns the progress after it. Safe to call
   * again: a lead is told once. Does nothing while the campaign is paused, or once it is over.
   */
  @ActivityMethod
  CampaignProgress tellNext(String campaignId, int most);

  /** Pauses, resumes or stops it, as PAUSED, RUNNING or STOPPED; a campaign that is over stays so. */
  @ActivityMethod
  CampaignProgress changeCampaign(String campaignId, String state);
}
