package dev.leadloop.api.account;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.leadloop.intent.SurgeFields;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.UncleanText;
import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What a third party tells of one or many companies. */
@Schema(
    name = "IntentSent",
    example =
        """
        {"surges":[{"domain":"acme.example","company":"Acme","topic":"crm software","score":83,"source":"bombora",\
        "at":"2026-03-02T00:00:00Z"}]}""")
record IntentRequest(
    // Each gets a verdict of its own, also where there is nothing in its place.
    @NotEmpty @Size(max = IntentRequest.MOST) @JsonSetter(contentNulls = Nulls.SET)
        @ArraySchema(schema = @Schema(implementation = IntentRequest.SurgeRequest.class))
        List<OneSurgeRequest> surges) {
  static final int MOST = 1_000;

  /** One topic that a company reads up on; the company is named by `domain`, or `company`, or both. */
  @Schema(name = "IntentSentSurge")
  record SurgeRequest(
      @Nullable @Size(max = 2_000) @Schema(description = "a domain or the address of a website") String domain,
      @Nullable @Size(max = IntakeLimits.COMPANY) String company,
      @NotNull @Size(max = SurgeFields.TOPIC) String topic,
      @NotNull
          @Schema(
              description = "how strongly, on the scale of the source; fractions are left out",
              minimum = "0", maximum = "1000000")
          BigDecimal score,
      @NotNull @Size(max = IntakeLimits.SYSTEM) @Schema(description = "who tells it") String source,
      @Nullable @Size(max = 40) @Schema(format = "date-time", description = "when that was so; now when left out")
          String at) {}

  /**
   * One of them as far as it could be read.
   *
   * @param surge null where a value of it is out of place
   * @param field the name of that value; null where there is none
   * @param fault why it is out of place, to be read after the name
   */
  @JsonDeserialize(using = OneSurge.class)
  record OneSurgeRequest(@Nullable SurgeRequest surge, @Nullable String field, @Nullable String fault) {
    private static OneSurgeRequest outOfPlace(FieldError error) {
      return new OneSurgeRequest(null, error.field(), error.message());
    }
  }

  /** Reads one by itself, so that what is wrong with it is no word about the others. */
  static final class OneSurge extends ValueDeserializer<OneSurgeRequest> {
    /** Jackson makes it. */
    private OneSurge() {}

    @Override
    public OneSurgeRequest deserialize(JsonParser parser, DeserializationContext context) {
      JsonNode tree;
      try {
        tree = context.readTree(parser);
      } catch (DatabindException unclean) {
        if (unclean instanceof UncleanText text) {
          return OneSurgeRequest.outOfPlace(new FieldError("", text.fault()));
        }
        throw unclean;
      }
      try {
        return new OneSurgeRequest(context.readTreeAsValue(tree, SurgeRequest.class), null, null);
      } catch (DatabindException outOfPlace) {
        return OneSurgeRequest.outOfPlace(FieldError.of(outOfPlace));
      }
    }
  }
}
