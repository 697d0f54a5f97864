package dev.leadloop.api.lead;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.api.desk.OwnerFilter;
import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.naming.NearestName;
import dev.leadloop.problem.FieldError;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.text.AddressFault;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.ReadyAs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Leads come in here and are found here. */
@RestController
@Tag(name = "Leads")
class LeadController {
  private final Intakes intakes;
  private final LeadPages pages;
  private final LeadReadStore reads;
  private final OwnerFilter owners;
  private final LeadSight sight;

  LeadController(
      Intakes intakes, LeadPages pages, LeadReadStore reads, OwnerFilter owners, LeadSight sight) {
    this.intakes = intakes;
    this.pages = pages;
    this.reads = reads;
    this.owners = owners;
    this.sight = sight;
  }

  @PostMapping("/api/v1/leads")
  @AlsoAnswers({409, 410, 422})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Take a lead in",
      description =
          "202 means the lead is stored for good. A lead known by address or by system and externalId is merged. With an"
              + " Idempotency-Key the same request sent twice is answered the same and changes nothing. Warnings say what was"
              + " taken and counts for nothing: a country or language that none is called like, an answer whose name is a slip of"
              + " one that a rule reads, an industry likewise, a text where rules need a number, a time in the future or before"
              + " 2000.")
  LeadResponse intake(
      @Valid @RequestBody LeadRequest sent,
      @RequestHeader(name = "Idempotency-Key", required = false)
          @Pattern(regexp = "[!-~]{1,128}", message = "may have 1 to 128 visible ASCII characters")
          @Nullable String key,
      Caller caller) {
    return intakes.take(sent, key, caller.principal());
  }

  /**
   * One page of leads.
   *
   * @param next the `after` of the page behind it; null on the last
   */
  @Schema(name = "LeadPage")
  record LeadsView(List<LeadReadStore.ListedRow> leads, @Nullable String next) {}

  @GetMapping("/api/v1/leads")
  @Operation(
      summary = "Find leads",
      description =
          "By address, by another system's id, by stage, owner or what made it ready; newest first. A rep finds what the rep may "
          + "look at. `score` is"
              + " what the last decision wrote down; a lead read by itself tells `scoreNow` beside it. `qualifiedBy` takes the"
              + " words that the list shows: MQL, PQL, MQA, asked for sales, judged ready.")
  LeadsView find(
      @RequestParam(required = false) @Size(max = 254) @Nullable String email,
      @RequestParam(required = false) @Size(max = 64) @Nullable String system,
      @RequestParam(required = false) @Size(max = 200) @Nullable String externalId,
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false)
          @Parameter(schema = @Schema(type = "string", example = "PQL",
              allowableValues = {"MQL", "PQL", "MQA", "asked for sales", "judged ready"}))
          @Nullable String qualifiedBy,
      @RequestParam(required = false) @Size(max = 64) @Nullable String owner,
      @RequestParam(required = false) @Pattern(regexp = LeadId.FORM, message = "is not a lead id")
          @Nullable String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      Caller caller) {
    if ((system == null) != (externalId == null)) {
      throw FieldError.in(system == null ? "system" : "externalId", "is needed: the two name a lead together");
    }
    List<LeadReadStore.ListedRow> found =
        reads.list(
            new LeadReadStore.Filter(
                sight.of(caller), addressKey(email), system, externalId, stageLabel(stage), readyAs(qualifiedBy),
                owners.checked(owner), after, limit + 1));
    boolean more = found.size() > limit;
    List<LeadReadStore.ListedRow> page = more ? found.subList(0, limit) : found;
    return new LeadsView(page, more ? page.get(limit - 1).leadId() : null);
  }

  @GetMapping("/api/v1/leads/{id}")
  @Operation(
      summary = "Read a lead",
      description =
          "Profile, stage, score, grade, owner, deadline and what happens next. `score` is what the last decision that changed"
              + " it wrote down, at `scoreAsOf`; `scoreNow` is what it is by now, which /score explains.")
  LeadRecordView one(@PathVariable String id) {
    return pages.lead(id);
  }

  private static @Nullable String addressKey(@Nullable String email) {
    return email == null
        ? null
        : EmailAddresses.normalise(email)
            .orElseThrow(() -> FieldError.in("email", AddressFault.of(email)));
  }

  private static @Nullable String readyAs(@Nullable String word) {
    if (word != null && !ReadyAs.WORDS.contains(word)) {
      throw FieldError.in("qualifiedBy", NearestName.among(word, ReadyAs.WORDS));
    }
    return word;
  }

  private static @Nullable String stageLabel(@Nullable String stage) {
    List<String> labels = Arrays.stream(Stage.values()).map(Stage::label).toList();
    if (stage != null && !labels.contains(stage)) {
      throw FieldError.in("stage", NearestName.among(stage, labels));
    }
    return stage;
  }
}
