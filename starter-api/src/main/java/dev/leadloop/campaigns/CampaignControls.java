package dev.leadloop.campaigns;

import dev.leadloop.nurturing.Campaign;
import dev.leadloop.nurturing.CampaignOutcome;
import dev.leadloop.nurturing.CampaignOutcomeStore;
import dev.leadloop.nurturing.CampaignReach;
import dev.leadloop.nurturing.CampaignStore;
import dev.leadloop.nurturing.Campaigns;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.Problem;
import dev.leadloop.problem.Sentence;
import dev.leadloop.security.Caller;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.worker.RepeatingTasks;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Previews, starts, pauses and stops campaigns for calls and for pages. */
@Component
public final class CampaignControls {
  private final Campaigns campaigns;
  private final CampaignStore store;
  private final CampaignOutcomeStore outcomes;
  private final CampaignStarter starter;
  private final RepeatingTasks campaignTask;
  private final InstantSource clock;

  CampaignControls(
      Campaigns campaigns, CampaignStore store, CampaignOutcomeStore outcomes, CampaignStarter starter,
      RepeatingTasks campaignTask, InstantSource clock) {
    this.campaigns = campaigns;
    this.store = store;
    this.outcomes = outcomes;
    this.starter = starter;
    this.campaignTask = campaignTask;
    this.clock = clock;
  }

  /**
   * Whom it would reach and whom not; nothing is changed by it.
   *
   * @throws dev.leadloop.problem.ProblemException where the order cannot be followed
   */
  public CampaignReach preview(CampaignOrder order) {
    return followed(() -> campaigns.reach(order));
  }

  /**
   * Starts it; the same id with the same order is the campaign that was started before.
   *
   * @throws dev.leadloop.problem.ProblemException where the order cannot be followed, or the id belongs to another one
   */
  public Campaign start(String campaignId, CampaignOrder order, Caller caller) {
    if (Campaigns.taken(campaignId)) {
      throw FieldError.in("id", "cannot be '" + campaignId + "', which is a page's; give the campaign another one");
    }
    Campaign campaign = followed(() -> campaigns.open(campaignId, order, caller.principal()));
    campaignTask.wake();
    return campaign;
  }

  /** The newest campaigns, the newest first. */
  public List<Campaign> newest(int most) {
    return store.newest(most);
  }

  /**
   * The campaign of that id.
   *
   * @throws dev.leadloop.problem.ProblemException where there is none
   */
  public Campaign find(String campaignId) {
    return store.find(campaignId).orElseThrow(() -> Problem.NOT_FOUND.because(
        "There is no campaign '" + campaignId + "'. GET /api/v1/campaigns lists the newest."));
  }

  /** What became of the leads it told. */
  public CampaignOutcome outcome(Campaign campaign) {
    return outcomes.of(campaign);
  }

  /** Tells nobody else; whoever was told is nurtured on. One that is over stays as it is. */
  public Campaign pause(String campaignId, Caller caller) {
    return change(campaignId, "PAUSED", caller);
  }

  /** Goes on with a paused one. */
  public Campaign resume(String campaignId, Caller caller) {
    return change(campaignId, "RUNNING", caller);
  }

  /** Ends it for good; whoever was told is nurtured on. */
  public Campaign stop(String campaignId, Caller caller) {
    return change(campaignId, "STOPPED", caller);
  }

  private Campaign change(String campaignId, String state, Caller caller) {
    find(campaignId);
    Campaign changed = campaigns.change(campaignId, state, caller.principal());
    if (!changed.waits(clock.instant())) {
      starter.changed(campaignId);
      campaignTask.wake();
    }
    return changed;
  }

  private static <T> T followed(Supplier<T> order) {
    try {
      return order.get();
    } catch (IllegalArgumentException wrong) {
      throw Problem.INVALID.because(Sentence.ended("Nothing was started: " + wrong.getMessage()));
    }
  }
}
