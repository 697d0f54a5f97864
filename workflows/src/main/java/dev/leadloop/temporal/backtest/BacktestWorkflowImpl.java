package dev.leadloop.temporal.backtest;

import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Has shards tried, several at once, so that more workers make it faster. What came of a shard lies in the record: a lost run
 * asks which are left.
 */
public final class BacktestWorkflowImpl implements BacktestWorkflow {
  private static final String PREFIX = "backtest/";
  private static final int AT_ONCE = 16;
  private static final Duration SHARD = Duration.ofMinutes(10);
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private BacktestProgress progress = BacktestProgress.UNKNOWN;
  private boolean stopped;

  @Override
  public BacktestProgress run() {
    String id = backtestId();
    progress = activities("what is to be done").backtestProgress(id);
    List<Promise<Void>> running = new ArrayList<>();
    for (int shard : progress.left()) {
      Workflow.await(() -> stopped || running.stream().filter(one -> !one.isCompleted()).count() < AT_ONCE);
      if (stopped) {
        break;
      }
      BacktestActivities activities = activities(String.format(Locale.ROOT, "shard %d of %d", shard + 1, progress.shards()));
      running.add(Async.function(activities::tryShard, id, shard).thenApply(leads -> done(shard, leads)));
    }
    Promise.allOf(running).get();
    progress = progress.left().isEmpty() ? activities("add all up").addUpShards(id) : stopped(id);
    show();
    return progress;
  }

  /** Whoever stopped the run by a signal alone stopped the backtest. */
  private BacktestProgress stopped(String id) {
    return Workflow.getVersion("stopped on record", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION
        ? new BacktestProgress(
            "STOPPED", progress.what(), progress.shards(), progress.left(), progress.leads(), progress.leadsDone())
        : activities("stop it on record").stopBacktest(id);
  }

  private @Nullable Void done(int shard, long leads) {
    progress = new BacktestProgress(
        progress.state(), progress.what(), progress.shards(), progress.left().stream().filter(one -> one != shard).toList(),
        progress.leads(), progress.leadsDone() + leads);
    show();
    return null;
  }

  @Override
  public void stop() {
    stopped = true;
  }

  @Override
  public BacktestProgress progress() {
    return progress;
  }

  private static String backtestId() {
    String workflowId = Workflow.getInfo().getWorkflowId();
    if (!workflowId.startsWith(PREFIX) || workflowId.length() == PREFIX.length()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A Backtest workflow is started by the page of a policy or by POST /api/v1/policies/{version}/backtest alone, which"
              + " record what it is to try.",
          BacktestActivities.UNKNOWN_BACKTEST);
    }
    return workflowId.substring(PREFIX.length());
  }

  private static BacktestActivities activities(String summary) {
    return Workflow.newActivityStub(
        BacktestActivities.class,
        ActivityOptions.newBuilder()
            .setStartToCloseTimeout(SHARD)
            .setHeartbeatTimeout(SILENCE)
            .setSummary(summary)
            .setRetryOptions(RetryOptions.newBuilder()
                .setInitialInterval(Duration.ofMillis(500))
                .setMaximumInterval(Duration.ofSeconds(15))
                .setDoNotRetry(BacktestActivities.UNKNOWN_BACKTEST)
                .build())
            .build());
  }

  private void show() {
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: %s, tried on %,d of %,d leads

        Signal: stop. Query: progress.
        """, progress.state(), progress.what(), progress.leadsDone(), progress.leads()));
  }
}
