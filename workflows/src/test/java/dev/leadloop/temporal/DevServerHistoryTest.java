package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Signal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Happening;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.testing.DevServer;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Histories on a real server, which and on one that suggests a new run early, so that lives pass through several. */
class DevServerHistoryTest extends HistoryCosts {
  private static DevServer server;
  private static DevServer shortRuns;
  private final List<LeadRig> rigs = new ArrayList<>();
  private final List<WorkerFactory> factories = new ArrayList<>();

  @BeforeAll
  static void startServers() {
    server = DevServer.start();
    shortRuns = DevServer.start(Map.of("limit.historyCount.suggestContinueAsNew", "40"));
  }

  @AfterAll
  static void stopServers() {
    if (server != null) {
      server.close();
    }
    if (shortRuns != null) {
      shortRuns.close();
    }
  }

  @AfterEach
  void stopWorkers() {
    factories.forEach(WorkerFactory::shutdownNow);
    // The next test's leads are told on the same queues: no worker of this test's record may be given them.
    factories.forEach(DevServerHistoryTest::awaitEnd);
    rigs.forEach(LeadRig::close);
  }

  private static void awaitEnd(WorkerFactory factory) {
    factory.awaitTermination(30, TimeUnit.SECONDS);
    assertThat(factory.isTerminated()).as("workers end").isTrue();
  }

  @Override
  LeadRig rig(LeadPolicy policy) {
    return rig(server, policy);
  }

  @Override
  void passes(Duration time) {
    LeadRig.pause(time.toMillis());
  }

  @Test
  void nextRunGoesOnWhereTheLastOneStopped() {
    LeadRig rig = rig(shortRuns, QuickPolicies.paced(Duration.ofDays(1), Duration.ofHours(1)));
    rig.enters();
    for (int n = 0; n < 20; n++) {
      rig.signal("email_open");
    }
    LeadRig.eventually(() -> !rig.stub().describe().getExecution().getRunId().equals(firstRun(rig)));
    assertThat(rig.view().score().score()).isGreaterThan(20);
    assertThat(rig.stub().describe().getTypedSearchAttributes().get(SearchAttributes.LEAD_SOURCE)).isEqualTo("webinar");
    assertThat(details(rig)).contains("Example Works",
        "https://leadloop.example.com/leads/");
    rig.signal("demo_requested");
    String answer = rig.append(LeadRig.REP_A, new EventBody.Accepted(1));
    LeadRig.eventually(() -> rig.workflows.decide(rig.start(), answer, Duration.ofSeconds(5))
        .filter(Verdict::applied).isPresent());
    assertThat(rig.view().stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(details(rig)).contains("What happened last", "Signal: demo requested", "Handed to sales → Accepted");
    DataConverter converter = LeadloopDataConverter.create();
    List<Happening> happened = Collections.nCopies(Happening.MOST, new Happening(Instant.EPOCH, "x".repeat(200)));
    long carried = converter.toPayload(new CarriedOver(99, rig.view(), rig.view().next(), null, happened)).orElseThrow()
        .getSerializedSize();
    assertThat(carried).isLessThan(8 * 1024);
  }

  @Test
  void killedServerLosesNothing() {
    LeadRig rig = rig(QuickPolicies.paced(Duration.ofDays(1), Duration.ofHours(1)));
    rig.enters();
    rig.signal("pricing_page_view");
    server.kill();
    server.restart();
    rig.signal("demo_requested");
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell rep-a HANDOFF"));
    assertThat(rig.view().stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  /** As after a change of the workflow that running histories do not fit: nothing that was said meanwhile is lost. */
  @Test
  void workflowThatCannotGoOnIsTakenUpFromTheRecord() {
    WorkflowClient client = server.client();
    WorkerFactory before = WorkerFactory.newInstance(client,
        WorkerFactoryOptions.newBuilder().setWorkerInterceptors(new ReplayTest.TimerAtItsBeginning()).build());
    LeadRig rig = new LeadRig(client, before, QuickPolicies.paced(Duration.ofDays(1), Duration.ofHours(1)), Instant::now,
        LeadWorkflowImpl.class);
    rig.enters();
    rig.signal("pricing_page_view");
    // What is decided stands in the record before the task that decided it stands in the history: of a worker that ended in
    // between nothing would be left that the next one could not go on with.
    LeadRig.eventually(() -> rig.count(EventType.EVENT_TYPE_TIMER_STARTED) > 0);
    before.shutdown();
    // A poll of it that is still open would be given tasks that nobody does.
    awaitEnd(before);
    WorkerFactory after = WorkerFactory.newInstance(client);
    factories.add(after);
    rig.workers(after, LeadWorkflowImpl.class);
    rigs.add(rig);
    rig.stub().signal("engagement", Map.of("type", "ebook_download"));
    rig.append(LeadRig.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false));
    rig.ring("demo_requested");
    LeadRig.eventually(() -> rig.pendingAttempts() > 1);
    assertThat(rig.record.state(rig.lead).signals()).hasSize(1);
    rig.workflows.startOver(rig.lead, "it could not go on", LeadRig.PATIENCE);
    LeadRig.eventually(() -> rig.record.carriedOut().contains("tell rep-a HANDOFF"));
    assertThat(rig.record.state(rig.lead).signals()).extracting(Signal::type)
        .containsExactlyInAnyOrder("pricing_page_view", "ebook_download", "demo_requested");
    assertThat(rig.view().stage()).isEqualTo(Stage.SALES_QUALIFIED);
  }

  private static String firstRun(LeadRig rig) {
    return rig.stub().describe().getWorkflowExecutionInfo().getFirstRunId();
  }

  private static String details(LeadRig rig) {
    return rig.stub().query("__temporal_workflow_metadata", io.temporal.api.sdk.v1.WorkflowMetadata.class)
        .getCurrentDetails();
  }

  private LeadRig rig(DevServer on, LeadPolicy policy) {
    WorkflowClient client = on.client();
    WorkerFactory factory = WorkerFactory.newInstance(client);
    factories.add(factory);
    LeadRig rig = new LeadRig(client, factory, policy, Instant::now);
    rigs.add(rig);
    return rig;
  }
}
