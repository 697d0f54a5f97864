package dev.leadloop.api.lead;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.finding.LeadFinder;
import dev.leadloop.security.Caller;
import dev.leadloop.view.LeadListStore;
import dev.leadloop.view.LeadReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final LeadFinder finder;

  LeadController(Intakes intakes, LeadPages pages, LeadFinder finder) {
    this.intakes = intakes;
    this.pages = pages;
    this.finder = finder;
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
      @RequestParam(defaultValue = "false")
          @Parameter(description = "whether to take up again who was forgotten, since the person came by themselves")
          boolean bringBack,
      Caller caller) {
    return intakes.take(sent, key, bringBack, caller.principal());
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
          "By words (`q`), by address, by another system's id, by where it stands and what it is worth; the newest first, or by"
              + " `sort`: `score` the highest first, `due` the handoff that is due first, without leads that have none. Each word"
              + " of `q` is part of a name, the company, the address or the id, without regard to case and accents; a word of two"
              + " letters or fewer begins one; a phone number is found however it is written. `held` are leads that get no"
              + " nurture mail for now, `stuck` those that stand still. `enteredFrom` and `enteredUntil` bound when a lead came"
              + " into its stage: days, in the organisation's zone and both included, or times. A rep finds what the rep may look"
              + " at. `score` is what the last decision wrote down; a lead read by itself tells `scoreNow` beside it.")
  LeadsView find(
      @RequestParam(required = false)
          @Parameter(description = "Words of a name, company, address or id, or a phone number", example = "müller acme")
          @Size(max = 200) @Nullable String q,
      @RequestParam(required = false) @Size(max = 254) @Nullable String email,
      @RequestParam(required = false) @Size(max = 64) @Nullable String system,
      @RequestParam(required = false) @Size(max = 200) @Nullable String externalId,
      @RequestParam(required = false) @Nullable String stage,
      @RequestParam(required = false)
          @Parameter(schema = @Schema(type = "string", example = "PQL",
              allowableValues = {"MQL", "PQL", "MQA", "asked for sales", "judged ready"}))
          @Nullable String qualifiedBy,
      @RequestParam(required = false) @Size(max = 64) @Nullable String owner,
      @RequestParam(required = false) @Size(max = 200) @Nullable String source,
      @RequestParam(required = false) @Size(max = 200)
          @Parameter(description = "The name of a segment of the policy's routing") @Nullable String segment,
      @RequestParam(required = false) @Size(max = 16) @Nullable String grade,
      @RequestParam(required = false) @Nullable Integer scoreFrom,
      @RequestParam(required = false) @Nullable Integer scoreTo,
      @RequestParam(required = false) @Nullable String held,
      @RequestParam(required = false) @Nullable String stuck,
      @RequestParam(required = false) @Size(max = 40) @Nullable String enteredFrom,
      @RequestParam(required = false) @Size(max = 40) @Nullable String enteredUntil,
      @RequestParam(required = false)
          @Parameter(schema = @Schema(type = "string", allowableValues = {"newest", "score", "due"})) @Nullable String sort,
      @RequestParam(required = false) @Size(max = 100) @Nullable String after,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      Caller caller) {
    Map<String, @Nullable String> asked = new HashMap<>();
    asked.put("q", q);
    asked.put("email", email);
    asked.put("system", system);
    asked.put("externalId", externalId);
    asked.put("stage", stage);
    asked.put("qualifiedBy", qualifiedBy);
    asked.put("owner", owner);
    asked.put("source", source);
    asked.put("segment", segment);
    asked.put("grade", grade);
    asked.put("scoreFrom", scoreFrom == null ? null : scoreFrom.toString());
    asked.put("scoreTo", scoreTo == null ? null : scoreTo.toString());
    asked.put("held", held);
    asked.put("stuck", stuck);
    asked.put("enteredFrom", enteredFrom);
    asked.put("enteredUntil", enteredUntil);
    asked.put("sort", sort);
    asked.put("after", after);
    LeadFinder.FoundPage found = finder.find(asked, limit, caller);
    return new LeadsView(found.leads().stream().map(LeadListStore.Found::line).toList(), found.next());
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
}
