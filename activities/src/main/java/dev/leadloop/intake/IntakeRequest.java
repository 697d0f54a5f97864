package dev.leadloop.intake;

import dev.leadloop.lead.Principal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One telling about a lead.
 *
 * @param idempotency null where the caller gave no key
 * @param imported whether it is history: it scores but hands nothing over by itself
 * @param occurredAt when the lead came in; null for now
 * @param pastUntil until when a past is told along, which cannot be after the lead came to us; null where none is
 * @param bringsBack whether it takes up again who was forgotten: the person came by themselves, or somebody says so
 */
public record IntakeRequest(
    LeadDetails details,
    Principal by,
    @Nullable Idempotency idempotency,
    boolean imported,
    @Nullable Instant occurredAt,
    @Nullable Instant pastUntil,
    boolean bringsBack) {
  /** What is at fault where a past is told that was not before the lead came. */
  public static final String HISTORY = "history";

  /** A telling without a past. */
  public IntakeRequest(
      LeadDetails details,
      Principal by,
      @Nullable Idempotency idempotency,
      boolean imported,
      @Nullable Instant occurredAt) {
    this(details, by, idempotency, imported, occurredAt, null);
  }

  /** A telling that takes nobody up again. */
  public IntakeRequest(
      LeadDetails details,
      Principal by,
      @Nullable Idempotency idempotency,
      boolean imported,
      @Nullable Instant occurredAt,
      @Nullable Instant pastUntil) {
    this(details, by, idempotency, imported, occurredAt, pastUntil, false);
  }

  /** The same, where it is so that it takes up again who was forgotten. */
  public IntakeRequest bringingBack(boolean so) {
    return new IntakeRequest(details, by, idempotency, imported, occurredAt, pastUntil, so);
  }

  /**
   * A key under which the same request of the same caller is answered the same.
   *
   * @param key as it is kept: another caller's is another, and it says nothing of anybody
   * @param bodyHash hash of the request, so that another request under the same key is noticed
   */
  public record Idempotency(String key, String bodyHash) {}
}
