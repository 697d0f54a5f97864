package dev.leadloop.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.RetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.testserver.TestServer;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeartbeatsTest {
  private static final String QUEUE = "slow";

  /** Takes longer than the time after which a silent worker is taken for dead. */
  @ActivityInterface
  public interface Slow {
    /** Returns when it is done. */
    String work() throws InterruptedException;
  }

  /** Has the slow work done once. */
  @WorkflowInterface
  public interface OnlyOnce {
    /** Returns what the work returned, or fails where it was given up. */
    @WorkflowMethod
    String run() throws InterruptedException;
  }

  /** Its only implementation. */
  public static final class OnlyOnceImpl implements OnlyOnce {
    @Override
    public String run() throws InterruptedException {
      return Workflow.newActivityStub(Slow.class, ActivityOptions.newBuilder()
          .setStartToCloseTimeout(Duration.ofMinutes(1))
          .setHeartbeatTimeout(Duration.ofSeconds(1))
          .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(1).build())
          .build()).work();
    }
  }

  /** Has the slow work done by whoever lives. */
  @WorkflowInterface
  public interface UntilDone {
    /** Returns what the work returned. */
    @WorkflowMethod
    String run();
  }

  /** Its only implementation; the work is tried again only where a worker fell silent with it. */
  public static final class UntilDoneImpl implements UntilDone {
    @Override
    public String run() {
      return Workflow.newUntypedActivityStub(ActivityOptions.newBuilder()
          .setTaskQueue(QUEUE)
          .setStartToCloseTimeout(Duration.ofMinutes(5))
          .setHeartbeatTimeout(Duration.ofSeconds(1))
          .setRetryOptions(RetryOptions.newBuilder().setMaximumAttempts(2).build())
          .build()).execute("Work", String.class);
    }
  }

  /** A worker of a process of its own, which takes the work in hand and never ends it. */
  public static final class Mortal {
    private Mortal() {}

    /**
     * Works until the process is killed.
     *
     * @param args the server's address, and a file that is made when the work was begun
     */
    public static void main(String[] args) {
      Path begun = Path.of(args[1]);
      WorkerFactory factory = factory(args[0]);
      factory.newWorker(QUEUE).registerActivitiesImplementations((Slow) () -> {
        touch(begun);
        Thread.sleep(Duration.ofMinutes(5));
        return "never";
      });
      factory.start();
    }

    private static void touch(Path file) {
      try {
        Files.createFile(file);
      } catch (IOException unwritable) {
        throw new UncheckedIOException(unwritable);
      }
    }
  }

  @Test
  void workOfAWorkerThatDiedIsTakenUpByAnotherLongBeforeItsTimeIsOver(@TempDir Path folder) throws Exception {
    int port = freePort();
    String address = "127.0.0.1:" + port;
    Path begun = folder.resolve("begun");
    TestServer.PortBoundTestServer server = TestServer.createPortBoundServer(port);
    try {
      Process mortal = new ProcessBuilder(
          ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
          Mortal.class.getName(), address, begun.toString())
          .redirectErrorStream(true).redirectOutput(folder.resolve("mortal.log").toFile()).start();
      WorkerFactory flows = factory(address);
      WorkerFactory other = factory(address);
      try {
        flows.newWorker("flows").registerWorkflowImplementationTypes(UntilDoneImpl.class);
        flows.start();
        CompletableFuture<String> result = WorkflowClient.execute(flows.getWorkflowClient().newWorkflowStub(
            UntilDone.class, WorkflowOptions.newBuilder().setTaskQueue("flows").build())::run);
        for (int tenths = 0; tenths < 600 && Files.notExists(begun); tenths++) {
          Thread.sleep(100);
        }
        assertThat(begun).exists();
        Thread.sleep(Duration.ofSeconds(3));
        assertThat(result).as("a worker that lives keeps its work").isNotDone();
        mortal.destroyForcibly().waitFor();
        other.newWorker(QUEUE).registerActivitiesImplementations((Slow) () -> "done by another");
        other.start();
        assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo("done by another");
      } finally {
        mortal.destroyForcibly().waitFor();
        other.shutdownNow();
        flows.shutdownNow();
      }
    } finally {
      server.close();
    }
  }

  private static WorkerFactory factory(String address) {
    return WorkerFactory.newInstance(
        WorkflowClient.newInstance(WorkflowServiceStubs.newServiceStubs(
            WorkflowServiceStubsOptions.newBuilder().setTarget(address).build())),
        WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new Heartbeats()).build());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void workThatTakesLongIsNotTakenForDead() throws InterruptedException {
    try (TestWorkflowEnvironment server = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
        .setUseTimeskipping(false)
        .setWorkerFactoryOptions(WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new Heartbeats()).build())
        .build())) {
      Worker worker = server.newWorker(QUEUE);
      worker.registerWorkflowImplementationTypes(OnlyOnceImpl.class);
      worker.registerActivitiesImplementations((Slow) () -> {
        Thread.sleep(Duration.ofSeconds(3));
        return "done";
      });
      server.start();
      OnlyOnce workflow = server.getWorkflowClient().newWorkflowStub(
          OnlyOnce.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
      assertThat(workflow.run()).isEqualTo("done");
    }
  }
}
