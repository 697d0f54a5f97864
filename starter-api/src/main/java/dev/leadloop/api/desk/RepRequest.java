package dev.leadloop.api.desk;

import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.desk.RepStore.Work;
import dev.leadloop.reps.RosterDesk;
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
    @NotBlank @Size(max = RosterDesk.LONGEST_NAME) String name,
    @NotNull @Size(max = RosterDesk.LONGEST_ADDRESS) String email,
    @NotNull @Pattern(regexp = RosterDesk.ID, message = RosterDesk.ID_HINT) String team,
    @Nullable @Schema(description = "gets the team's escalations") Boolean manager,
    @Nullable @Schema(description = "may get new handoffs; true when left out") Boolean active,
    @Nullable @Schema(description = "when an absence begins; unanswered handoffs move on then") Instant absentFrom,
    @Nullable @Schema(description = "when it ends; an open end when left out") Instant absentUntil,
    @Nullable @Schema(description = "whether the turns missed in an absence are made up for afterwards") Boolean catchUp,
    @Nullable @Min(1) @Max(RosterDesk.MOST_WEIGHT)
        @Schema(description = "share in relation to the others' weights; 100 when left out")
        Integer weight,
    @Nullable @Min(1) @Max(RosterDesk.MOST_LEADS) @Schema(description = "most handoffs waiting for an answer") Integer openAtOnce,
    @Nullable @Min(1) @Max(RosterDesk.MOST_LEADS) @Schema(description = "most leads given in one day of the rep's")
        Integer perDay,
    @Nullable @Schema(description = "calendar of the policy; the team's when left out") String calendar,
    @Nullable @Schema(description = "where the rep works, such as Europe/Berlin") String timeZone,
    @Nullable @Schema(description = "own hours by day instead of the calendar's") Map<String, List<String>> hours,
    @Nullable @Size(max = RosterDesk.MOST_DAYS_OFF)
        @Schema(description = "days off beside the calendar's holidays; answer times do not run then")
        Set<@NotNull LocalDate> daysOff,
    @Nullable @Schema(description = "territories of the policy; all when left out") Set<String> territories,
    @Nullable @Schema(description = "segments of the policy; all when left out") Set<String> segments,
    @Nullable @Schema(description = "codes such as de; all when left out") Set<String> languages) {
  Rep rep(String id) {
    return new Rep(
        id, name, email, team, Boolean.TRUE.equals(manager), !Boolean.FALSE.equals(active), absentFrom, absentUntil,
        new Work(
            weight == null ? RosterDesk.MOST_WEIGHT : weight, openAtOnce, perDay, Boolean.TRUE.equals(catchUp), calendar,
            timeZone,
            hours == null ? Map.of() : hours, daysOff == null ? Set.of() : Set.copyOf(daysOff), none(territories),
            none(segments), none(languages)));
  }

  private static Set<String> none(@Nullable Set<String> given) {
    return given == null ? Set.of() : given;
  }
}
