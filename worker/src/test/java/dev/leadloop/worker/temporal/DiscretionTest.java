package dev.leadloop.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.activity.LocalActivityOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

class DiscretionTest {
  private static final String QUEUE = "discretion";
  private TestWorkflowEnvironment engine;

  @ActivityInterface
  public interface Writing {
    @ActivityMethod
    String write(String how);
  }

  @WorkflowInterface
  public interface Writer {
    @WorkflowMethod
    String run(String how);
  }

  public static final class WriterImpl implements Writer {
    private final Writing writing =
        Workflow.newActivityStub(
            Writing.class,
            ActivityOptions.newBuilder()
                .setStartToCloseTimeout(Duration.ofSeconds(10))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());

    private final Writing atOnce =
        Workflow.newLocalActivityStub(
            Writing.class,
            LocalActivityOptions.newBuilder()
                .setScheduleToCloseTimeout(Duration.ofSeconds(10))
                .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
                .build());

    @Override
    public String run(String how) {
      return how.startsWith("local ") ? atOnce.write(how.substring("local ".length())) : writing.write(how);
    }
  }

  public static final class WritingImpl implements Writing {
    @Override
    public String write(String how) {
      return switch (how) {
        case "quotes" ->
            throw new DuplicateKeyException(
                "insert", new IllegalStateException("Key (email_key)=(dana@person.example) exists"));
        case "means it" -> throw ApplicationFailure.newNonRetryableFailure("There is no such lead.", "UnknownLead");
        default -> how;
      };
    }
  }

  @BeforeEach
  void start() {
    engine =
        TestWorkflowEnvironment.newInstance(
            TestEnvironmentOptions.newBuilder()
                .setWorkerFactoryOptions(
                    WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new Heartbeats(), new Discretion()).build())
                .build());
    Worker worker = engine.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(WriterImpl.class);
    worker.registerActivitiesImplementations(new WritingImpl());
    engine.start();
  }

  @AfterEach
  void stop() {
    engine.close();
  }

  private Writer writer(String id) {
    return engine
        .getWorkflowClient()
        .newWorkflowStub(Writer.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).setWorkflowId(id).build());
  }

  private String history(String id) {
    return engine.getWorkflowClient().fetchHistory(id).getHistory().toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"quotes", "local quotes"})
  void whatAnUnforeseenExceptionQuotesStaysOutOfTheHistory(String how) {
    assertThatThrownBy(() -> writer("quoting").run(how)).isInstanceOf(WorkflowFailedException.class);
    assertThat(history("quoting")).contains("DuplicateKeyException", "the log of the worker says more")
        .doesNotContain("dana", "person.example", "email_key");
  }

  @Test
  void failureMadeForPeopleToReadPasses() {
    assertThatThrownBy(() -> writer("meaning").run("means it")).isInstanceOf(WorkflowFailedException.class);
    assertThat(history("meaning")).contains("There is no such lead.", "UnknownLead");
    assertThat(writer("well").run("well")).isEqualTo("well");
  }
}
