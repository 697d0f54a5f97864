package dev.leadloop.measures;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of offering a lead to sales. Where it changes a cycle that was opened before, null stands for what stays as it is.
 *
 * @param opened null where it was opened before
 * @param terms under which it is to be answered
 * @param deadline when the answer is due, pauses so far regarded
 * @param contactedAt when sales was first in touch after it accepted in this cycle
 * @param ended null until it ends
 * @param paused when the answer time stood still: a multirange as PostgreSQL writes it; null where it never did
 */
public record CycleFacts(
    String leadId,
    int cycle,
    @JsonUnwrapped @Nullable Opened opened,
    @JsonUnwrapped @Nullable Terms terms,
    @Nullable Instant deadline,
    @JsonUnwrapped @Nullable Owned owned,
    @Nullable Instant contactedAt,
    @JsonUnwrapped @Nullable Ended ended,
    @Nullable String paused) {

  /**
   * How it began.
   *
   * @param seq number of the decision that opened it: its notice to the owner has the same
   * @param causeEventId the event that opened it; null for a due time, such as a rung of the ladder
   * @param policyVersion by which it was opened
   * @param firstOwner whom it was offered to: a rep id, or the queue's name
   */
  public record Opened(
      @JsonProperty("opened_seq") long seq,
      @Nullable String causeEventId,
      int policyVersion,
      Instant assignedAt,
      String firstOwner) {}

  /** For what it is to be answered, and by which SLA class: the most urgent of what was asked while it was open. */
  public record Terms(String trigger, String slaClass) {}

  /**
   * Who has it, or had it when it ended. Where only the end says that it was somebody else's, the rest is null.
   *
   * @param queue whether that is the queue
   * @param queuedAt when it first lay in the queue; null where it never did
   */
  public record Owned(
      String owner,
      @Nullable Boolean queue,
      @JsonProperty("owner_since") @Nullable Instant since,
      @Nullable Instant queuedAt) {}

  /**
   * How it ended.
   *
   * @param how {@link dev.leadloop.lifecycle.journal.EndedCycle.How}
   * @param reason code of the catalogue, or of {@link dev.leadloop.lifecycle.journal.CycleEnds}; null where none is asked
   * @param takenOver whether it ended since a colleague took it over
   * @param hours the business time between being assigned and the end, by the owner's recorded hours under the policy of the
   *     end: a multirange as PostgreSQL writes it
   */
  public record Ended(
      @JsonProperty("ended_at") Instant at,
      @JsonProperty("ended_how") String how,
      @JsonProperty("ended_by") String by,
      @Nullable String reason,
      boolean takenOver,
      @Nullable String hours) {}
}
