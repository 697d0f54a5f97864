package dev.leadloop.api.lead;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A lead as a form, a script or another system sends it. What is left out stays as it was known. */
@Schema(
    description = "A lead. `email`, or `system` and `externalId`, is required.",
    example =
        """
        {"email":"dana@acme.example","firstName":"Dana","company":"Acme","title":"Marketing Director",\
        "companySize":150,"country":"DE","source":"webinar"}""")
record LeadSent(
    @Nullable @Size(max = 254) String email,
    @Nullable @Size(min = 1, max = 64) @Pattern(regexp = LeadSent.SYSTEM, message = LeadSent.SYSTEM_HINT)
        String system,
    @Nullable @Size(min = 1, max = 200) String externalId,
    @Nullable @Size(max = 100) String firstName,
    @Nullable @Size(max = 100) String lastName,
    @Nullable @Size(max = 200) String company,
    @Nullable @Size(max = 200) String title,
    @Nullable @Min(1) @Max(10_000_000) Integer companySize,
    @Nullable @Size(max = 100) String industry,
    @Nullable @Size(max = 100) String country,
    @Nullable @Size(max = 64) @Schema(description = "IANA name", example = "Europe/Berlin") String timeZone,
    @Nullable @Size(max = 100) String source,
    @Nullable @Size(max = 200) String campaign,
    @Nullable @Size(max = 200) String content,
    @Nullable @Size(max = 50) @Schema(description = "how the lead came, such as form, paid_search or partner")
        String channel,
    @Nullable @Valid ConsentGiven consent,
    @Nullable @Size(max = 50)
        Map<@Size(min = 1, max = 100) @Pattern(regexp = "[^\\p{Cntrl}]+") String, @Size(max = 2000) String> answers) {

  static final String SYSTEM = "[A-Za-z0-9._-]+";
  static final String SYSTEM_HINT = "may have letters, digits, dots, dashes and underscores";

  /** What the person agreed to, and the proof of it. */
  record ConsentGiven(
      @Pattern(regexp = "given|declined", message = "must be given or declined") String status,
      @Nullable @Size(max = 40) @Schema(format = "date-time") String at,
      @Nullable @Size(max = 500) @Schema(description = "page or place where it was given") String where,
      @Nullable @Size(max = 2000) @Schema(description = "what the person read") String wording) {}
}
