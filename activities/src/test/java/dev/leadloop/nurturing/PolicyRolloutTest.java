package dev.leadloop.nurturing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.nurturing.RolloutRig.Delegating;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflow;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflowImpl;
import dev.leadloop.temporal.rollout.RolloutActivities;
import dev.leadloop.temporal.rollout.RolloutOrder;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.temporal.rollout.RolloutWorkflows;
import dev.leadloop.testing.DevServer;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The workflow of a rollout over a real PostgreSQL, on a real Temporal server. */
@Timeout(180)
class PolicyRolloutTest {
  private static final Placement USUAL = Placement.USUAL;
  private static DevServer server;
  private final RolloutRig rig = new RolloutRig();
  private @Nullable WorkerFactory worker;

  @BeforeAll
  static void open() {
    server = DevServer.start();
  }

  @AfterAll
  static void closeServer() {
    server.close();
  }

  @BeforeEach
  void decide() {
    rig.decides(true);
  }

  @AfterEach
  void close() {
    kill();
    rig.close();
  }

  private void work(RolloutActivities activities) {
    kill();
    worker = WorkerFactory.newInstance(server.client());
    Worker queue = worker.newWorker(TaskQueues.ROLLOUTS);
    queue.registerWorkflowImplementationTypes(PolicyRolloutWorkflowImpl.class);
    queue.registerActivitiesImplementations(activities);
    worker.start();
  }

  private void kill() {
    if (worker != null) {
      worker.shutdownNow();
      worker.awaitTermination(30, TimeUnit.SECONDS);
    }
  }

  private void start(int version, int perMinute) throws Rollouts.Refused {
    rig.rollouts.start(version, rig.plans.plan(version, USUAL).planId(), USUAL, perMinute, RolloutRig.MIA);
    new RolloutWorkflows(server.client()).ensureRunning(version);
  }

  private static PolicyRolloutWorkflow workflow(int version) {
    return server.client().newWorkflowStub(PolicyRolloutWorkflow.class, PolicyRolloutWorkflow.workflowId(version));
  }

  private static RolloutProgress result(int version) {
    return WorkflowStub.fromTyped(workflow(version)).getResult(RolloutProgress.class);
  }

  /** The worker dies between batches, answers are lost after the commit, and somebody else asks for the same at the same time. */
  @Test
  void whateverDiesEveryLeadMovesOnceAndNoneIsStranded() throws Exception {
    rig.leads(64);
    int version = rig.publish("hello");
    CountDownLatch two = new CountDownLatch(2);
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger mostWaiting = new AtomicInteger();
    work(new Delegating(rig) {
      @Override
      public RolloutProgress orderNext(int asked) {
        if (two.getCount() == 0) {
          throw new IllegalStateException("dying");
        }
        RolloutProgress progress = super.orderNext(asked);
        mostWaiting.accumulateAndGet(progress.waiting(), Math::max);
        if (progress.ordered() > 10 && calls.incrementAndGet() % 2 == 1) {
          two.countDown();
          throw new IllegalStateException("the answer was lost after the commit");
        }
        return progress;
      }
    });
    start(version, 60);
    assertThat(rig.progress(version).ordered()).as("the first batch alone").isEqualTo(10);
    assertThat(two.await(90, TimeUnit.SECONDS)).isTrue();
    kill();
    assertThat(rig.progress(version).left()).isPositive();
    work(new Delegating(rig) {
      @Override
      public RolloutProgress orderNext(int asked) {
        Thread twin = Thread.ofPlatform().start(() -> rig.rollouts.orderNext(asked));
        RolloutProgress progress = super.orderNext(asked);
        mostWaiting.accumulateAndGet(progress.waiting(), Math::max);
        try {
          twin.join();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        return progress;
      }
    });
    new RolloutWorkflows(server.client()).ensureRunning(version);
    assertThat(result(version)).satisfies(done -> {
      assertThat(done.state()).isEqualTo("DONE");
      assertThat(List.of(done.ordered(), done.moved(), done.waiting(), done.left(), done.failed().size()))
          .containsExactly(64, 64, 0, 0, 0);
    });
    assertThat(rig.at(version)).isEqualTo(64);
    assertThat(rig.mostMoves()).isEqualTo(1);
    assertThat(mostWaiting.get()).as("a batch, not all").isLessThanOrEqualTo(10);
    assertThat(rig.number("select count(*) from lead_status where progress #>> '{nurture,step}' = 'hello'")).as("not stranded")
        .isEqualTo(64);
  }

  /** They live by the version that is the newest when they come, which may be a newer one than that which is rolled out. */
  @Test
  void whoComesInAfterItBeganIsNotMoved() throws Exception {
    rig.leads(15);
    int version = rig.publish("hello");
    work(new Delegating(rig));
    start(version, 60);
    List<String> later = rig.leads(5);
    RolloutProgress over = result(version);
    assertThat(List.of(over.state(), over.ordered(), over.moved(), over.left())).isEqualTo(List.of("DONE", 15, 15, 5));
    assertThat(rig.at(version)).isEqualTo(15);
    start(version, 6_000);
    assertThat(result(version)).as("a run that begins after they came counts its own alone").satisfies(again ->
        assertThat(List.of(again.ordered(), again.moved(), again.left())).isEqualTo(List.of(5, 5, 0)));
    assertThat(later).allSatisfy(lead ->
        assertThat(rig.number("select policy_version from lead_status where lead_id = '" + lead + "'")).isEqualTo(version));
  }

  @Test
  void leadsWhoseMoveFailsAreNamedAndHoldNobodyUp() throws Exception {
    List<String> leads = rig.leads(25);
    rig.poisoned.add(leads.get(3));
    rig.unrecordable.add(leads.get(7));
    int version = rig.publish("hello");
    work(new Delegating(rig));
    start(version, 60);
    eventually(() -> rig.progress(version).moved() == 23);
    eventually(() -> rig.progress(version).failed().size() == 2);
    assertThat(rig.progress(version).failed()).extracting(RolloutProgress.FailedMove::leadId, RolloutProgress.FailedMove::why)
        .containsExactlyInAnyOrder(
            org.assertj.core.groups.Tuple.tuple(leads.get(3), "its move could not be decided (IllegalStateException)"),
            org.assertj.core.groups.Tuple.tuple(
                leads.get(7), "its decision cannot be recorded (DataIntegrityViolationException); it is tried again"));
    eventually(() -> workflow(version).progress().failed().size() == 2);
    assertThat(rig.progress(version).state()).isEqualTo("RUNNING");
    rig.unrecordable.clear();
    assertThat(result(version)).satisfies(done -> {
      assertThat(done.state()).isEqualTo("DONE");
      assertThat(List.of(done.ordered(), done.moved(), done.failed().size(), done.left())).containsExactly(25, 24, 1, 1);
    });
    rig.poisoned.clear();
    start(version, 60);
    assertThat(result(version)).as("begun anew it tries the one that failed again").satisfies(again ->
        assertThat(List.of(again.ordered(), again.moved(), again.failed().size(), again.left())).containsExactly(1, 1, 0, 0));
    assertThat(rig.mostMoves()).isEqualTo(1);
  }

  @Test
  void nobodyMovesWhileItIsPausedBySignalOrByCallAndStoppedItIsOver() throws Exception {
    rig.leads(30);
    int version = rig.publish("hello");
    work(new Delegating(rig));
    start(version, 60);
    workflow(version).pause();
    eventually(() -> workflow(version).progress().paused());
    assertThat(rig.progress(version).stateBy()).isEqualTo("temporal:temporal");
    int moved = rig.at(version);
    assertThat(rig.progress(version).waiting()).isZero();
    Thread.sleep(1_500);
    assertThat(rig.at(version)).as("nobody moves in half a minute of its clock").isEqualTo(moved).isLessThan(30);
    assertThat(rig.rollouts.resume(version, RolloutRig.MIA)).hasValueSatisfying(going ->
        assertThat(going.waiting()).isPositive());
    new RolloutWorkflows(server.client()).look(version);
    eventually(() -> rig.at(version) > moved);
    eventually(() -> !workflow(version).progress().paused());
    workflow(version).stop();
    assertThat(result(version).state()).isEqualTo("STOPPED");
    int stopped = rig.at(version);
    Thread.sleep(1_000);
    assertThat(rig.at(version)).isEqualTo(stopped);
    assertThat(rig.rollouts.resume(version, RolloutRig.MIA)).hasValueSatisfying(over ->
        assertThat(List.of(over.state(), over.waiting(), over.left())).containsExactly("STOPPED", 0, 30 - stopped));
    assertThat(rig.mostMoves()).isEqualTo(1);
  }

  @Test
  void theRolloutThatWasStartedLastTakesOver() throws Exception {
    rig.leads(25);
    int second = rig.publish("hello");
    int third = rig.publish("welcome");
    work(new Delegating(rig));
    rig.decides(false);
    start(second, 60);
    start(third, 60);
    assertThat(result(second)).extracting(RolloutProgress::state, RolloutProgress::stateBy)
        .containsExactly("STOPPED", "the rollout of version 3");
    assertThat(rig.progress(second).waiting()).as("its orders are taken back").isZero();
    rig.decides(true);
    assertThat(result(third).state()).isEqualTo("DONE");
    assertThat(rig.at(third)).isEqualTo(25);
    assertThat(rig.mostMoves()).isEqualTo(1);
  }

  @Test
  void theChosenPlacesAreInThePlanAndAreWhereLeadsGoOn() throws Exception {
    rig.leads(3);
    int version = rig.publish("hello");
    assertThatThrownBy(() -> rig.plans.placement(version, Map.of("nurture/guid", "nurture/hello"), null))
        .hasMessageContaining("did you mean 'nurture/guide'?");
    assertThatThrownBy(() -> rig.plans.placement(version, Map.of("nurture/guide", "nurture/helo"), null))
        .hasMessageContaining("did you mean 'nurture/hello'?");
    assertThatThrownBy(() -> rig.plans.placement(version, null, "strat")).hasMessageContaining("did you mean 'start'?");
    Placement named = rig.plans.placement(version, Map.of("nurture/guide", "recycle-general/checking-in"), "end");
    RolloutPlan plan = rig.plans.plan(version, named);
    assertThat(plan.withoutPlace()).isZero();
    assertThat(plan.moves()).singleElement().satisfies(move -> {
      assertThat(move.toPlace()).isEqualTo("recycle-general/checking-in");
      assertThat(move.what()).startsWith("goes on at 'checking-in' of 'recycle-general'").endsWith("as the rollout says");
    });
    Placement ends = rig.plans.placement(version, null, "end");
    RolloutPlan ending = rig.plans.plan(version, ends);
    assertThat(ending.moves()).singleElement().satisfies(move -> assertThat(move.what()).endsWith("and no other sequence"));
    assertThat(List.of(plan.planId(), ending.planId(), rig.plans.plan(version, USUAL).planId())).doesNotHaveDuplicates();
    assertThatThrownBy(() -> rig.rollouts.start(version, plan.planId(), ends, 600, RolloutRig.MIA))
        .isInstanceOf(Rollouts.Refused.class);
    rig.decides(false);
    rig.rollouts.start(version, plan.planId(), named, 600, RolloutRig.MIA);
    assertThatThrownBy(() -> rig.rollouts.start(version, ending.planId(), ends, 600, RolloutRig.MIA))
        .hasMessageContaining("under way with other places");
    rig.decides(true);
    eventually(() -> rig.number("select count(*) from lead_status where progress #>> '{nurture,step}' = 'checking-in'") == 3);
  }

  @Test
  void whoWorksInTemporalStartsItWithAnOrder() throws Exception {
    rig.leads(3);
    int version = rig.publish("hello");
    work(new Delegating(rig));
    assertThatThrownBy(() -> run("rollout/" + version, new RolloutOrder(null, null, null, "strat", false)))
        .rootCause().hasMessageContaining("did you mean 'start'?");
    assertThatThrownBy(() -> run("rollouts", RolloutOrder.USUAL)).rootCause().hasMessageContaining("'rollout/<version>'");
    assertThat(run("rollout/" + version, new RolloutOrder(null, 6_000, null, "end", false))).satisfies(done -> {
      assertThat(done.by()).isEqualTo("temporal:temporal");
      assertThat(done.moved()).isEqualTo(3);
    });
    assertThat(rig.number("select count(*) from lead_status where progress #> '{nurture,position}' is not null"
        + " or progress #>> '{nurture,step}' is not null")).as("their sequence ended, as chosen").isZero();
    assertThat(rig.number("select count(*) from lifecycle_event where type = 'sequence_ended' and entry ->> 'why' ="
        + " 'policy version 2 has no step ''guide'''")).isEqualTo(3);
  }

  private static RolloutProgress run(String id, RolloutOrder order) {
    PolicyRolloutWorkflow workflow = server.client().newWorkflowStub(
        PolicyRolloutWorkflow.class,
        WorkflowOptions.newBuilder().setTaskQueue(TaskQueues.ROLLOUTS).setWorkflowId(id).build());
    WorkflowClient.start(workflow::run, order);
    return WorkflowStub.fromTyped(workflow).getResult(RolloutProgress.class);
  }

  private static void eventually(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("did not happen within 60 s").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
