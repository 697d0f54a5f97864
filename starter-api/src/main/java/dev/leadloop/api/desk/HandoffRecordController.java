package dev.leadloop.api.desk;

import dev.leadloop.handoff.HandoffReader;
import dev.leadloop.handoff.HandoffRecordView;
import dev.leadloop.handoff.HandoffRecordViews;
import dev.leadloop.lead.LeadId;
import dev.leadloop.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The handoff record, as the page and the mail tell it too. */
@RestController
@Tag(name = "Sales desk")
class HandoffRecordController {
  private final HandoffReader handoffs;

  HandoffRecordController(HandoffReader handoffs) {
    this.handoffs = handoffs;
  }

  @GetMapping("/api/v1/leads/{id}/handoff")
  @Operation(
      summary = "Read the handoff record",
      description =
          "Everything a rep needs to know: by which way the lead qualified and with which numbers (`ready`), trigger and scores"
              + " as they were when it was handed over (`scoreThen`) and the scores by now (`scoreNow`), with reasons that add up"
              + " to them, what they did last, budget, authority, need and timeline with their sources, colleagues, what was"
              + " mailed, what to do first, what to ask and why, and which facts nobody said but enrichment `found`.")
  HandoffRecordView read(
      @PathVariable String id,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) @Parameter(description = "0 for the open or latest one")
          int cycle) {
    Optional<HandoffRecordView> found =
        LeadId.isOne(id)
            ? handoffs.read(new LeadId(id), cycle).map(HandoffRecordViews::of)
            : Optional.empty();
    return found.orElseThrow(
        () ->
            Problem.NOT_FOUND.because(
                "There is no such handoff: the lead is not known, or was not handed to sales as often. GET"
                    + " /api/v1/handoffs with 'state' all and its 'leadId' lists what there is."));
  }
}
