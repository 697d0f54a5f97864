package dev.leadloop.temporal.bulk;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Gives one order for many leads, at a bounded rate. Its workflow id is {@code bulk-order/<id>}; what it gives, and for whom,
 * stands in the record.
 */
@WorkflowInterface
public interface BulkOrderWorkflow {
  /** Runs until the order was given for every lead, or it is stopped; returns how far it came. */
  @WorkflowMethod(name = "BulkOrder")
  BulkOrderProgress run();

  /** Ends it; for whom the order was given, it stands. */
  @SignalMethod
  void stop();

  /** How far it is. */
  @QueryMethod
  BulkOrderProgress progress();

  /** The id of the workflow that carries this bulk order out. */
  static String workflowId(String bulkOrderId) {
    return "bulk-order/" + bulkOrderId;
  }
}
