package dev.leadloop.api.lead;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.leadloop.api.web.PlainValueRequest;
import dev.leadloop.lead.LeadId;
import dev.leadloop.problem.FieldError;
import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Signals of one or many leads. */
@Schema(
    example =
        """
        {"events":[{"eventId":"web-1017","email":"dana@acme.example","type":"pricing_page_view",\
        "occurredAt":"2026-03-02T09:30:00Z","properties":{"page":"/pricing"}},\
        {"eventId":"app-88","email":"dana@acme.example","type":"product_event",\
        "occurredAt":"2026-03-02T10:15:00Z","properties":{"feature":"invite","seats":3,"trial":true}}]}""")
record EventsRequest(
    // Each event gets a verdict of its own, also where there is nothing in its place.
    @NotEmpty @Size(max = EventsRequest.MOST) @JsonSetter(contentNulls = Nulls.SET) List<EventRequest> events) {
  static final int MOST = 1_000;

  /** One signal; its lead is named by `leadId`, or `email`, or `system` and `externalId`. */
  @Schema(name = "EventsRequestEventSent")
  record EventRequest(
      @NotNull @Size(min = 1, max = IntakeLimits.EVENT_ID) @Pattern(regexp = "\\S+", message = "must have no blanks")
          @Schema(description = "unique for the lead; sent again it is a duplicate and changes nothing")
          String eventId,
      @Nullable @Pattern(regexp = LeadId.FORM, message = "is not a lead id") String leadId,
      @Nullable @Size(max = IntakeLimits.EMAIL) String email,
      @Nullable @Size(max = IntakeLimits.SYSTEM) String system,
      @Nullable @Size(max = IntakeLimits.EXTERNAL_ID) String externalId,
      @NotNull @Pattern(regexp = IntakeLimits.TYPE_FORM, message = IntakeLimits.TYPE_HINT) String type,
      @Nullable @Size(max = 40) @Schema(format = "date-time", description = "now when left out") String occurredAt,
      @Nullable @Size(max = IntakeLimits.PROPERTIES) @JsonSetter(contentNulls = Nulls.SET)
          Map<
                  @Size(min = 1, max = IntakeLimits.PROPERTY_NAME, message = IntakeLimits.PROPERTY_NAME_HINT)
                  @Pattern(regexp = IntakeLimits.PLAIN_NAME_FORM, message = IntakeLimits.PLAIN_NAME_HINT) String,
                  @NotNull PlainValueRequest>
              properties) {

    /** The properties as they are kept and compared, where none has a fault. */
    Map<String, String> texts() {
      return properties == null ? Map.of()
          : properties.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().text()));
    }

    /** What is wrong with values of properties. */
    Stream<FieldError> faults() {
      return properties == null ? Stream.of()
          : properties.entrySet().stream().filter(entry -> entry.getValue() != null)
              .flatMap(entry -> fault(entry.getValue())
                  .map(fault -> new FieldError("properties." + entry.getKey(), fault)).stream());
    }

    private static Optional<String> fault(PlainValueRequest value) {
      return Optional.ofNullable(value.fault()).or(() -> IntakeLimits.text(value.text(), IntakeLimits.PROPERTY));
    }
  }
}
