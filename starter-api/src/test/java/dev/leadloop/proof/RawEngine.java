package dev.leadloop.proof;

import dev.leadloop.temporal.LeadloopDataConverter;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorAutoscaling;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the engine under the product can do by itself: workflows that are started, updated once and stay open, by
 * update-with-start, with a worker as the product's own.
 */
final class RawEngine implements AutoCloseable {
  private static final String QUEUE = "proof-raw";
  private static final String TYPE = "ProofRaw";

  private final WorkflowServiceStubs stubs;
  private final WorkflowClient client;
  private final WorkerFactory factory;

  RawEngine(String target, String namespace) {
    stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder().setTarget(target).build());
    client = WorkflowClient.newInstance(stubs, WorkflowClientOptions.newBuilder()
        .setNamespace(namespace)
        .setDataConverter(LeadloopDataConverter.create())
        .build());
    factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(QUEUE, WorkerOptions.newBuilder()
        .setWorkflowTaskPollersBehavior(new PollerBehaviorAutoscaling(2, 20, 4))
        .setActivityTaskPollersBehavior(new PollerBehaviorAutoscaling(1, 20, 4))
        .build());
    worker.registerWorkflowImplementationTypes(TouchedImpl.class);
    factory.start();
  }

  /** A workflow that does nothing but take one update. */
  @WorkflowInterface
  public interface Touched {
    /** Stays open for good, like a lead. */
    @WorkflowMethod(name = TYPE)
    void run();

    /** Returns what it is given. */
    @UpdateMethod
    String touch(String given);
  }

  /** Its only implementation. */
  public static final class TouchedImpl implements Touched {
    @Override
    public void run() {
      Workflow.await(() -> false);
    }

    @Override
    public String touch(String given) {
      return given;
    }
  }

  /** Workflows started and updated a second, each waited for, that many at a time. */
  double perSecond(int count, int atOnce) {
    String run = UUID.randomUUID().toString().substring(0, 8);
    long started = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        String id = "proof-raw/" + run + "/" + i;
        all.add(threads.submit(() -> updateWithStart(id)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("The engine did not take an update", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return count / ((System.nanoTime() - started) / 1e9);
  }

  private void updateWithStart(String id) {
    WorkflowStub stub = client.newUntypedWorkflowStub(TYPE, WorkflowOptions.newBuilder()
        .setWorkflowId(id)
        .setTaskQueue(QUEUE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .build());
    stub.executeUpdateWithStart(
        UpdateOptions.newBuilder(String.class)
            .setUpdateName("touch")
            .setUpdateId(id)
            .setWaitForStage(WorkflowUpdateStage.COMPLETED)
            .build(),
        new Object[] {"x"},
        new Object[0]);
  }

  WorkflowClient client() {
    return client;
  }

  @Override
  public void close() {
    factory.shutdownNow();
    stubs.shutdownNow();
  }
}
