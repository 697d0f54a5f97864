package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.EventBody;
import io.temporal.api.enums.v1.EventType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowFailedException;
import io.temporal.common.SearchAttributeKey;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeadWorkflowTest {
  private TestWorkflowEnvironment time;
  private LeadRig rig;

  @BeforeEach
  void startServer() {
    TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
        .setInitialTime(Instant.parse("2026-03-02T09:00:00Z"))
        .setWorkflowClientOptions(
            WorkflowClientOptions.newBuilder().setDataConverter(LeadloopDataConverter.create()).build());
    for (SearchAttributeKey<?> key : SearchAttributes.ALL) {
      options.registerSearchAttribute(key.getName(), key.getValueType());
    }
    options.registerSearchAttribute(SearchAttributes.LEAD_COMPANY.getName(), SearchAttributes.LEAD_COMPANY.getValueType());
    time = TestWorkflowEnvironment.newInstance(options.build());
    rig = new LeadRig(time.getWorkflowClient(), time.getWorkerFactory(), TestPolicies.small(),
        () -> Instant.ofEpochMilli(time.currentTimeMillis()));
  }

  @AfterEach
  void stopServer() {
    rig.close();
    time.close();
  }

  @Test
  void sequenceIsMailedStepByStep() {
    rig.enters();
    time.sleep(Duration.ofDays(1).plusMinutes(1));
    LeadRig.eventually(() -> rig.record.carriedOut().equals(List.of("mail nurture/1")));
    time.sleep(Duration.ofDays(6));
    LeadRig.eventually(() -> rig.record.carriedOut()
        .equals(List.of("mail nurture/1", "mail nurture/2", "mail nurture/3")));
  }

  /**
   * An alarm that is set and taken back within one task of the workflow leaves nothing in the history, but another worker
   * would look for it there, and the lead would stand still for good: the rig goes through each history again.
   */
  @Test
  void handoffThatIsAnsweredBeforeTheTaskIsOverCanBeTakenUpByAnotherWorker() {
    rig.record.rowsAtOnce(2);
    rig.append(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    rig.append(LeadRig.MARKETING, new EventBody.Engaged("demo_requested", Map.of(), false));
    rig.append(LeadRig.REP_A, new EventBody.Accepted(1));
    rig.ring("entered, demo_requested, accept");
    LeadRig.eventually(() -> rig.record.state(rig.lead).seq() == 2 && rig.record.openEffects(rig.lead) == 0);
    assertThat(rig.view().stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(rig.count(EventType.EVENT_TYPE_TIMER_STARTED)).isEqualTo(1);
  }

  @Test
  void silenceOfSalesClimbsTheLadder() {
    rig.enters();
    rig.signal("demo_requested");
    assertThat(rig.view().stage()).isEqualTo(Stage.SALES_QUALIFIED);
    time.sleep(Duration.ofMinutes(31));
    LeadRig.eventually(() -> rig.record.carriedOut().equals(List.of("tell rep-a HANDOFF", "tell rep-a REMINDER")));
    time.sleep(Duration.ofHours(1));
    LeadRig.eventually(() -> "rep-b".equals(rig.view().sales().owner()));
    LeadRig.eventually(() -> rig.record.openEffects(rig.lead) == 0);
  }

  @Test
  void answerGetsItsVerdict() {
    rig.enters();
    rig.signal("demo_requested");
    assertThat(rig.answer(LeadRig.REP_A, new EventBody.Accepted(1)).applied()).isTrue();
    assertThat(rig.view().stage()).isEqualTo(Stage.ACCEPTED);
    Verdict late = rig.answer(LeadRig.REP_A, new EventBody.Rejected(1, "no_need", false));
    assertThat(late.applied()).isFalse();
  }

  @Test
  void answerDecidedByAnEarlierRingStillGetsItsVerdict() {
    rig.enters();
    rig.signal("demo_requested");
    String answer = rig.append(LeadRig.REP_A, new EventBody.Accepted(1));
    rig.ring("another relay was quicker");
    LeadRig.eventually(() -> rig.view().stage() == Stage.ACCEPTED);
    assertThat(rig.workflows.decide(rig.start(), answer, LeadRig.PATIENCE).orElseThrow().applied()).isTrue();
  }

  @Test
  void verdictOnAnEventThatIsNotThereIsNotAwaitedForEver() {
    rig.enters();
    assertThat(rig.workflows.decide(rig.start(), "no-such-event", LeadRig.PATIENCE)).isEmpty();
    assertThat(rig.view().stage()).isEqualTo(Stage.NURTURING);
  }

  @Test
  void contentOfSignalsIsDecidedOnceUnderItsEventId() {
    rig.enters();
    var message = Map.of("type", "pricing_page_view", "eventId", "by-hand-1");
    rig.stub().signal("engagement", message);
    rig.stub().signal("engagement", message);
    rig.stub().signal("engagement", Map.of("type", "ebook_download"));
    rig.stub().signal("engagement", Map.of("type", "ebook_download"));
    LeadRig.eventually(() -> rig.record.state(rig.lead).signals().size() == 3);
    assertThat(rig.record.state(rig.lead).signals()).extracting(signal -> signal.eventId()).contains("by-hand-1")
        .doesNotHaveDuplicates();
  }

  @Test
  void signalsWithoutContentOrCycleAreTaken() {
    rig.enters();
    rig.signal("demo_requested");
    rig.stub().signal("accept");
    LeadRig.eventually(() -> rig.view().stage() == Stage.ACCEPTED);
  }

  @Test
  void refusedSignalIsRecordedAndShown() {
    rig.enters();
    rig.stub().signal("reject", Map.of("reason", "no_need"));
    LeadRig.eventually(() -> details().contains("Last order refused"));
    assertThat(rig.record.journal(rig.lead)).hasAtLeastOneElementOfType(
        dev.leadloop.lifecycle.journal.JournalEntry.OrderRefused.class);
    rig.stub().signal("engagement");
    LeadRig.eventually(() -> details().contains("an engagement needs a type"));
  }

  @Test
  void updatesWithContentReturnTheirVerdict() {
    rig.enters();
    rig.signal("demo_requested");
    LeadWorkflow lead = time.getWorkflowClient().newWorkflowStub(LeadWorkflow.class, rig.lead.workflowId());
    assertThat(lead.rejectHandoff(new LeadMessages.Reject(null, "no such reason", null)).applied()).isFalse();
    assertThat(lead.returnHandoff(new LeadMessages.Return(7, "no_need", null, null)).applied()).isFalse();
    assertThat(lead.acceptHandoff(null).applied()).isTrue();
  }

  @Test
  void unknownLeadFailsWithAClearMessage() {
    LeadWorkflows.Start start =
        new LeadWorkflows.Start(new LeadId("nobody"), null, LeadSearchValues.entering(null, 1), false);
    rig.workflows.start(start, LeadRig.PATIENCE);
    assertThatThrownBy(() -> time.getWorkflowClient().newUntypedWorkflowStub("lead/nobody").getResult(String.class))
        .isInstanceOf(WorkflowFailedException.class)
        .cause().isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
          assertThat(failure.getType()).isEqualTo(DecisionActivities.UNKNOWN_LEAD);
          assertThat(failure.getOriginalMessage()).isEqualTo("no lead 'nobody' is known");
        });
    rig.workflows.ring(start, "startNurture", LeadRig.PATIENCE);
    assertThatThrownBy(() -> time.getWorkflowClient().newUntypedWorkflowStub("lead/nobody").getResult(String.class))
        .isInstanceOf(WorkflowFailedException.class);
  }

  @Test
  void lifeEndsWithItsOutcomeAfterItsEffects() {
    rig.enters();
    rig.signal("demo_requested");
    rig.answer(LeadRig.REP_A, new EventBody.Accepted(1));
    rig.answer(LeadRig.REP_A, new EventBody.OutcomeReported(EventBody.Outcome.WON, null, null, null, false));
    assertThat(rig.stub().getResult(String.class)).isEqualTo("WON");
    assertThat(rig.record.openEffects(rig.lead)).isZero();
  }

  @Test
  void outageOfTheRecordCostsAHandfulOfEventsAndNothingElse() {
    rig.enters();
    LeadRig.eventually(() -> rig.record.state(rig.lead).seq() > 0);
    int before = rig.settledHistory();
    rig.record.away(true);
    rig.append(LeadRig.MARKETING, new EventBody.Engaged("pricing_page_view", Map.of(), false));
    rig.ring("pricing_page_view");
    LeadRig.eventually(() -> rig.count(EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED) == 1);
    time.sleep(Duration.ofMinutes(30));
    int during = rig.history().size();
    time.sleep(Duration.ofMinutes(30));
    assertThat(rig.history()).hasSize(during);
    rig.record.away(false);
    time.sleep(Duration.ofSeconds(20));
    LeadRig.eventually(() -> rig.record.state(rig.lead).signals().size() == 1);
    assertThat(rig.settledHistory() - before).isLessThanOrEqualTo(13);
    assertThat(rig.view().score().score()).isEqualTo(25);
  }

  @Test
  void effectThatFailsForGoodDoesNotHarmTheLead() {
    rig.record.failEffectsWith(ApplicationFailure.newNonRetryableFailure("template is gone", "NoTemplate"));
    rig.enters();
    time.sleep(Duration.ofDays(7));
    assertThat(rig.record.carriedOut()).isEmpty();
    rig.signal("pricing_page_view");
    assertThat(rig.view().score().score()).isEqualTo(25);
  }

  @Test
  void historyNamesWhatHappenedAndListsTheLead() {
    rig.enters();
    rig.signal("demo_requested");
    LeadRig.eventually(() -> rig.count(EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES) == 1);
    io.temporal.common.SearchAttributes listed = rig.stub().describe().getTypedSearchAttributes();
    LeadView view = rig.view();
    assertThat(listed.get(SearchAttributes.LEAD_STAGE)).isEqualTo("SQL");
    assertThat(listed.get(SearchAttributes.LEAD_OWNER)).isEqualTo(view.sales().owner());
    assertThat(listed.get(SearchAttributes.LEAD_SOURCE)).isEqualTo("webinar");
    assertThat(details()).contains("waiting for an answer").contains("**Owner:** rep-a").contains("UTC")
        .contains("[The lead's page](https://leadloop.example.com/leads/" + rig.lead + ")");
  }

  @Test
  void companyIsListedWhereTheSettingsSayItAndStaysThroughEveryChange() {
    try (ScheduledExecutorService deadlines = Executors.newSingleThreadScheduledExecutor()) {
      rig.append(Principal.SYSTEM, new EventBody.Entered("webinar", false));
      new LeadWorkflows(time.getWorkflowClient(), null, deadlines, false, true).ring(rig.start(), "entered", LeadRig.PATIENCE);
      rig.signal("demo_requested");
      LeadRig.eventually(() -> rig.count(EventType.EVENT_TYPE_UPSERT_WORKFLOW_SEARCH_ATTRIBUTES) == 1);
      io.temporal.common.SearchAttributes listed = rig.stub().describe().getTypedSearchAttributes();
      assertThat(listed.get(SearchAttributes.LEAD_COMPANY)).isEqualTo("Example Works");
      assertThat(listed.get(SearchAttributes.LEAD_STAGE)).isEqualTo("SQL");
    }
    assertThat(LeadWorkflows.ofCompany("Example Works")).isEqualTo("LeadCompany='Example Works'");
    assertThat(LeadWorkflows.ofCompany("kim@example.com")).isNull();
    assertThat(LeadWorkflows.ofCompany("Kim's Works")).isNull();
  }

  @Test
  void oneTimerIsPendingHoweverManySignalsCame() {
    rig.enters();
    for (int i = 0; i < 6; i++) {
      rig.signal("email_open");
    }
    rig.settledHistory();
    long pending = rig.count(EventType.EVENT_TYPE_TIMER_STARTED) - rig.count(EventType.EVENT_TYPE_TIMER_CANCELED)
        - rig.count(EventType.EVENT_TYPE_TIMER_FIRED);
    assertThat(pending).isEqualTo(1);
  }

  @Test
  void handStartedRunOfAnEndedLifeEndsAgain() {
    rig.enters();
    rig.append(Principal.SYSTEM, new EventBody.ErasureAsked());
    rig.ring("erase");
    assertThat(rig.stub().getResult(String.class)).isEqualTo("ERASED");
    rig.workflows.start(rig.start(), LeadRig.PATIENCE);
    assertThat(rig.stub().getResult(String.class)).isEqualTo("ERASED");
  }

  private String details() {
    return rig.stub().query("__temporal_workflow_metadata", io.temporal.api.sdk.v1.WorkflowMetadata.class)
        .getCurrentDetails();
  }
}
