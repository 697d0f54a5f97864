package dev.leadloop.temporal.learning;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/** Learns the predictive score once. Its workflow id is {@code learning/<id>}. */
@WorkflowInterface
public interface LearningWorkflow {
  /** Runs until a model was learned, or it is known why none was; returns what came of it. */
  @WorkflowMethod(name = "Learning")
  LearningProgress run();

  /** How far it is. */
  @QueryMethod
  LearningProgress progress();

  /** The id of the workflow of that learning. */
  static String workflowId(String learningId) {
    return "learning/" + learningId;
  }
}
