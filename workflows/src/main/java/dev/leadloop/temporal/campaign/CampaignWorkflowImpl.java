package dev.leadloop.temporal.campaign;

import dev.leadloop.nurture.OneMail;
import dev.leadloop.temporal.batch.SteeredBatches;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/** Tells the leads of a segment a few at a time; what was wanted of it lies in the record, so that a lost run loses nothing. */
public final class CampaignWorkflowImpl extends SteeredBatches implements CampaignWorkflow {
  private static final String PREFIX = "campaign/";
  private static final Duration TICK = Duration.ofSeconds(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private CampaignProgress progress = CampaignProgress.UNKNOWN;

  @Override
  public CampaignProgress run(CampaignOrder order) {
    String id = campaignId();
    progress = activities("open").openCampaign(id, order);
    while (!progress.finished()) {
      show(order);
      rest();
      if (handsOver()) {
        Workflow.newContinueAsNewStub(CampaignWorkflow.class).run(order);
      }
      progress = next(id);
    }
    show(order);
    return progress;
  }

  /** One order, or one batch; a pause that was lifted in the record is noticed by the batch it lets through. */
  private CampaignProgress next(String id) {
    String change = takeWanted();
    if (change != null) {
      return activities(change.toLowerCase(Locale.ROOT)).changeCampaign(id, change);
    }
    return activities("leads from " + String.format(Locale.ROOT, "%,d", progress.told() + 1)).tellNext(id, batch());
  }

  private void rest() {
    if (progress.paused()) {
      restPaused();
    } else if (progress.looked() > 0) {
      restUntilSteered(tick());
    }
  }

  private Duration tick() {
    Duration each = MINUTE.dividedBy(Math.max(1, progress.ratePerMinute()));
    return each.compareTo(TICK) > 0 ? each : TICK;
  }

  private int batch() {
    return (int) Math.max(1, progress.ratePerMinute() * tick().toMillis() / MINUTE.toMillis());
  }

  @Override
  public CampaignProgress progress() {
    return progress;
  }

  private static String campaignId() {
    String workflowId = Workflow.getInfo().getWorkflowId();
    if (!workflowId.startsWith(PREFIX) || workflowId.length() == PREFIX.length()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A Campaign workflow's id is 'campaign/<name>', such as campaign/spring-webinar; start it again with such an id.",
          CampaignActivities.BAD_CAMPAIGN);
    }
    return workflowId.substring(PREFIX.length());
  }

  private static CampaignActivities activities(String summary) {
    return activities(CampaignActivities.class, summary, CampaignActivities.BAD_CAMPAIGN);
  }

  private static String what(CampaignOrder order) {
    String sequence = order.sequence();
    return sequence == null || OneMail.campaign(sequence).isPresent() ? "one mail" : "sequence '" + sequence + "'";
  }

  private void show(CampaignOrder order) {
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: %s begun for %,d of about %,d leads, at most %,d a minute

        Signals: pause, resume, stop. Query: progress.
        """, progress.state(), what(order), progress.told(), progress.reach(), progress.ratePerMinute()));
  }
}
