package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.temporal.backtest.BacktestActivities;
import dev.leadloop.temporal.backtest.BacktestProgress;
import dev.leadloop.temporal.backtest.BacktestWorkflow;
import dev.leadloop.temporal.backtest.BacktestWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow of a backtest over a record that keeps which shards are done. */
@Timeout(60)
class BacktestWorkflowTest {
  private static final String ID = BacktestWorkflow.workflowId("spring");
  private static final int LEADS_OF_A_SHARD = 10;
  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
      TestEnvironmentOptions.newBuilder()
          .setWorkflowClientOptions(
              WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build())
          .build());
  private final Record record = new Record();

  @BeforeEach
  void work() {
    Worker worker = environment.newWorker(TaskQueues.BACKTESTS);
    worker.registerWorkflowImplementationTypes(BacktestWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  private BacktestWorkflow start() {
    BacktestWorkflow workflow = environment.getWorkflowClient().newWorkflowStub(
        BacktestWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.BACKTESTS).setWorkflowId(ID).build());
    WorkflowClient.start(workflow::run);
    return workflow;
  }

  @Test
  void itHasTheShardsTriedThatAreLeftThoughTheRecordIsAwayForAWhile() {
    record.shards = 40;
    record.done.addAll(List.of(0, 7, 39));
    record.failures.set(3);
    BacktestWorkflow workflow = start();
    assertThat(WorkflowStub.fromTyped(workflow).getResult(BacktestProgress.class))
        .isEqualTo(new BacktestProgress("DONE", "policy d1 against what happened", 40, List.of(), 400, 400));
    assertThat(record.tried).as("those that were left, each once").hasSize(37).doesNotContain(0, 7, 39);
    assertThat(workflow.progress().leadsDone()).isEqualTo(400);
    HistoryRecorder.keep(environment.getWorkflowClient(), ID, "backtest-histories", "done");
  }

  @Test
  void stoppedItBeginsNoFurtherShardAndAddsNothingUp() {
    record.shards = 100;
    record.stopAt = 20;
    BacktestWorkflow workflow = start();
    record.stop = workflow::stop;
    BacktestProgress stopped = WorkflowStub.fromTyped(workflow).getResult(BacktestProgress.class);
    assertThat(stopped.state()).isEqualTo("STOPPED");
    assertThat(stopped.left()).isNotEmpty();
    assertThat(record.done).hasSize(100 - stopped.left().size());
    assertThat(record.added).isFalse();
    assertThat(record.stopped).as("the record says so, too").isTrue();
    HistoryRecorder.keep(environment.getWorkflowClient(), ID, "backtest-histories", "stopped");
  }

  /** What the record would say. */
  private static final class Record implements BacktestActivities {
    private final Set<Integer> done = ConcurrentHashMap.newKeySet();
    private final List<Integer> tried = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failures = new AtomicInteger();
    private volatile int shards;
    private volatile int stopAt = Integer.MAX_VALUE;
    private volatile @Nullable Runnable stop;
    private volatile boolean added;
    private volatile boolean stopped;

    @Override
    public BacktestProgress backtestProgress(String backtestId) {
      return progress("RUNNING");
    }

    @Override
    public long tryShard(String backtestId, int shard) {
      if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("the record is away");
      }
      tried.add(shard);
      done.add(shard);
      Runnable wanted = stop;
      if (wanted != null && tried.size() >= stopAt) {
        stop = null;
        wanted.run();
      }
      return LEADS_OF_A_SHARD;
    }

    @Override
    public BacktestProgress stopBacktest(String backtestId) {
      stopped = true;
      return progress("STOPPED");
    }

    @Override
    public BacktestProgress addUpShards(String backtestId) {
      added = true;
      return progress("DONE");
    }

    private BacktestProgress progress(String state) {
      List<Integer> left = IntStream.range(0, shards).boxed().filter(shard -> !done.contains(shard)).toList();
      return new BacktestProgress(state, "policy d1 against what happened", shards, left,
          (long) shards * LEADS_OF_A_SHARD, (long) new TreeSet<>(done).size() * LEADS_OF_A_SHARD);
    }
  }
}
