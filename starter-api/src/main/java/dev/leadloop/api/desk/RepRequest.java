package dev.leadloop.api.desk;

import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rep as an administrator sets one; what is left out is false, except active, or none. */
@Schema(
    name = "RepSet",
    example =
        "{\"name\":\"First rep\",\"email\":\"rep1@vendor.example\",\"team\":\"sales\",\"active\":true,"
            + "\"weight\":100,\"openAtOnce\":10,\"perDay\":15,\"timeZone\":\"Europe/Berlin\","
            + "\"hours\":{\"mon-thu\":[\"09:00-12:30\",\"13:00-17:30\"],\"fri\":[\"09:00-13:00\"]},"
            + "\"daysOff\":[\"2027-05-14\"],"
            + "\"languages\":[\"de\",\"en\"]}")
record RepRequest(
    @NotBlank @Size(max = 100) String name,
    @NotNull @Size(max = 254) String email,
    @NotNull @Pattern(regexp = RosterController.ID, message = RosterController.ID_HINT) String team,
    @Nullable @Schema(description = "gets the team's escalations") Boolean manager,
    @Nullable @Schema(description = "may get new handoffs; true when left out") Boolean active,
    @Nullable @Schema(description = "when an absence begins; unanswered handoffs move on then") Instant absentFrom,
    @Nullable @Schema(description = "when it ends; an open end when left out") Instant absentUntil,
    @Nullable @Schema(description = "whether the turns missed in an absence are made up for afterwards") Boolean catchUp,
    @Nullable @Min(1) @Max(100) @Schema(description = "share in relation to the others' weights; 100 when left out")
        Integer weight,
    @Nullable @Min(1) @Max(10_000) @Schema(description = "most handoffs waiting for an answer") Integer openAtOnce,
    @Nullable @Min(1) @Max(10_000) @Schema(description = "most leads given in one day of the rep's") Integer perDay,
    @Nullable @Schema(description = "calendar of the policy; the team's when left out") String calendar,
    @Nullable @Schema(description = "where the rep works, such as Europe/Berlin") String timeZone,
    @Nullable @Schema(description = "own hours by day instead of the calendar's") Map<String, List<String>> hours,
    @Nullable @Size(max = 100) @Schema(description = "days off beside the calendar's holidays; answer times do not run then")
        Set<@NotNull LocalDate> daysOff,
    @Nullable @Schema(description = "territories of the policy; all when left out") Set<String> territories,
    @Nullable @Schema(description = "segments of the policy; all when left out") Set<String> segments,
    @Nullable @Schema(description = "codes such as de; all when left out") Set<String> languages) {}
