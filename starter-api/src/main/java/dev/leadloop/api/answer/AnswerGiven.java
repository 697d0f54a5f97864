package dev.leadloop.api.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadloop.api.lead.LeadStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an answer.
 *
 * @param status waiting while no decision has taken it; it counts from recordedAt all the same
 * @param code "applied", or why it was refused
 * @param lead the lead after it; null for a rep whose lead it is no more
 */
public record AnswerGiven(
    String leadId,
    String eventId,
    Instant recordedAt,
    Status status,
    @Nullable String code,
    @Nullable String message,
    @Nullable LeadStatus lead) {
  /** The same without how the lead stands. */
  AnswerGiven withoutLead() {
    return new AnswerGiven(leadId, eventId, recordedAt, status, code, message, null);
  }

  /** How far it has come. */
  public enum Status {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("applied")
    APPLIED,
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("failed")
    FAILED
  }
}
