package dev.leadloop.temporal.connector;

import org.jspecify.annotations.Nullable;

/**
 * How far a connector is.
 *
 * @param state NEW, RUNNING, PAUSED, or GONE where the record has it no more
 * @param waiting leads that are to be written
 * @param lagSeconds how long the oldest of them has waited
 * @param setAside leads that the other side did not want
 * @param told events of the other side that nobody has looked at
 * @param alarm what a person must see to; null where all is well
 * @param restMillis how long there is nothing to do
 */
public record ConnectorProgress(
    String state, long waiting, long lagSeconds, long setAside, long told, @Nullable String alarm, long restMillis) {
  /** Before anything is known. */
  public static final ConnectorProgress UNKNOWN = new ConnectorProgress("RUNNING", 0, 0, 0, 0, null, 0);
}
