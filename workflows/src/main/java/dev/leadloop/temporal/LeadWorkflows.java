package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.text.ShortText;
import dev.leadloop.lifecycle.deciding.Verdict;
import io.grpc.Context;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.SearchAttributes;
import java.text.Normalizer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and rings the workflows of leads, from outside. Safe for use by several threads. */
public final class LeadWorkflows {
  private static final Logger LOG = LoggerFactory.getLogger(LeadWorkflows.class);
  private static final String TYPE = "Lead";
  private static final int SUMMARY_LENGTH = 80;
  /** A run begins with its start and what was signalled before its first task was done. */
  private static final int FIRST_TASK_WITHIN = 500;
  private static final Set<EventType> TASK_ENDED = EnumSet.of(
      EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED,
      EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED,
      EventType.EVENT_TYPE_WORKFLOW_TASK_TIMED_OUT);
  private static final Pattern NOT_PLAIN = Pattern.compile("[^\\p{L}\\p{N} .,&'+/()-]+");
  private static final Pattern TELEPHONE = Pattern.compile("[0-9](?:[ ()./-]{0,3}[0-9]){6}");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private final WorkflowClient client;
  private final @Nullable String publicUrl;
  private final ScheduledExecutorService deadlines;
  private final boolean showCompany;
  private final boolean listCompany;

  /**
   * A lead with what its run is to start with, if it must be started.
   *
   * @param company name to be shown in lists; null to show none
   * @param known whether anything was decided about the lead before, so that a workflow most likely runs
   */
  public record Start(LeadId lead, @Nullable String company, LeadSearchValues searchValues, boolean known) {}

  /**
   * Helper of that client.
   *
   * @param publicUrl address under which the product's pages are reached, without a slash at its end; null to link none
   * @param deadlines watches deadlines; it stays the caller's to shut down
   * @param showCompany whether a lead's history may be found by its company's name
   * @param listCompany whether the company's name is a search attribute, which the server must know then
   */
  public LeadWorkflows(WorkflowClient client, @Nullable String publicUrl, ScheduledExecutorService deadlines,
      boolean showCompany, boolean listCompany) {
    this.client = client;
    this.publicUrl = publicUrl;
    this.deadlines = deadlines;
    this.showCompany = showCompany;
    this.listCompany = listCompany;
  }

  /**
   * Rings the doorbell of a lead, starting its workflow if none runs; one that starts looks into the inbox by itself.
   *
   * @param label what waits, in a few words, for those who read the history
   * @throws io.grpc.StatusRuntimeException or a Temporal client exception when the server cannot be reached in time
   */
  public void ring(Start start, String label, Duration within) {
    if (start.known() || !start(start, within)) {
      inTime(within, () -> stub(start).signalWithStart("ring", new Object[] {label}, new Object[0]));
    }
  }

  /** Starts the workflow of a lead; false, and nothing is done, where it runs. */
  public boolean start(Start start, Duration within) {
    WorkflowOptions eager = options(start)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_FAIL)
        // Where a worker of this process has room, its first task comes with the answer: no queue, no second journey.
        .setDisableEagerExecution(false)
        .build();
    try {
      inTime(within, () -> client.newUntypedWorkflowStub(TYPE, eager).start());
      return true;
    } catch (WorkflowExecutionAlreadyStarted running) {
      return false;
    }
  }

  /**
   * Ends a run that cannot go on and begins the next one, which takes the lead up from the record; messages that the old
   * run has not come to are given to the new one. Does nothing where none runs.
   *
   * @param why for those who read the history
   * @throws io.grpc.StatusRuntimeException when the server cannot be reached in time
   */
  public void startOver(LeadId lead, String why, Duration within) {
    WorkflowServiceGrpc.WorkflowServiceBlockingStub server = client.getWorkflowServiceStubs().blockingStub();
    String namespace = client.getOptions().getNamespace();
    inTime(within, () -> {
      WorkflowExecution run = server.describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
              .setNamespace(namespace)
              .setExecution(WorkflowExecution.newBuilder().setWorkflowId(lead.workflowId()))
              .build())
          .getWorkflowExecutionInfo().getExecution();
      List<HistoryEvent> first = server.getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
              .setNamespace(namespace).setExecution(run).setMaximumPageSize(FIRST_TASK_WITHIN).build())
          .getHistory().getEventsList();
      first.stream().filter(event -> TASK_ENDED.contains(event.getEventType())).findFirst().ifPresent(ended ->
          server.resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
              .setNamespace(namespace)
              .setWorkflowExecution(run)
              .setWorkflowTaskFinishEventId(ended.getEventId())
              // A run is begun anew once, whoever else finds it stuck.
              .setRequestId(run.getRunId())
              .setReason(why)
              .build()));
      return null;
    });
  }

  /**
   * Has an inbox row decided, starting the lead's workflow if none runs.
   *
   * @return the verdict; empty when none came in time, for whatever reason: the row stands recorded all the same
   */
  public Optional<Verdict> decide(Start start, String eventId, Duration within) {
    UpdateOptions<Verdict> update = UpdateOptions.newBuilder(Verdict.class)
        .setUpdateName("decide")
        .setUpdateId(eventId)
        .setWaitForStage(WorkflowUpdateStage.COMPLETED)
        .build();
    try {
      return Optional.ofNullable(inTime(within, () -> stub(start).executeUpdateWithStart(
          update, new Object[] {eventId}, new Object[0])));
    } catch (RuntimeException e) {
      LOG.info("No verdict on {} of lead {} yet: {}", eventId, start.lead(), innermost(e).toString());
      return Optional.empty();
    }
  }

  /** The client wraps what happened in words that name the workflow alone. */
  private static Throwable innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private WorkflowStub stub(Start start) {
    return client.newUntypedWorkflowStub(TYPE, options(start).build());
  }

  private WorkflowOptions.Builder options(Start start) {
    WorkflowOptions.Builder options = WorkflowOptions.newBuilder()
        .setWorkflowId(start.lead().workflowId())
        .setTaskQueue(TaskQueues.LEADS)
        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
        .setTypedSearchAttributes(listed(start));
    String summary = showCompany ? summary(start.company()) : "";
    Map<String, Object> memo = new HashMap<>();
    if (!summary.isEmpty()) {
      options.setStaticSummary(summary);
      // The summary is the first run's own; the memo is handed on to every run.
      memo.put(Display.COMPANY_MEMO, summary);
    }
    if (publicUrl != null) {
      memo.put(Display.PAGE_MEMO, publicUrl + "/leads/" + start.lead().value());
    }
    return options.setMemo(memo);
  }

  private SearchAttributes listed(Start start) {
    SearchAttributes all = start.searchValues().toSearchAttributes();
    String company = listCompany ? summary(start.company()) : "";
    return company.isEmpty()
        ? all
        : SearchAttributes.newBuilder(all).set(dev.leadloop.temporal.SearchAttributes.LEAD_COMPANY, company).build();
  }

  /**
   * Of which company's leads Temporal is asked for the histories, where the company is a search attribute; null where its name
   * is not shown there.
   */
  public static @Nullable String ofCompany(@Nullable String company) {
    String shown = summary(company);
    // An apostrophe would end the value.
    return shown.isEmpty() || shown.indexOf('\'') >= 0
        ? null : dev.leadloop.temporal.SearchAttributes.LEAD_COMPANY.getName() + "='" + shown + "'";
  }

  /** The company's name without anything that could be markup, a link, an address or a telephone; empty when there is none. */
  static String summary(@Nullable String company) {
    String asItLooks = company == null ? "@" : Normalizer.normalize(company, Normalizer.Form.NFKC);
    if (asItLooks.contains("@") || TELEPHONE.matcher(asItLooks).find()) {
      return "";
    }
    String plain = SPACES.matcher(NOT_PLAIN.matcher(asItLooks).replaceAll(" ")).replaceAll(" ").strip();
    return Shown.summary(ShortText.of(plain, SUMMARY_LENGTH)).strip();
  }

  private <T extends @Nullable Object> T inTime(Duration within, Supplier<T> call) {
    Context.CancellableContext context =
        Context.current().withDeadlineAfter(within.toMillis(), TimeUnit.MILLISECONDS, deadlines);
    Context before = context.attach();
    try {
      return call.get();
    } finally {
      context.detachAndCancel(before, null);
    }
  }
}
