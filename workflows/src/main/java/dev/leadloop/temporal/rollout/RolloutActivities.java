package dev.leadloop.temporal.rollout;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which a rollout reaches its leads. */
@ActivityInterface
public interface RolloutActivities {
  /** Failure type of an order that cannot be followed. */
  String BAD_ROLLOUT = "BadRollout";

  /**
   * Opens the rollout in the record, or finds it there, and returns how far it is. Fails for good with type
   * {@value #BAD_ROLLOUT} where the order cannot be followed.
   *
   * @param orderId the same for every try of one order, which opens one rollout
   */
  @ActivityMethod
  RolloutProgress openRollout(int version, RolloutOrder order, String orderId);

  /**
   * Orders the next leads to move, in one transaction, once those before are decided and their time has passed; returns the
   * progress after it. Safe to call again: a lead is ordered once. Orders nobody while the rollout is paused or over.
   */
  @ActivityMethod
  RolloutProgress orderNext(int version);

  /** Pauses, resumes or stops it, as PAUSED, RUNNING or STOPPED; a rollout that is over stays so. */
  @ActivityMethod
  RolloutProgress changeRollout(int version, String state);
}
