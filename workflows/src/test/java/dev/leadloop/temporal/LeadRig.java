package dev.leadloop.temporal;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.testing.Replay;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One lead living in a Temporal server, with a worker and a record in memory. */
final class LeadRig implements AutoCloseable {
  static final Principal MARKETING = new Principal(Principal.Kind.MARKETING, "marketing");
  static final Principal REP_A = new Principal(Principal.Kind.REP, "rep-a");
  static final Duration PATIENCE = Duration.ofSeconds(20);
  /** After which what is waited for will not come: a busy machine is no failure, and whatever comes ends the wait. */
  private static final Duration AT_LAST = Duration.ofSeconds(90);

  final LeadId lead;
  final InMemoryRecord record;
  final WorkflowClient client;
  final LeadWorkflows workflows;
  private final ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor();
  private final Supplier<Instant> clock;
  private int events;

  LeadRig(WorkflowClient client, WorkerFactory factory, LeadPolicy policy, Supplier<Instant> clock) {
    this(client, factory, policy, clock, LeadWorkflowImpl.class);
  }

  LeadRig(WorkflowClient client, WorkerFactory factory, LeadPolicy policy, Supplier<Instant> clock, Class<?> workflow) {
    this.client = client;
    this.clock = clock;
    this.lead = new LeadId("lead-" + clock.get().toEpochMilli());
    this.record = new InMemoryRecord(policy);
    this.workflows = new LeadWorkflows(client, "https://leadloop.example.com", deadlines, true, false);
    workers(factory, workflow);
    record.know(lead, director());
  }

  /** Workers of this record, with that workflow for leads. */
  void workers(WorkerFactory factory, Class<?> workflow) {
    Worker leads = factory.newWorker(TaskQueues.LEADS);
    leads.registerWorkflowImplementationTypes(workflow);
    leads.registerActivitiesImplementations(record);
    factory.newWorker(TaskQueues.EMAIL).registerActivitiesImplementations(record);
    factory.start();
  }

  static LeadProfile director() {
    return director(null);
  }

  static LeadProfile director(@Nullable String timeZone) {
    return new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director", new Company("Example Works", 150, "software"), "DE",
        timeZone, new FirstTouch("webinar", null, null), Map.of(), MailConsent.UNKNOWN);
  }

  LeadWorkflows.Start start() {
    return new LeadWorkflows.Start(lead, "Example Works", LeadSearchValues.entering("webinar", 1), record.state(lead).seq() > 0);
  }

  void enters() {
    append(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    ring("entered");
  }

  String append(Principal by, EventBody body) {
    String eventId = "event-" + ++events;
    record.append(lead, eventId, clock.get(), by, body);
    return eventId;
  }

  void ring(String label) {
    workflows.ring(start(), label, PATIENCE);
  }

  /** A signal through the inbox, called and waited for. */
  void signal(String type) {
    append(MARKETING, new EventBody.Engaged(type, Map.of(), false));
    long before = record.state(lead).seq();
    ring(type);
    eventually(() -> record.state(lead).seq() > before);
  }

  Verdict answer(Principal by, EventBody body) {
    return workflows.decide(start(), append(by, body), PATIENCE).orElseThrow();
  }

  WorkflowStub stub() {
    return client.newUntypedWorkflowStub(lead.workflowId());
  }

  LeadView view() {
    return client.newWorkflowStub(LeadWorkflow.class, lead.workflowId()).view();
  }

  /** How often the task that waits was begun. */
  int pendingAttempts() {
    return client.getWorkflowServiceStubs().blockingStub()
        .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
            .setNamespace(client.getOptions().getNamespace())
            .setExecution(WorkflowExecution.newBuilder().setWorkflowId(lead.workflowId()))
            .build())
        .getPendingWorkflowTask().getAttempt();
  }

  List<HistoryEvent> history() {
    return client.fetchHistory(lead.workflowId()).getEvents();
  }

  long count(EventType type) {
    return history().stream().filter(event -> event.getEventType() == type).count();
  }

  /** The number of events once none has been added for a while. */
  int settledHistory() {
    int length = history().size();
    while (true) {
      pause(300);
      int now = history().size();
      if (now == length) {
        return now;
      }
      length = now;
    }
  }

  static void eventually(Supplier<Boolean> condition) {
    long end = System.nanoTime() + AT_LAST.toNanos();
    while (!condition.get()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("did not happen within " + AT_LAST.toSeconds() + " s");
      }
      pause(20);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Whatever was lived here must be understood by another worker; a lead whose workflow never ran has nothing to show. */
  @Override
  public void close() {
    deadlines.shutdownNow();
    WorkflowExecutionHistory lived;
    try {
      lived = client.fetchHistory(lead.workflowId());
    } catch (StatusRuntimeException neverRan) {
      return;
    }
    try {
      Replay.ofLead(lived);
    } catch (Exception differs) {
      throw new AssertionError("what was lived here cannot be taken up by another worker", differs);
    }
  }
}
