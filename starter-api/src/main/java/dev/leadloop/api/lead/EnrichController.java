package dev.leadloop.api.lead;

import dev.leadloop.api.description.AlsoAnswers;
import dev.leadloop.enrichment.Enrichment;
import dev.leadloop.inbox.InboxBell;
import dev.leadloop.problem.Problem;
import dev.leadloop.record.LeadRecord;
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
  private final Enrichment enrichment;
  private final InboxBell bell;

  EnrichController(LeadPages pages, Enrichment enrichment, InboxBell bell) {
    this.pages = pages;
    this.enrichment = enrichment;
    this.bell = bell;
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
    LeadRecord lead = pages.known(id);
    if (lead.erasedAt() != null) {
      throw Problem.ERASED.because("This person asked to be forgotten; nobody is asked about them.");
    }
    return switch (enrichment.ask(lead)) {
      case ASKED -> {
        bell.wake();
        yield new EnrichResponse(id, true);
      }
      case TOO_SOON -> throw Problem.TOO_OFTEN.because(
          "It was asked about this lead within the last " + Enrichment.REST.toSeconds() + " seconds. Wait for the answer.");
      case NOBODY_TO_ASK -> throw Problem.REFUSED.because(
          "Nobody is set up to be asked. Set leadloop.enrichment.file or leadloop.enrichment.http.url.");
      case TOO_LITTLE_KNOWN -> throw Problem.REFUSED.because(
          "Too little is known of this lead to ask: it takes an address of its company, which no free mailbox is, or what the"
              + " service's address names.");
    };
  }
}
