package dev.leadloop.temporal.erasure;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/**
 * Erases one person. Its workflow id is {@code erasure/<id>}; who it is, and what was erased where, stands in the record alone.
 */
@WorkflowInterface
public interface ErasureWorkflow {
  /** Runs until every part has confirmed. */
  @WorkflowMethod(name = "Erasure")
  ErasureProgress run();

  /** Has the parts that stand still tried at once. */
  @SignalMethod
  void tryNow();

  /** How far it is. */
  @QueryMethod
  ErasureProgress progress();

  /** The id of the workflow that carries this erasure out. */
  static String workflowId(String erasureId) {
    return "erasure/" + erasureId;
  }
}
