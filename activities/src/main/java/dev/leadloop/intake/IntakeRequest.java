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
 */
public record IntakeRequest(
    LeadDetails details,
    Principal by,
    @Nullable Idempotency idempotency,
    boolean imported,
    @Nullable Instant occurredAt) {

  /**
   * A key under which the same request of the same caller is answered the same.
   *
   * @param key as it is kept: another caller's is another, and it says nothing of anybody
   * @param bodyHash hash of the request, so that another request under the same key is noticed
   */
  public record Idempotency(String key, String bodyHash) {}
}
