package dev.leadloop.temporal.connector;

import dev.leadloop.temporal.batch.SteeredBatches;
import io.temporal.failure.ApplicationFailure;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.Locale;

/** One piece of work after another, and rest where there is none; a lost run loses nothing. */
public final class ConnectorWorkflowImpl extends SteeredBatches implements ConnectorWorkflow {
  private static final String PREFIX = "connector/";
  private static final Duration LONGEST_REST = Duration.ofMinutes(10);

  private ConnectorProgress progress = ConnectorProgress.UNKNOWN;

  @Override
  public ConnectorProgress run() {
    String id = connectorId();
    progress = activities("changes").turn(id);
    while (!"GONE".equals(progress.state())) {
      show();
      if (progress.restMillis() > 0) {
        Duration rest = Duration.ofMillis(progress.restMillis());
        restUntilCalled(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
      }
      if (handsOver()) {
        Workflow.newContinueAsNewStub(ConnectorWorkflow.class).run();
      }
      progress = next(id);
    }
    return progress;
  }

  private ConnectorProgress next(String id) {
    String wanted = takeWanted();
    return wanted == null || wanted.equals("STOPPED")
        ? activities("changes").turn(id)
        : activities(wanted.toLowerCase(Locale.ROOT)).steer(id, wanted);
  }

  @Override
  public ConnectorProgress progress() {
    return progress;
  }

  private static String connectorId() {
    String workflowId = Workflow.getInfo().getWorkflowId();
    if (!workflowId.startsWith(PREFIX) || workflowId.length() == PREFIX.length()) {
      throw ApplicationFailure.newNonRetryableFailure(
          "A Connector workflow is started by the page of connectors or by POST /api/v1/connectors/{id}/start alone.",
          ConnectorActivities.UNKNOWN_CONNECTOR);
    }
    return workflowId.substring(PREFIX.length());
  }

  private static ConnectorActivities activities(String summary) {
    return activities(ConnectorActivities.class, summary, ConnectorActivities.UNKNOWN_CONNECTOR);
  }

  private void show() {
    Workflow.setCurrentDetails(String.format(Locale.ROOT, """
        **%s**: %,d leads wait, the oldest for %,d s; %,d set aside; %,d events to look at%s

        Signals: pause, resume, look. Query: progress.
        """, progress.state(), progress.waiting(), progress.lagSeconds(), progress.setAside(), progress.told(),
        progress.alarm() == null ? "" : "\n\n**Alarm**: " + progress.alarm()));
  }
}
