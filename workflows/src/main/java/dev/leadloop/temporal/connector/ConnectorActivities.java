package dev.leadloop.temporal.connector;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which a connector does its next piece of work. */
@ActivityInterface
public interface ConnectorActivities {
  /** Failure type of a connector that the record does not have. */
  String UNKNOWN_CONNECTOR = "UnknownConnector";

  /**
   * Takes in what the other side told, writes what changed here, and returns how far it is. Safe to call again: what is begun
   * and not confirmed is done again.
   */
  @ActivityMethod
  ConnectorProgress turn(String connectorId);

  /** Has the record hold it, or go on with it: RUNNING or PAUSED. */
  @ActivityMethod
  ConnectorProgress steer(String connectorId, String state);
}
