package dev.leadloop.lifecycle.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a cycle ended.
 *
 * @param by the principal, as text
 * @param at when: an answer counts from when it was given, however late it was decided
 * @param reason code of the catalogue, or null where none is asked
 */
public record EndedCycle(
    int cycle, String owner, How how, String by, Instant at, @Nullable String reason) {
  /** The ways a cycle can end; exactly one of them, once. */
  public enum How {
    ACCEPTED,
    REJECTED,
    RETURNED,
    REASSIGNED,
    UNANSWERED,
    WITHDRAWN
  }
}
