package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.temporal.LeadloopDataConverter;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.imports.ImportActivities;
import dev.leadloop.temporal.imports.ImportProgress;
import dev.leadloop.temporal.imports.ImportWorkflow;
import dev.leadloop.temporal.imports.ImportWorkflowImpl;
import dev.leadloop.testing.DevServer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow over real batches on a real PostgreSQL. */
@Timeout(120)
class ImportWorkflowTest {
  private static final String MAPPING = "{\"system\": \"crm\", \"columns\": {\"Id\": \"externalId\", \"Size\": \"companySize\"}}";
  private static final ImportProgress ALL = new ImportProgress(2_100, 2_100, 2_079, 0, 0, 21, 0);

  private static ImportRig rig;
  private TestWorkflowEnvironment environment;
  private final List<WorkerFactory> workers = new ArrayList<>();

  @BeforeAll
  static void openDatabase() {
    rig = new ImportRig();
  }

  @AfterAll
  static void closeDatabase() {
    rig.close();
  }

  @BeforeEach
  void open() {
    rig.clear();
    environment = TestWorkflowEnvironment.newInstance(
        TestEnvironmentOptions.newBuilder()
            .setWorkflowClientOptions(
                WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build())
            .build());
  }

  @AfterEach
  void close() {
    workers.forEach(WorkerFactory::shutdownNow);
    workers.forEach(worker -> worker.awaitTermination(10, TimeUnit.SECONDS));
    environment.close();
  }

  @Test
  void aFileIsBroughtInBatchByBatchAndItsCountsAreTheResult() {
    String importId = rig.stage(file(), MAPPING);
    work(rig.batches);
    ImportWorkflow workflow = start(importId);
    assertThat(WorkflowStub.fromTyped(workflow).getResult(ImportProgress.class)).isEqualTo(ALL);
    assertThat(workflow.progress()).isEqualTo(ALL);
    assertThat(rig.number("select count(*) from lead")).isEqualTo(2_079);
  }

  @Test
  void aWorkerThatDiesBetweenTwoBatchesIsFollowedByOneThatGoesOnWithExactCounts() throws Exception {
    String importId = rig.stage(file(), MAPPING);
    CountDownLatch two = new CountDownLatch(2);
    AtomicInteger calls = new AtomicInteger();
    // A real server: the in-memory one may keep the task it gave to a worker that died.
    try (DevServer server = DevServer.start()) {
      WorkflowClient client = server.client();
      WorkerFactory first = work(client, new Delegating(rig.batches) {
        @Override
        public ImportProgress importBatch(String id) {
          if (calls.incrementAndGet() > 2) {
            throw new IllegalStateException("dying");
          }
          ImportProgress progress = super.importBatch(id);
          two.countDown();
          return progress;
        }
      });
      ImportWorkflow workflow = start(client, importId);
      assertThat(two.await(60, TimeUnit.SECONDS)).isTrue();
      first.shutdownNow();
      first.awaitTermination(30, TimeUnit.SECONDS);
      assertThat(rig.number("select rows_done from import_job")).isEqualTo(1_000);
      WorkerFactory second = work(client, rig.batches);
      assertThat(WorkflowStub.fromTyped(workflow).getResult(ImportProgress.class)).isEqualTo(ALL);
      assertExact();
      second.shutdownNow();
      second.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void aBatchWhoseAnswerWasLostIsNotTakenTwice() {
    String importId = rig.stage(file(), MAPPING);
    AtomicInteger calls = new AtomicInteger();
    work(new Delegating(rig.batches) {
      @Override
      public ImportProgress importBatch(String id) {
        ImportProgress progress = super.importBatch(id);
        if (calls.incrementAndGet() % 2 == 1) {
          throw new IllegalStateException("the answer was lost after the commit");
        }
        return progress;
      }
    });
    assertThat(WorkflowStub.fromTyped(start(importId)).getResult(ImportProgress.class)).isEqualTo(ALL);
    assertExact();
  }

  @Test
  void aDatabaseThatFailsForAWhileOnlyDelaysTheImport() {
    String importId = rig.stage(file(), MAPPING);
    AtomicInteger calls = new AtomicInteger();
    work(new Delegating(rig.batches) {
      @Override
      public ImportProgress importBatch(String id) {
        if (calls.incrementAndGet() < 20) {
          throw new IllegalStateException("the database does not answer");
        }
        return super.importBatch(id);
      }
    });
    assertThat(WorkflowStub.fromTyped(start(importId)).getResult(ImportProgress.class)).isEqualTo(ALL);
  }

  @Test
  void leadsThatWaitForTheirWorkflowsSlowTheImportDown() {
    String importId = rig.stage(file(), MAPPING);
    work(new Delegating(rig.batches) {
      @Override
      public ImportProgress importBatch(String id) {
        ImportProgress now = super.importBatch(id);
        return new ImportProgress(
            now.total(), now.done(), now.created(), now.merged(), now.unchanged(), now.failed(), 2_000);
      }
    });
    long before = environment.currentTimeMillis();
    WorkflowStub.fromTyped(start(importId)).getResult(ImportProgress.class);
    assertThat(environment.currentTimeMillis() - before).isGreaterThanOrEqualTo(4 * 5_000);
  }

  @Test
  void aCancelledImportStopsAndSaysSo() {
    String importId = rig.stage(file(), MAPPING);
    AtomicInteger calls = new AtomicInteger();
    work(new Delegating(rig.batches) {
      @Override
      public ImportProgress importBatch(String id) {
        ImportProgress progress = super.importBatch(id);
        if (calls.incrementAndGet() == 2) {
          environment.getWorkflowClient().newUntypedWorkflowStub(ImportWorkflow.workflowId(id)).cancel();
        }
        return progress;
      }
    });
    assertThatThrownBy(() -> WorkflowStub.fromTyped(start(importId)).getResult(ImportProgress.class))
        .isInstanceOf(WorkflowFailedException.class);
    ImportJob job = rig.store.find(importId).orElseThrow();
    assertThat(job.state()).isEqualTo(ImportJob.State.STOPPED);
    assertThat(job.counts().done()).isLessThan(2_100);
  }

  @Test
  void anImportNobodyKnowsFails() {
    work(rig.batches);
    assertThatThrownBy(() -> WorkflowStub.fromTyped(start("unknown")).getResult(ImportProgress.class))
        .isInstanceOf(WorkflowFailedException.class)
        .hasRootCauseInstanceOf(ApplicationFailure.class);
  }

  private void assertExact() {
    assertThat(rig.number("select count(*) from lead")).isEqualTo(2_079);
    assertThat(rig.number("select count(*) from inbox")).isEqualTo(2_079);
    assertThat(rig.number("select created + merged + unchanged + failed from import_job")).isEqualTo(2_100);
    assertThat(rig.number("select count(*) from import_row where outcome is null")).isZero();
  }

  private void work(ImportActivities activities) {
    work(environment.getWorkflowClient(), activities);
  }

  private WorkerFactory work(WorkflowClient client, ImportActivities activities) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(TaskQueues.IMPORTS);
    worker.registerWorkflowImplementationTypes(ImportWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    factory.start();
    workers.add(factory);
    return factory;
  }

  private ImportWorkflow start(String importId) {
    return start(environment.getWorkflowClient(), importId);
  }

  private static ImportWorkflow start(WorkflowClient client, String importId) {
    ImportWorkflow workflow = client.newWorkflowStub(
        ImportWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.IMPORTS)
            .setWorkflowId(ImportWorkflow.workflowId(importId))
            .build());
    WorkflowClient.start(workflow::run, importId);
    return workflow;
  }

  /** 2,100 rows; every hundredth has a number that is none. */
  private static String file() {
    return "Id,Size\n" + IntStream.rangeClosed(1, 2_100)
        .mapToObj(i -> i + "," + (i % 100 == 0 ? "many" : i))
        .collect(Collectors.joining("\n"));
  }

  private static class Delegating implements ImportActivities {
    private final ImportActivities batches;

    Delegating(ImportActivities batches) {
      this.batches = batches;
    }

    @Override
    public ImportProgress importBatch(String importId) {
      return batches.importBatch(importId);
    }

    @Override
    public void stopImport(String importId) {
      batches.stopImport(importId);
    }
  }
}
