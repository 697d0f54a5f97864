package dev.leadloop.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.util.Durations;
import dev.leadloop.lead.LeadId;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.testing.DevServer;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.temporal.TemporalNamespace;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.RegisterNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TemporalFaultTest {
  private static final Duration CALL = Duration.ofSeconds(5);

  @Test
  void badCallIsRefusedAndAServerThatIsAwayRefusesNothing() {
    StatusRuntimeException refused =
        Status.INVALID_ARGUMENT.withDescription("WorkflowId length exceeds limit.").asRuntimeException();
    assertThat(TemporalFault.kind(new IllegalStateException("Lead", refused))).isEqualTo(TemporalFault.Kind.REFUSED);
    assertThat(TemporalFault.code(new IllegalStateException("Lead", refused))).isEqualTo("INVALID_ARGUMENT");
    assertThat(TemporalFault.words(new IllegalStateException("Lead", refused))).isEqualTo("WorkflowId length exceeds limit.");
    assertThat(TemporalFault.kind(new IllegalStateException(Status.UNAVAILABLE.asRuntimeException())))
        .isEqualTo(TemporalFault.Kind.HELD_UP);
    IllegalStateException own = new IllegalStateException("wrapped", new IllegalArgumentException("no call at all"));
    assertThat(TemporalFault.kind(own)).isEqualTo(TemporalFault.Kind.REFUSED);
    assertThat(TemporalFault.code(own)).isEqualTo("IllegalArgumentException");
    assertThat(TemporalFault.words(own)).isEqualTo("no call at all");
  }

  @Test
  void realServerThatIsNotPreparedYetIsInTroubleAndPreparedAndThenRefusesOneLeadAlone() throws InterruptedException {
    ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
    try (DevServer server = DevServer.start(); TestDatabase database = TestPostgres.freshDatabase()) {
      JdbcClient jdbc = JdbcClient.create(database.dataSource());
      InboxRows rows = new InboxRows(jdbc);
      RingStore store = new RingStore(jdbc);
      LeadId lead = rows.lead("lead-1");
      LeadId refused = rows.lead("refused");
      rows.signal(lead, "page_view");
      rows.signal(refused, "page_view");
      WorkflowClient client = unprepared(server);
      TemporalNamespace namespace = new TemporalNamespace(client.getWorkflowServiceStubs(), "unprepared", true, true);
      LeadWorkflows workflows = new LeadWorkflows(client, null, deadlines, true, false);
      StatusRuntimeException failure = catchThrowableOfType(
          StatusRuntimeException.class, () -> untilKnown(() -> workflows.start(store.start(lead).orElseThrow(), CALL)));
      assertThat(TemporalFault.kind(failure)).as("one cannot tell from the answer").isEqualTo(TemporalFault.Kind.REFUSED);
      Relay relay = new Relay(
          store, new SetAsideStore(jdbc), new Calls((start, label) -> {
            if (start.lead().equals(refused)) {
              tooLong(client);
            }
            workflows.ring(start, label, CALL);
          }, Runnable::run), new AskedOnce(namespace::trouble, Clock.systemUTC()), Clock.systemUTC());
      assertThat(relay.go()).as("nobody can be started").isEqualTo(Duration.ofMillis(500));
      assertThat(setAside(jdbc)).isEmpty();
      long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
      while (!namespace.trouble().isEmpty()) {
        assertThat(System.nanoTime()).as(namespace.trouble().toString()).isLessThan(end);
        Thread.sleep(200);
      }
      while (setAside(jdbc).isEmpty() || client.countWorkflows("WorkflowType = 'Lead'").getCount() == 0) {
        assertThat(System.nanoTime()).isLessThan(end);
        Thread.sleep(relay.go());
      }
      assertThat(setAside(jdbc)).containsExactly(refused.value() + " INVALID_ARGUMENT");
    } finally {
      deadlines.shutdownNow();
    }
  }

  /** What the server refuses of one caller alone. */
  private static void tooLong(WorkflowClient client) {
    client.newUntypedWorkflowStub("Lead", WorkflowOptions.newBuilder()
        .setWorkflowId("x".repeat(1_001)).setTaskQueue(TaskQueues.LEADS).build()).start();
  }

  private static List<String> setAside(JdbcClient jdbc) {
    return jdbc.sql("select lead_id || ' ' || code from set_aside").query(String.class).list();
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
