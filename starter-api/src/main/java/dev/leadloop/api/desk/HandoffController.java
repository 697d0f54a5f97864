package dev.leadloop.api.desk;

import dev.leadloop.finding.OwnerFilter;
import dev.leadloop.finding.Span;
import dev.leadloop.lead.LeadId;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.security.Caller;
import dev.leadloop.security.LeadSight;
import dev.leadloop.sla.SlaLevel;
import dev.leadloop.view.HandoffReadStore;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Handoffs, open and past. */
@RestController
@Tag(name = "Sales desk")
class HandoffController {
  private final HandoffReadStore handoffs;
  private final PolicyCatalog policies;
  private final OwnerFilter owners;
  private final LeadSight sight;
  private final Clock clock;

  HandoffController(HandoffReadStore handoffs, PolicyCatalog policies, OwnerFilter owners, LeadSight sight, Clock clock) {
    this.handoffs = handoffs;
    this.sight = sight;
    this.policies = policies;
    this.owners = owners;
    this.clock = clock;
  }

  /** Whether the handoff still waits for an answer. */
  enum State {
    open,
    past,
    all
  }

  /**
   * One page of handoffs.
   *
   * @param next the `skip` of the page behind it; null on the last
   */
  @Schema(name = "HandoffPage")
  record HandoffsView(List<HandoffView> handoffs, @Nullable Integer next) {}

  @GetMapping("/api/v1/handoffs")
  @Operation(
      summary = "List handoffs",
      description = "Open ones first, the most urgent at the top; then past ones, the latest at the top. Each with its times:"
              + " what the system took from signal to notice, and what sales took in its own business hours. A rep gets the"
              + " rep's own, and those of leads that the rep may look at.")
  HandoffsView list(
      @RequestParam(defaultValue = "open") State state,
      @RequestParam(required = false) @Size(max = 64) @Nullable String owner,
      @RequestParam(required = false) @Nullable SlaLevel level,
      @RequestParam(required = false) @Pattern(regexp = LeadId.FORM, message = "is not a lead id")
          @Nullable String leadId,
      @RequestParam(required = false) @Nullable String from,
      @RequestParam(required = false) @Nullable String to,
      @RequestParam(defaultValue = "0") @Min(0) @Max(100_000) int skip,
      @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
      Caller caller) {
    Boolean open =
        switch (state) {
          case open -> Boolean.TRUE;
          case past -> Boolean.FALSE;
          case all -> null;
        };
    Span span = Span.of(from, to, clock.instant());
    List<HandoffReadStore.ListedHandoff> found =
        handoffs.list(
            new HandoffReadStore.Filter(
                sight.of(caller),
                open,
                owners.checked(owner),
                level == null ? null : level.name(),
                leadId,
                span.from(),
                span.to(),
                skip,
                limit + 1));
    boolean more = found.size() > limit;
    List<HandoffView> shown =
        found.stream().limit(limit).map(line -> HandoffView.of(line, policies.version(line.happened().policyVersion()))).toList();
    return new HandoffsView(shown, more ? skip + limit : null);
  }
}
