package dev.leadloop.temporal.bulk;

import dev.leadloop.temporal.batch.SteeredBatches;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/** Gives the order for a few leads at a time; for whom it was given lies in the record, so that a lost run loses nothing. */
public final class BulkOrderWorkflowImpl extends SteeredBatches implements BulkOrderWorkflow {
  private static final String PREFIX = "bulk-order/";
  private static final Duration TICK = Duration.ofSeconds(2);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  /** What the first batch takes, before the record has told how many may follow. */
  private static final int FIRST = 20;

  private BulkOrderProgress progress = BulkOrderProgress.UNKNOWN;

  @Override
  public BulkOrderProgress run() {
    String id = bulkOrderId();
    progress = activities("the first leads").giveNext(id, FIRST);
    while (!progress.finished()) {
      show();
      restUntilSteered(TICK);
      if (handsOver()) {
        Workflow.newContinueAsNewStub(BulkOrderWorkflow.class).run();
      }
      progress = next(id);
    }
    show();
    return progress;
  }

  private BulkOrderProgress next(String id) {
    return "STOPPED".equals(takeWanted())
        ? activities("stop").stopBulkOrder(id)
        : activities("leads from " + String.format(Locale.ROOT, "%,d", progress.given() + 1)).giveNext(id, batch());
  }

  private int batch() {
    return (int) Math.max(1, progress.ratePerMinute() * TICK.toMillis() / MINUTE.toMillis());
  }

  @Override
  public BulkOrderProgress progress() {
    return progress;
  }

  private static String bulkOrderId() {
    String workflowId = Workflow.getInfo().getWorkflowId();
    if (!workflowId.startsWith(PREFIX) || workflowId.length() == PREFIX.length()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A BulkOrder workflow is started by the page of the leads or by POST /api/v1/bulk-orders alone, which record for whom"
              + " it is.",
          BulkOrderActivities.UNKNOWN_BULK_ORDER);
    }
    return workflowId.substring(PREFIX.length());
  }

  private static BulkOrderActivities activities(String summary) {
    return activities(BulkOrderActivities.class, summary, BulkOrderActivities.UNKNOWN_BULK_ORDER);
  }

  private void show() {
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: %s, given for %,d of %,d leads, at most %,d a minute

        Signal: stop. Query: progress.
        """, progress.state(), progress.what(), progress.given(), progress.leads(), progress.ratePerMinute()));
  }
}
