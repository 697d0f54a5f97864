package dev.leadloop.temporal.campaign;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Tells the leads of a segment a few at a time; what was wanted of it lies in the record, so that a lost run loses nothing. */
public final class CampaignWorkflowImpl implements CampaignWorkflow {
  private static final String PREFIX = "campaign/";
  private static final Duration TICK = Duration.ofSeconds(5);
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  /** A paused campaign looks at the record by itself as well. */
  private static final Duration LOOK_AGAIN = Duration.ofHours(6);

  private CampaignProgress progress = CampaignProgress.UNKNOWN;
  private @Nullable String wanted;
  private boolean look;

  @Override
  public CampaignProgress run(CampaignOrder order) {
    String id = campaignId();
    progress = activities("open").openCampaign(id, order);
    while (!progress.finished()) {
      show(order);
      rest();
      if (Workflow.getInfo().isContinueAsNewSuggested() && wanted == null) {
        Workflow.newContinueAsNewStub(CampaignWorkflow.class).run(order);
      }
      progress = next(id);
    }
    show(order);
    return progress;
  }

  /** One order, or one batch; a pause that was lifted in the record is noticed by the batch it lets through. */
  private CampaignProgress next(String id) {
    look = false;
    String change = wanted;
    if (change != null) {
      wanted = null;
      return activities(change.toLowerCase(Locale.ROOT)).changeCampaign(id, change);
    }
    return activities("leads from " + String.format(Locale.ROOT, "%,d", progress.told() + 1)).tellNext(id, batch());
  }

  private void rest() {
    if (progress.paused()) {
      Workflow.await(LOOK_AGAIN, () -> wanted != null || look);
    } else if (progress.looked() > 0) {
      Workflow.await(tick(), () -> wanted != null);
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
  public void pause() {
    wanted = "PAUSED";
  }

  @Override
  public void resume() {
    wanted = "RUNNING";
  }

  @Override
  public void stop() {
    wanted = "STOPPED";
  }

  @Override
  public void look() {
    look = true;
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
    ActivityOptions options = ActivityOptions.newBuilder()
        .setStartToCloseTimeout(Duration.ofMinutes(2))
        .setHeartbeatTimeout(SILENCE)
        .setSummary(summary)
        .setRetryOptions(RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofMillis(500))
            .setMaximumInterval(Duration.ofSeconds(15))
            .setDoNotRetry(CampaignActivities.BAD_CAMPAIGN)
            .build())
        .build();
    return Workflow.newActivityStub(CampaignActivities.class, options);
  }

  private void show(CampaignOrder order) {
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: sequence '%s' begun for %,d of about %,d leads, at most %,d a minute

        Signals: pause, resume, stop. Query: progress.
        """, progress.state(), order.sequence(), progress.told(), progress.reach(), progress.ratePerMinute()));
  }
}
