package dev.leadloop.nurturing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.intake.Intake;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.PolicySource;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.campaign.CampaignActivities;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.temporal.campaign.CampaignWorkflow;
import dev.leadloop.temporal.campaign.CampaignWorkflowImpl;
import dev.leadloop.testing.DevServer;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.view.SegmentStore;
import dev.leadloop.view.SequenceReadStore;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowFailedException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Campaigns and rollouts over a real PostgreSQL, campaigns on a real Temporal server too. */
@Timeout(120)
class CampaignTest {
  private static final Principal MIA = new Principal(Principal.Kind.MARKETING, "mia");
  private static final String STARTER = PolicyCatalog.starter();
  private final AtomicInteger number = new AtomicInteger();
  private TestDatabase database;
  private JdbcClient jdbc;
  private JdbcTransactionManager transactions;
  private DecideAndRecord decisions;
  private LeadIntake intake;
  private Campaigns campaigns;
  private CampaignStore store;
  private final List<LeadPolicy> published =
      new java.util.concurrent.CopyOnWriteArrayList<>(List.of(PolicyTexts.read(STARTER, 1)));
  private final PolicySource policies = new PolicySource() {
    @Override
    public LeadPolicy version(int version) {
      return published.get(version - 1);
    }

    @Override
    public LeadPolicy latest() {
      return published.get(published.size() - 1);
    }
  };

  @BeforeEach
  void open() {
    database = TestPostgres.freshDatabase();
    jdbc = JdbcClient.create(database.dataSource());
    transactions = new JdbcTransactionManager(database.dataSource());
    LeadRecords records = LeadRecords.over(jdbc);
    decisions = new DecideAndRecord(
        records, new TransactionTemplate(transactions), policies, LeadLifecycle::decide, Clock.systemUTC());
    intake = new LeadIntake(jdbc, records.inbox(), transactions, Clock.systemUTC(), EmailAddresses::normalise);
    store = new CampaignStore(jdbc);
    campaigns = new Campaigns(
        store, new SegmentStore(jdbc), records.inbox(), policies, text -> text.startsWith("nurture/"),
        new SequencePauses(jdbc, transactions, Clock.systemUTC()), transactions,
        Clock.systemUTC());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aCampaignReachesTheSegmentAndNobodyElse() {
    leads(4, "DE");
    leads(3, "FR");
    LeadId gone = leads(1, "DE").get(0);
    jdbc.sql("insert into address (email_key, suppressed) select email_key, 'unsubscribed' from lead where lead_id = :lead")
        .param("lead", gone.value()).update();
    CampaignOrder order = order("recycle-general", "{\"fact\": \"country\", \"in\": [\"DE\"]}", 600);
    assertThat(reach(order)).isEqualTo(new Told(4, 0, Map.of("nurture", 4)));
    assertThat(reach(order("nurture", null, null))).as("they are in it already").isEqualTo(new Told(0, 0, Map.of()));
    assertThat(reach(order("recycle-general", "{\"band\": \"cold\"}", null))).isEqualTo(new Told(7, 0, running("FR", "DE")));
    campaigns.open("spring", order, MIA);
    assertThat(campaigns.tellNext("spring", 3)).extracting(CampaignProgress::told, CampaignProgress::state)
        .containsExactly(3, "RUNNING");
    assertThat(campaigns.tellNext("spring", 3)).extracting(CampaignProgress::told, CampaignProgress::state)
        .containsExactly(4, "DONE");
    assertThat(ordered("spring")).isEqualTo(4);
  }

  /** Counted in the record itself, by the country of those who may be mailed. */
  private Map<String, Integer> running(String... countries) {
    Map<String, Integer> running = new HashMap<>();
    jdbc.sql("select progress #>> '{nurture,sequence}' as sequence, count(*)::int as leads from lead_status join lead using"
            + " (lead_id) left join address using (email_key) where suppressed is null and country = any (:countries)"
            + " and progress #>> '{nurture,sequence}' is not null group by 1")
        .param("countries", countries)
        .query(row -> {
          running.put(row.getString("sequence"), row.getInt("leads"));
        });
    return running;
  }

  @Test
  void thePreviewTellsWhoseRunningSequenceItEnds() {
    List<LeadId> leads = leads(5, "DE");
    jdbc.sql("update lead_status set progress = progress - 'nurture' where lead_id = :lead").param("lead", leads.get(0).value())
        .update();
    jdbc.sql("update lead_status set progress = jsonb_set(progress, '{nurture,sequence}', '\"mql\"') where lead_id = :lead")
        .param("lead", leads.get(1).value()).update();
    Told reach = reach(order("recycle-general", null, 600));
    assertThat(reach.leads()).isEqualTo(5);
    assertThat(reach.ends()).isEqualTo(running("DE")).isEqualTo(Map.of("mql", 1, "nurture", 3));
  }

  @Test
  void theSameCampaignStartedTwiceTellsEachLeadOnce() {
    leads(3, "DE");
    CampaignOrder order = order("recycle-general", null, 600);
    campaigns.open("twice", order, MIA);
    campaigns.tellNext("twice", 99);
    assertThat(campaigns.open("twice", order, MIA).progress().state()).isEqualTo("DONE");
    assertThat(campaigns.tellNext("twice", 99).told()).isEqualTo(3);
    jdbc.sql("update campaign set state = 'RUNNING', last_lead = ''").update();
    assertThat(campaigns.tellNext("twice", 99).told()).as("even if it began anew").isEqualTo(3);
    assertThat(ordered("twice")).isEqualTo(3);
    assertThatThrownBy(() -> campaigns.open("twice", order("nurture", null, 600), MIA))
        .hasMessageContaining("give this one another id");
  }

  @Test
  void whoHasHadAllOfTheVersionIsLeftOutAndCountedUnlessTheOrderSaysAgain() {
    List<LeadId> leads = leads(6, "DE");
    had(leads.get(0), "{\"checking-in\":1,\"whats-new\":1}");
    had(leads.get(1), "{\"checking-in\":1,\"whats-new\":2}");
    had(leads.get(2), "{\"checking-in\":1}");
    assertThat(reach(order("recycle-general", null, 600))).isEqualTo(new Told(4, 2, Map.of("nurture", 4)));
    campaigns.open("second", order("recycle-general", null, 600), MIA);
    assertThat(campaigns.tellNext("second", 2).state()).isEqualTo("RUNNING");
    assertThat(campaigns.tellNext("second", 99)).satisfies(progress -> {
      assertThat(progress.told()).isEqualTo(4);
      assertThat(progress.had()).isEqualTo(2);
      assertThat(progress.looked()).isEqualTo(6);
      assertThat(progress.state()).isEqualTo("DONE");
    });
    CampaignOrder again = new CampaignOrder("recycle-general", null, 600, true);
    assertThat(reach(again)).isEqualTo(new Told(6, 0, Map.of("nurture", 6)));
    assertThatThrownBy(() -> campaigns.open("second", again, MIA)).hasMessageContaining("'again'");
    campaigns.open("third", again, MIA);
    assertThat(campaigns.tellNext("third", 99)).extracting(CampaignProgress::told, CampaignProgress::had).containsExactly(6, 0);
    assertThat(jdbc.sql("select distinct body ->> 'again' from inbox where event_id = 'campaign-third'").query(String.class)
        .list())
        .containsExactly("true");
  }

  /** As if the lead had been through the sequence before. */
  private void had(LeadId lead, String mails) {
    jdbc.sql("update lead_status set progress = jsonb_set(progress, '{sequenceRuns,recycle-general@1}', :run::jsonb) where"
        + " lead_id = :lead")
        .param("run", "{\"occurrence\":2,\"since\":2,\"had\":" + mails + "}")
        .param("lead", lead.value())
        .update();
  }

  @Test
  void anOrderThatCannotBeFollowedSaysWhatToDo() {
    assertThatThrownBy(() -> campaigns.reach(order("nurtur", null, null))).hasMessageContaining("no sequence 'nurtur'");
    assertThatThrownBy(() -> campaigns.reach(order("nurture", "{\"fact\": \"contry\", \"in\": [\"DE\"]}", null)))
        .hasMessageContaining("did you mean 'country'?");
    assertThatThrownBy(() -> campaigns.reach(order("nurture", null, 0))).hasMessageContaining("from 1 to 6000");
    assertThatThrownBy(() -> campaigns.open("a b", order("nurture", null, 1), MIA)).hasMessageContaining("id has 1 to 64");
  }

  @Test
  void aPausedCampaignTellsNobodyAndAStoppedOneIsOver() {
    leads(3, "DE");
    campaigns.open("rests", order("recycle-general", null, 600), MIA);
    campaigns.tellNext("rests", 1);
    assertThat(campaigns.change("rests", "PAUSED", MIA).progress().by()).isEqualTo("marketing:mia");
    assertThat(campaigns.tellNext("rests", 9).told()).isEqualTo(1);
    campaigns.change("rests", "RUNNING", MIA);
    assertThat(campaigns.tellNext("rests", 1).told()).isEqualTo(2);
    campaigns.change("rests", "STOPPED", MIA);
    campaigns.change("rests", "RUNNING", MIA);
    assertThat(campaigns.tellNext("rests", 9)).extracting(CampaignProgress::told, CampaignProgress::state)
        .containsExactly(2, "STOPPED");
  }

  @Test
  void aWorkerThatDiesIsFollowedByOneThatTellsTheRestOnce() throws Exception {
    leads(30, "DE");
    CountDownLatch two = new CountDownLatch(2);
    AtomicInteger calls = new AtomicInteger();
    try (DevServer server = DevServer.start()) {
      WorkflowClient client = server.client();
      WorkerFactory first = work(client, new Delegating() {
        @Override
        public CampaignProgress tellNext(String campaignId, int most) {
          if (calls.incrementAndGet() > 2) {
            throw new IllegalStateException("dying");
          }
          super.tellNext(campaignId, 5);
          two.countDown();
          throw new IllegalStateException("the answer was lost after the commit");
        }
      });
      CampaignWorkflow workflow = start(client, "killed", order("recycle-general", null, 6_000));
      assertThat(two.await(60, TimeUnit.SECONDS)).isTrue();
      first.shutdownNow();
      first.awaitTermination(30, TimeUnit.SECONDS);
      assertThat(ordered("killed")).isEqualTo(10);
      WorkerFactory second = work(client, new Delegating());
      WorkflowClient.start(stub(client, "killed")::run, order("recycle-general", null, 6_000));
      assertThat(WorkflowStub.fromTyped(workflow).getResult(CampaignProgress.class).told()).isEqualTo(30);
      assertThat(ordered("killed")).isEqualTo(30);
      assertThatThrownBy(() -> WorkflowStub.fromTyped(start(client, "wrong", order("nurtur", null, null)))
              .getResult(CampaignProgress.class))
          .isInstanceOf(WorkflowFailedException.class)
          .rootCause().hasMessageContaining("the policy has no sequence 'nurtur'");
      pausedAndStoppedBySignal(client);
      second.shutdownNow();
      second.awaitTermination(10, TimeUnit.SECONDS);
    }
  }

  private void pausedAndStoppedBySignal(WorkflowClient client) throws InterruptedException {
    leads(20, "DE");
    CampaignWorkflow workflow = start(client, "signals", order("recycle-budget", null, 12));
    eventually(() -> workflow.progress().told() == 1);
    workflow.pause();
    eventually(() -> workflow.progress().paused());
    assertThat(store.find("signals").orElseThrow().progress().by()).isEqualTo("temporal:temporal");
    workflow.resume();
    eventually(() -> !workflow.progress().paused());
    workflow.stop();
    assertThat(WorkflowStub.fromTyped(workflow).getResult(CampaignProgress.class).state()).isEqualTo("STOPPED");
    assertThat(ordered("signals")).isLessThan(20);
  }

  @Test
  void aRolloutShowsWhatMovesWhereAndMovesItByStepId() throws Exception {
    List<LeadId> leads = leads(3, "DE");
    String edited = STARTER.replace("- { id: guide, after: 1h,", "- { id: hello, after: 1h,");
    published.add(PolicyTexts.read(edited, 2));
    RolloutPlans plans = plans();
    Rollouts rollouts = rollouts(plans);
    RolloutPlan plan = plans.plan(2, Placement.USUAL);
    assertThat(plan.leads()).isEqualTo(3);
    assertThat(plan.withoutPlace()).isEqualTo(3);
    assertThat(plan.moves()).singleElement().satisfies(move ->
        assertThat(move.what()).startsWith("no place: version 2 has no step 'guide' in 'nurture'"));
    assertThatThrownBy(() -> rollouts.start(2, "another", Placement.USUAL, 600, MIA)).hasMessageContaining("read it again");
    assertThat(rollouts.start(2, plan.planId(), Placement.USUAL, 60, MIA)).isEqualTo(3);
    assertThat(rollouts.start(2, plan.planId(), Placement.USUAL, 60, MIA)).as("the same again").isEqualTo(3);
    assertThat(jdbc.sql("select count(*) from inbox where kind = 'rolled_out'").query(Integer.class).single())
        .as("nobody is ordered twice").isEqualTo(3);
    assertThat(jdbc.sql("select extract(epoch from max(ring_at) - min(ring_at)) from inbox where kind = 'rolled_out'")
        .query(Double.class).single()).as("one a second").isEqualTo(2.0);
    leads.forEach(lead -> decide(lead, 2));
    assertThat(jdbc.sql("select count(*) from lead_status where policy_version = 2"
        + " and progress #>> '{nurture,step}' = 'hello'").query(Integer.class).single()).as("nobody is stranded").isEqualTo(3);
    assertThat(plans.plan(2, Placement.USUAL).leads()).isZero();
    RolloutPlan back = plans.plan(1, Placement.USUAL);
    assertThat(back.planId()).isNotEqualTo(plan.planId());
    assertThat(rollouts.start(1, back.planId(), Placement.USUAL, 6_000, MIA)).isEqualTo(3);
    leads.forEach(lead -> decide(lead, 3));
    assertThat(jdbc.sql("select count(*) from lead_status where policy_version = 1").query(Integer.class).single())
        .isEqualTo(3);
  }

  private RolloutPlans plans() {
    return new RolloutPlans(policies, new SequenceReadStore(jdbc), new RolloutLeadStore(jdbc), Clock.systemUTC());
  }

  private Rollouts rollouts(RolloutPlans plans) {
    return new Rollouts(
        plans, new RolloutStore(jdbc), new RolloutOrderStore(jdbc), new TransactionTemplate(transactions), Clock.systemUTC());
  }

  /** The plan is made before the move; what it tells is counted in the record after the move. */
  @Test
  void aRolloutsPlanTellsWhoseStageItChangesAndIsPausedGoesOnAndStops() throws Exception {
    List<LeadId> leads = leads(6, "DE");
    jdbc.sql("update lead set title = 'Marketing Director', company_size = 150, industry = 'software' where lead_id = any"
        + " (:leads)")
        .param("leads", leads.stream().limit(4).map(LeadId::value).toArray(String[]::new)).update();
    jdbc.sql("insert into signal (lead_id, event_id, type, occurred_at) select lead_id, 'looked', 'ebook_download', now() -"
            + " interval '1 minute' from lead where lead_id = any (:leads)")
        .param("leads", leads.stream().limit(5).map(LeadId::value).toArray(String[]::new)).update();
    published.add(PolicyTexts.read(STARTER.replace("{ by: score, score: 60, fit: 25 }", "{ by: score, score: 1, fit: 25 }"), 2));
    RolloutPlans plans = plans();
    Rollouts rollouts = rollouts(plans);
    RolloutPlan plan = plans.plan(2, Placement.USUAL);
    assertThat(jdbc.sql("select count(*) from lead_status where policy_version = 1").query(Integer.class).single())
        .as("a plan changes nothing").isEqualTo(6);
    assertThat(rollouts.progress(2)).isEmpty();
    assertThat(rollouts.pause(2, MIA)).isEmpty();
    rollouts.start(2, plan.planId(), Placement.USUAL, 60, MIA);
    decide(leads.get(0), 2);
    decide(leads.get(5), 2);
    assertThat(rollouts.pause(2, MIA)).hasValueSatisfying(paused -> {
      assertThat(paused.state()).isEqualTo("PAUSED");
      assertThat(List.of(paused.ordered(), paused.moved(), paused.waiting(), paused.left())).containsExactly(2, 2, 0, 4);
    });
    leads.forEach(lead -> decide(lead, 3));
    assertThat(jdbc.sql("select count(*) from lead_status where policy_version = 2").query(Integer.class).single())
        .as("nobody moves while it is paused").isEqualTo(2);
    assertThat(rollouts.resume(2, MIA)).hasValueSatisfying(going ->
        assertThat(List.of(going.state(), going.ordered(), going.waiting())).containsExactly("RUNNING", 6, 4));
    decide(leads.get(1), 4);
    assertThat(rollouts.stop(2, MIA)).hasValueSatisfying(stopped ->
        assertThat(List.of(stopped.state(), stopped.moved(), stopped.left())).containsExactly("STOPPED", 3, 3));
    assertThat(rollouts.resume(2, MIA)).hasValueSatisfying(same -> assertThat(same.state()).isEqualTo("STOPPED"));
    String another = plans.plan(2, Placement.USUAL).planId();
    assertThat(rollouts.start(2, another, Placement.USUAL, 60, MIA)).as("its plan begins another").isEqualTo(3);
    leads.forEach(lead -> decide(lead, 5));
    assertThat(rollouts.progress(2)).as("of the leads that the second run moved").hasValueSatisfying(done ->
        assertThat(List.of(done.state(), done.ordered(), done.moved(), done.left())).containsExactly("DONE", 3, 3, 0));
    assertThat(plan.stages()).containsExactly(
        new RolloutPlan.StageMove("NURTURING", "MQL",
            jdbc.sql("select count(*) from lead_status where stage = 'MQL'").query(Integer.class).single(),
            jdbc.sql("select lead_id from lead_status where stage = 'MQL' order by lead_id").query(String.class).list()));
    assertThat(plan.stages().getFirst().leads()).as("whoever did something").isEqualTo(5);
    assertThat(jdbc.sql("select count(*) from lead_status where progress ->> 'nurture' is null").query(Integer.class).single())
        .as("nobody is stranded").isZero();
  }

  /** A country that is none reaches nobody, or whoever wrote it wrong as well. */
  @Test
  void aSegmentThatIsHardlyMeantBeginsNothing() {
    Map<String, String> odd = Map.of(
        "{\"fact\":\"country\",\"in\":[\"Germnay\"]}", "did you mean 'Germany'?",
        "{\"not\":{\"fact\":\"country\",\"in\":[\"DE\",\"Untied Kingdom\"]}}", "did you mean 'United Kingdom'?",
        "{\"fact\":\"companySize\",\"at-least\":\"1.000\"}", "is written '1.000'",
        "{\"signals\":\"pricng_page_view\",\"within\":\"14d\"}", "did you mean 'pricing_page_view'?",
        "{\"fact\":\"contry\",\"in\":[\"DE\"]}", "did you mean 'country'?");
    odd.forEach((segment, words) -> {
      assertThatThrownBy(() -> campaigns.reach(order("nurture", segment, null))).as(segment).hasMessageContaining(words);
      assertThatThrownBy(() -> campaigns.open("odd", order("nurture", segment, null), MIA)).as(segment)
          .hasMessageContaining(words);
    });
    for (String good : List.of("{\"fact\":\"country\",\"in\":[\"DE\",\"deu\",\"Deutschland\"]}",
        "{\"fact\":\"companySize\",\"at-least\":1000}")) {
      assertThat(campaigns.reach(order("nurture", good, null))).as(good).isNotNull();
    }
  }

  /** What a preview tells, in numbers. */
  private record Told(int leads, int had, Map<String, Integer> ends) {}

  private Told reach(CampaignOrder order) {
    CampaignReach reach = campaigns.reach(order);
    Map<String, Integer> ends = new HashMap<>();
    reach.ends().forEach((sequence, group) -> ends.put(sequence, group.leads()));
    return new Told(reach.leads(), reach.without(NotBegun.HAD_BEFORE), ends);
  }

  private List<LeadId> leads(int count, String country) {
    return java.util.stream.IntStream.range(0, count).mapToObj(i -> lead(country)).toList();
  }

  private LeadId lead(String country) {
    LeadDetails.Facts facts =
        new LeadDetails.Facts("Kim", "Doe", "Fox GmbH", null, null, null, country, null, Map.of());
    LeadDetails details = new LeadDetails(
        "campaign" + number.incrementAndGet() + "@fox.example", null, facts,
        new LeadDetails.Touch("google", null, null, null), Map.of());
    LeadId lead = ((Intake.Accepted) intake.intake(new IntakeRequest(details, MIA, null, false, null))).lead();
    decide(lead, 1);
    return lead;
  }

  private void decide(LeadId lead, long seq) {
    decisions.decideAndRecord(new DecisionRequest(lead.value(), Instant.now(), seq, List.of()));
  }

  private int ordered(String campaign) {
    return jdbc.sql("select count(distinct lead_id) from inbox where event_id = :event and kind = 'nurture_ordered'")
        .param("event", "campaign-" + campaign).query(Integer.class).single();
  }

  private static CampaignOrder order(String sequence, @Nullable String segment, @Nullable Integer rate) {
    try {
      JsonNode condition = segment == null ? null : new ObjectMapper().readTree(segment);
      return new CampaignOrder(sequence, condition, rate, false);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static CampaignWorkflow start(WorkflowClient client, String id, CampaignOrder order) {
    CampaignWorkflow workflow = stub(client, id);
    WorkflowClient.start(workflow::run, order);
    return workflow;
  }

  private static CampaignWorkflow stub(WorkflowClient client, String id) {
    return client.newWorkflowStub(
        CampaignWorkflow.class,
        WorkflowOptions.newBuilder()
            .setTaskQueue(TaskQueues.CAMPAIGNS)
            .setWorkflowId(CampaignWorkflow.workflowId(id))
            .setWorkflowIdConflictPolicy(
                io.temporal.api.enums.v1.WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
            .build());
  }

  private static WorkerFactory work(WorkflowClient client, CampaignActivities activities) {
    WorkerFactory factory = WorkerFactory.newInstance(client);
    Worker worker = factory.newWorker(TaskQueues.CAMPAIGNS);
    worker.registerWorkflowImplementationTypes(CampaignWorkflowImpl.class);
    worker.registerActivitiesImplementations(activities);
    factory.start();
    return factory;
  }

  private static void eventually(java.util.function.BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("did not happen within 40 s").isLessThan(end);
      Thread.sleep(50);
    }
  }

  private class Delegating implements CampaignActivities {
    @Override
    public CampaignProgress openCampaign(String campaignId, CampaignOrder order) {
      return campaigns.openCampaign(campaignId, order);
    }

    @Override
    public CampaignProgress tellNext(String campaignId, int most) {
      return campaigns.tellNext(campaignId, most);
    }

    @Override
    public CampaignProgress changeCampaign(String campaignId, String state) {
      return campaigns.changeCampaign(campaignId, state);
    }
  }
}
