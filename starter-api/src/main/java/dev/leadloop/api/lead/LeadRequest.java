package dev.leadloop.api.lead;

import dev.leadloop.text.IntakeLimits;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead as a form, a script or another system sends it. What is left out stays as it was known. */
@Schema(
    name = "LeadSent",
    description = "A lead. `email`, or `system` and `externalId`, is required.",
    example =
        """
        {"email":"dana@acme.example","firstName":"Dana","company":"Acme","title":"Marketing Director",\
        "companySize":150,"country":"DE","source":"webinar"}""")
record LeadRequest(
    @Nullable @Size(max = IntakeLimits.EMAIL) String email,
    @Nullable @Size(min = 1, max = IntakeLimits.SYSTEM)
        @Pattern(regexp = IntakeLimits.SYSTEM_FORM, message = IntakeLimits.SYSTEM_HINT)
        String system,
    @Nullable @Size(min = 1, max = IntakeLimits.EXTERNAL_ID) String externalId,
    @Nullable @Size(max = IntakeLimits.NAME) String firstName,
    @Nullable @Size(max = IntakeLimits.NAME) String lastName,
    @Nullable @Size(max = IntakeLimits.COMPANY) String company,
    @Nullable @Size(max = IntakeLimits.TITLE) String title,
    @Nullable @Min(IntakeLimits.LEAST_PEOPLE) @Max(IntakeLimits.MOST_PEOPLE) Integer companySize,
    @Nullable @Size(max = IntakeLimits.INDUSTRY) String industry,
    @Nullable @Size(max = IntakeLimits.COUNTRY) String country,
    @Nullable @Size(max = IntakeLimits.TIME_ZONE) @Schema(description = "IANA name", example = "Europe/Berlin")
        String timeZone,
    @Nullable @Size(max = IntakeLimits.SOURCE) String source,
    @Nullable @Size(max = IntakeLimits.CAMPAIGN) String campaign,
    @Nullable @Size(max = IntakeLimits.CONTENT) String content,
    @Nullable @Size(max = IntakeLimits.CHANNEL)
        @Schema(description = "how the lead came, such as form, paid_search or partner")
        String channel,
    @Nullable @Valid ConsentRequest consent,
    @Nullable @Size(max = IntakeLimits.ANSWERS)
        Map<
                @Size(min = 1, max = IntakeLimits.ANSWER_NAME, message = IntakeLimits.ANSWER_NAME_HINT)
                @Pattern(regexp = IntakeLimits.PLAIN_NAME_FORM, message = IntakeLimits.PLAIN_NAME_HINT) String,
                @NotNull @Size(max = IntakeLimits.ANSWER) String>
            answers) {

  /** What the person agreed to, and the proof of it. */
  @Schema(name = "LeadSentConsentGiven")
  record ConsentRequest(
      @NotNull @Pattern(regexp = "given|declined", message = "must be given or declined") String status,
      @Nullable @Size(max = 40) @Schema(format = "date-time") String at,
      @Nullable @Size(max = IntakeLimits.CONSENT_PLACE) @Schema(description = "page or place where it was given") String where,
      @Nullable @Size(max = IntakeLimits.CONSENT_WORDING) @Schema(description = "what the person read") String wording) {}
}
