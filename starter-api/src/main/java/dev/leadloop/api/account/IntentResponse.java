package dev.leadloop.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.intent.Intents;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The verdicts in the order of what was told. */
@Schema(name = "IntentVerdicts")
record IntentResponse(int taken, int refused, List<SurgeResponse> surges) {
  static IntentResponse of(List<SurgeResponse> surges) {
    int refused = (int) surges.stream().filter(surge -> surge.verdict() == Verdict.INVALID).count();
    return new IntentResponse(surges.size() - refused, refused, surges);
  }

  /** What can become of one thing told. */
  enum Verdict {
    /** Nobody had told it before. */
    @JsonProperty("new")
    NEW,
    /** It is newer, or stronger at the same time, than what the source had told before. */
    @JsonProperty("updated")
    UPDATED,
    /** The source had told it just so. */
    @JsonProperty("same")
    SAME,
    /** The source has told newer things; those stay. */
    @JsonProperty("older")
    OLDER,
    @JsonProperty("invalid")
    INVALID;

    static Verdict of(Intents.Outcome outcome) {
      return switch (outcome) {
        case FRESH -> NEW;
        case UPDATED -> UPDATED;
        case SAME -> SAME;
        case OLDER -> OLDER;
      };
    }
  }

  /**
   * What became of one thing told.
   *
   * @param detail what to do about it; null where it was taken
   * @param warnings what was taken although it will count for nothing, or not as it says
   */
  @Schema(name = "IntentVerdict")
  record SurgeResponse(
      Verdict verdict, @Nullable String accountId, @Nullable String detail, List<Warning> warnings) {}
}
