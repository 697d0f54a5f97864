package dev.leadloop.temporal.imports;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Brings the staged rows of one file in, batch by batch. Its workflow id is {@code import/<importId>}. */
@WorkflowInterface
public interface ImportWorkflow {
  /** Runs until every row has its outcome; returns the counts. Cancel it to stop the import between two batches. */
  @WorkflowMethod(name = "Import")
  ImportProgress run(String importId);

  /** The counts after the last batch. */
  @QueryMethod
  ImportProgress progress();

  /** The id of the workflow that runs this import. */
  static String workflowId(String importId) {
    return "import/" + importId;
  }
}
