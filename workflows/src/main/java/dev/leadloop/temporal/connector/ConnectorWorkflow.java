package dev.leadloop.temporal.connector;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Keeps one other system in step for as long as it is there. Its workflow id is {@code connector/<id>}; what is to be written
 * and what was stands in the record.
 */
@WorkflowInterface
public interface ConnectorWorkflow {
  /** Runs until the record has the connector no more. */
  @WorkflowMethod(name = "Connector")
  ConnectorProgress run();

  /** Holds it; what changes meanwhile waits. */
  @SignalMethod
  void pause();

  /** Goes on. */
  @SignalMethod
  void resume();

  /** There is something to do. */
  @SignalMethod
  void look();

  /** How far it is. */
  @QueryMethod
  ConnectorProgress progress();

  /** The id of the workflow of this connector. */
  static String workflowId(String connectorId) {
    return "connector/" + connectorId;
  }
}
