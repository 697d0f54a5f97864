package dev.leadloop.api.answer;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadloop.api.lead.LeadStatusView;
import dev.leadloop.orders.OrderResult.Applied;
import dev.leadloop.orders.OrderResult.Failed;
import dev.leadloop.orders.OrderResult.Recorded;
import dev.leadloop.orders.OrderResult.Refused;
import dev.leadloop.orders.OrderResult.Waiting;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an answer.
 *
 * @param status waiting while no decision has taken it; it counts from recordedAt all the same
 * @param code "applied", or why it was refused
 * @param lead the lead after it; null for a rep whose lead it is no more
 */
@Schema(name = "AnswerGiven")
record AnswerResponse(
    String leadId,
    String eventId,
    Instant recordedAt,
    Status status,
    @Nullable String code,
    @Nullable String message,
    @Nullable LeadStatusView lead) {

  /** How far it has come. */
  enum Status {
    @JsonProperty("waiting")
    WAITING,
    @JsonProperty("applied")
    APPLIED,
    @JsonProperty("refused")
    REFUSED,
    @JsonProperty("failed")
    FAILED
  }

  /**
   * The answer to whoever gave or reads it.
   *
   * @param seen whether they may look at the lead: a rep who lost it is not told how it stands with another
   */
  static AnswerResponse of(Recorded given, boolean seen) {
    return switch (given.decision()) {
      case Waiting ignored -> of(given, seen, Status.WAITING, null, null);
      case Applied applied -> of(given, seen, Status.APPLIED, applied.code(), applied.message());
      case Refused refused -> of(given, seen, Status.REFUSED, refused.code(), refused.message());
      case Failed failed -> of(given, seen, Status.FAILED, Failed.CODE, failed.message());
    };
  }

  private static AnswerResponse of(
      Recorded given, boolean seen, Status status, @Nullable String code, @Nullable String message) {
    LeadStatusView lead = !seen || given.after() == null ? null : LeadStatusView.of(given.after());
    return new AnswerResponse(given.lead().value(), given.eventId(), given.recordedAt(), status, code, message, lead);
  }
}
