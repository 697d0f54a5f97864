package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Durations;
import dev.leadloop.lead.LeadId;
import dev.leadloop.store.RingStore;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.testing.DevServer;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TemporalFaultTest {

  @Test
  void badCallIsRefusedAndAServerThatIsAwayRefusesNothing() {
    assertThat(TemporalFault.isRefusal(Status.INVALID_ARGUMENT.withDescription("WorkflowId length exceeds limit.")
        .asRuntimeException())).isTrue();
    assertThat(TemporalFault.isRefusal(new IllegalStateException(Status.UNAVAILABLE.asRuntimeException()))).isFalse();
    assertThat(TemporalFault.isRefusal(new IllegalStateException("no call at all"))).isFalse();
  }

  @Test
  void realServerThatDoesNotKnowTheSearchAttributesYetRefusesNoLeadForGood() {
    ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
    try (DevServer server = DevServer.start(); TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      InboxRows rows = new InboxRows(jdbc);
      LeadId lead = rows.lead("lead-1");
      LeadWorkflows.Start start = new RingStore(jdbc).start(lead).orElseThrow();
      LeadWorkflows workflows = new LeadWorkflows(unprepared(server), null, deadlines, true);
      StatusRuntimeException failure = catchThrowableOfType(
          StatusRuntimeException.class, () -> untilKnown(() -> workflows.start(start, Duration.ofSeconds(5))));
      assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
      assertThat(TemporalFault.isRefusal(failure)).as(failure.toString()).isFalse();
    } finally {
      deadlines.shutdownNow();
    }
  }

  /** A client of a namespace that nobody prepared for leads. */
  private static WorkflowClient unprepared(DevServer server) {
    WorkflowServiceStubs stubs = server.client().getWorkflowServiceStubs();
    stubs.blockingStub().registerNamespace(RegisterNamespaceRequest.newBuilder()
        .setNamespace("unprepared").setWorkflowExecutionRetentionPeriod(Durations.fromDays(1)).build());
    return WorkflowClient.newInstance(stubs, WorkflowClientOptions.newBuilder().setNamespace("unprepared").build());
  }

  /** The server needs a moment before it finds a namespace it has just registered. */
  private static void untilKnown(Runnable call) throws InterruptedException {
    for (int tries = 0; ; tries++) {
      try {
        call.run();
        return;
      } catch (RuntimeException e) {
        StatusRuntimeException grpc = e instanceof StatusRuntimeException own ? own : (StatusRuntimeException) e.getCause();
        if (grpc == null || grpc.getStatus().getCode() != Status.Code.NOT_FOUND || tries == 100) {
          throw grpc == null ? e : grpc;
        }
        Thread.sleep(100);
      }
    }
  }
}
