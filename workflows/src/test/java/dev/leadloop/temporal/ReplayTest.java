package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.temporal.backtest.BacktestWorkflow;
import dev.leadloop.temporal.backtest.BacktestWorkflowImpl;
import dev.leadloop.temporal.bulk.BulkOrderWorkflow;
import dev.leadloop.temporal.bulk.BulkOrderWorkflowImpl;
import dev.leadloop.temporal.campaign.CampaignWorkflow;
import dev.leadloop.temporal.campaign.CampaignWorkflowImpl;
import dev.leadloop.temporal.learning.LearningWorkflow;
import dev.leadloop.temporal.learning.LearningWorkflowImpl;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflow;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflowImpl;
import dev.leadloop.testing.Replay;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptor;
import io.temporal.common.interceptors.WorkflowInboundCallsInterceptorBase;
import io.temporal.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lives, campaigns, bulk orders, backtests, learnings and rollouts of earlier versions go on under this one. */
class ReplayTest {
  /** What was recorded. Raise the number with every history that is added; none is ever taken away. */
  enum Recorded {
    LIVES("/histories", "lead/replayed", LeadWorkflowImpl.class, 2),
    CAMPAIGNS("/campaign-histories", CampaignWorkflow.workflowId("spring"), CampaignWorkflowImpl.class, 2),
    BULK_ORDERS("/bulk-order-histories", BulkOrderWorkflow.workflowId("many"), BulkOrderWorkflowImpl.class, 2),
    BACKTESTS("/backtest-histories", BacktestWorkflow.workflowId("spring"), BacktestWorkflowImpl.class, 2),
    LEARNINGS("/learning-histories", LearningWorkflow.workflowId("spring"), LearningWorkflowImpl.class, 1),
    ROLLOUTS("/rollout-histories", PolicyRolloutWorkflow.workflowId(3), PolicyRolloutWorkflowImpl.class, 2);

    private final String folder;
    private final String workflowId;
    private final Class<?> workflow;
    private final int histories;

    Recorded(String folder, String workflowId, Class<?> workflow, int histories) {
      this.folder = folder;
      this.workflowId = workflowId;
      this.workflow = workflow;
      this.histories = histories;
    }

    private List<Path> files() throws Exception {
      return RecordedHistories.in(folder);
    }

    private WorkflowExecutionHistory history(Path file) throws Exception {
      return WorkflowExecutionHistory.fromJson(Files.readString(file), workflowId);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasRecordedReplays(Recorded recorded) throws Exception {
    assertThat(recorded.files()).hasSize(recorded.histories);
    for (Path file : recorded.files()) {
      Replay.of(recorded.history(file), recorded.workflow);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aChangedWorkflowFailsReplay(Recorded recorded) throws Exception {
    for (Path file : recorded.files()) {
      WorkflowExecutionHistory history = recorded.history(file);
      assertThatThrownBy(() -> Replay.of(history, recorded.workflow, new TimerAtItsBeginning())).as(file.toString())
          .hasStackTraceContaining("NonDeterministicException");
    }
  }

  /** Makes of each workflow the same, but for one timer at its beginning. */
  static final class TimerAtItsBeginning extends WorkerInterceptorBase {
    @Override
    public WorkflowInboundCallsInterceptor interceptWorkflow(WorkflowInboundCallsInterceptor next) {
      return new WorkflowInboundCallsInterceptorBase(next) {
        @Override
        public WorkflowOutput execute(WorkflowInput input) {
          Workflow.newTimer(Duration.ofSeconds(1));
          return super.execute(input);
        }
      };
    }
  }
}
