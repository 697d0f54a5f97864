package dev.leadloop.api.lead;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.person.FactDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Has a lead asked about anew. */
@RestController
@Tag(name = "Leads")
class EnrichController {
  private final LeadPages pages;
  private final FactDesk facts;

  EnrichController(LeadPages pages, FactDesk facts) {
    this.pages = pages;
    this.facts = facts;
  }

  /** That it is asked about. */
  @Schema(name = "EnrichAsked")
  record EnrichResponse(String leadId, boolean asked) {}

  @PostMapping("/api/v1/leads/{id}/enrich")
  @AlsoAnswers({409, 410, 429})
  @ResponseStatus(HttpStatus.ACCEPTED)
  @Operation(
      summary = "Ask about a lead anew",
      description = "Has the file or service of enrichment asked about the lead, whatever it answered before, at most once a"
          + " minute. What it finds comes in as facts with their source; it never takes the place of what was said.")
  EnrichResponse enrich(@PathVariable String id) {
    facts.askAnew(pages.known(id));
    return new EnrichResponse(id, true);
  }
}
