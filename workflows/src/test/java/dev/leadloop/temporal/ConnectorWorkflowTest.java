package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.temporal.connector.ConnectorActivities;
import dev.leadloop.temporal.connector.ConnectorProgress;
import dev.leadloop.temporal.connector.ConnectorWorkflow;
import dev.leadloop.temporal.connector.ConnectorWorkflowImpl;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow of a connector through skipped time, over a record that says how long there is nothing to do. */
@Timeout(60)
class ConnectorWorkflowTest {
  private static final String ID = ConnectorWorkflow.workflowId("crm");
  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance(
      TestEnvironmentOptions.newBuilder()
          .setWorkflowClientOptions(
              WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build())
          .build());
  private final Record record = new Record();

  @BeforeEach
  void work() {
    Worker worker = environment.newWorker(TaskQueues.CONNECTORS);
    worker.registerWorkflowImplementationTypes(ConnectorWorkflowImpl.class);
    worker.registerActivitiesImplementations(record);
    environment.start();
  }

  @AfterEach
  void close() {
    environment.close();
  }

  private ConnectorWorkflow start(String id) {
    ConnectorWorkflow workflow = environment.getWorkflowClient().newWorkflowStub(
        ConnectorWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.CONNECTORS).setWorkflowId(id).build());
    WorkflowClient.start(workflow::run);
    return workflow;
  }

  @Test
  void itTakesTurnsAtOnceWhileThereIsWorkAndRestsWhereThereIsNone() {
    record.work = 5;
    ConnectorWorkflow workflow = start(ID);
    environment.sleep(Duration.ofSeconds(5));
    assertThat(record.turns).hasValue(6);
    assertThat(workflow.progress().state()).isEqualTo("RUNNING");
    environment.sleep(Duration.ofSeconds(30));
    assertThat(record.turns).hasValue(6);
    environment.sleep(Duration.ofSeconds(60));
    assertThat(record.turns).hasValue(7);
    workflow.look();
    environment.sleep(Duration.ofSeconds(1));
    assertThat(record.turns).hasValue(8);
    gone();
  }

  @Test
  void thePersonWhoPausesItInTemporalHasTheRecordPausedThoughTheRecordIsAwayForAWhile() {
    ConnectorWorkflow workflow = start(ID);
    environment.sleep(Duration.ofSeconds(5));
    record.failures = 3;
    workflow.pause();
    environment.sleep(Duration.ofSeconds(60));
    assertThat(record.state).isEqualTo("PAUSED");
    assertThat(workflow.progress().state()).isEqualTo("PAUSED");
    workflow.resume();
    environment.sleep(Duration.ofSeconds(5));
    assertThat(record.state).isEqualTo("RUNNING");
    gone();
  }

  @Test
  void oneThatNobodyRecordedIsToldWhereItIsStarted() {
    start("something-else");
    assertThatThrownBy(() -> WorkflowStub.fromTyped(environment.getWorkflowClient()
            .newWorkflowStub(ConnectorWorkflow.class, "something-else")).getResult(ConnectorProgress.class))
        .cause().hasMessageContaining("POST /api/v1/connectors/{id}/start");
  }

  private void gone() {
    record.state = "GONE";
    ConnectorWorkflow workflow = environment.getWorkflowClient().newWorkflowStub(ConnectorWorkflow.class, ID);
    workflow.look();
    assertThat(WorkflowStub.fromTyped(workflow).getResult(ConnectorProgress.class).state()).isEqualTo("GONE");
  }

  private static final class Record implements ConnectorActivities {
    private final AtomicInteger turns = new AtomicInteger();
    private volatile String state = "RUNNING";
    private volatile int work;
    private volatile int failures;

    @Override
    public ConnectorProgress turn(String connectorId) {
      turns.incrementAndGet();
      return progress(work-- > 0 ? 0 : 60_000);
    }

    @Override
    public ConnectorProgress steer(String connectorId, String wanted) {
      if (failures-- > 0) {
        throw new IllegalStateException("the record is away");
      }
      state = wanted;
      return progress(wanted.equals("PAUSED") ? 60_000 : 0);
    }

    private ConnectorProgress progress(long rest) {
      return new ConnectorProgress(state, 0, 0, 0, 0, null, rest);
    }
  }
}
