package dev.leadloop.temporal.rollout;

import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.jspecify.annotations.Nullable;

/** Moves every lead in an open stage to one policy version. Its workflow id is {@code rollout/<version>}. */
@WorkflowInterface
public interface PolicyRolloutWorkflow {
  /**
   * Runs until every lead was ordered and decided, or it is stopped; returns how far it came. Without an order it is
   * the usual one.
   */
  @WorkflowMethod(name = "PolicyRollout")
  RolloutProgress run(@Nullable RolloutOrder order);

  /** Moves nobody until it is resumed; who was ordered and has not moved yet is taken back. */
  @SignalMethod
  void pause();

  /** Goes on after a pause. */
  @SignalMethod
  void resume();

  /** Ends it; who has moved stays. */
  @SignalMethod
  void stop();

  /** Looks at the record at once: something was changed there. */
  @SignalMethod
  void look();

  /** How far it is. */
  @QueryMethod
  RolloutProgress progress();

  /** The id of the workflow that moves leads to that version. */
  static String workflowId(int version) {
    return "rollout/" + version;
  }
}
