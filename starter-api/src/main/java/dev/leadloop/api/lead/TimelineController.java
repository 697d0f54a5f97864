package dev.leadloop.api.lead;

import dev.leadloop.finding.Instants;
import dev.leadloop.handoff.Engagements;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.words.PropertyWords;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.problem.FieldError;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.security.Caller;
import dev.leadloop.view.LeadReadStore;
import dev.leadloop.view.LeadReadStore.Current;
import dev.leadloop.view.TimelineStore;
import dev.leadloop.why.WhyReasons;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why a lead stands where it stands: its score, its history, and what comes next. */
@RestController
@Tag(name = "Leads")
class TimelineController {
  private static final int SHOWN = 20;

  private final LeadPages pages;
  private final LeadReadStore reads;
  private final TimelineStore timeline;
  private final WhyReasons reasons;
  private final PolicyCatalog policies;

  TimelineController(
      LeadPages pages, LeadReadStore reads, TimelineStore timeline, WhyReasons reasons, PolicyCatalog policies) {
    this.pages = pages;
    this.reads = reads;
    this.timeline = timeline;
    this.reasons = reasons;
    this.policies = policies;
  }

  @GetMapping("/api/v1/leads/{id}/score")
  @Operation(
      summary = "Explain the score",
      description =
          "Every point with its rule, its decay and its cap, now or at a past instant: by the facts recorded by then, the"
              + " signals decided by then and not yet found to be a machine's by then, and the policy version that the lead lived"
              + " by then. `score` holds for `at`; `decided` is what the decisions up to then had written down. `counted` adds"
              + " up to the score over ENGAGEMENT, NEGATIVE and FLOOR, and to `fit`, `product` and `account` over the layer of"
              + " that name: caps, floor and rounding are parts of their own. Of a lead with very many signals only so many are"
              + " parts by themselves, and the others of each rule are one part that says in `signals` how many they"
              + " are. Asked for now, `outlook` tells the two or three"
              + " smallest things that would make it an MQL or bring it to sales, each tried by the rules that would decide it."
              + " `company` tells whose lead what was found of its company counts for: one lead of a company alone.")
  ScoreView score(
      @PathVariable String id,
      @RequestParam(required = false)
          @Parameter(schema = @Schema(type = "string", format = "date-time", example = "2026-03-01T09:30:00Z"))
          @Nullable String at,
      @RequestParam(defaultValue = "200") @Min(0) @Max(1_000)
          @Parameter(description = "How many signals are shown by themselves, the weightiest and of these the newest first.")
          int signals,
      Caller caller) {
    return pages.score(
        id, at == null ? null : Instants.parse(at).orElseThrow(() -> FieldError.in("at", Instants.HINT)), signals, caller);
  }

  @GetMapping("/api/v1/leads/{id}/timeline")
  @Operation(summary = "Read the lead's history", description = "Newest first; `next` is the `before` of the next page.")
  TimelineView timeline(
      @PathVariable String id,
      @RequestParam(required = false) @Pattern(regexp = "[0-9]{1,18}-[0-9]{1,9}", message = "is not the 'next' of a page")
          @Nullable String before,
      @RequestParam(defaultValue = "50") @Min(1) @Max(500) int limit) {
    LeadId lead = pages.known(id).leadId();
    List<TimelineStore.ShownEntry> found = timeline.linesBefore(lead, place(before), limit + 1);
    boolean more = found.size() > limit;
    List<TimelineStore.ShownEntry> page = more ? found.subList(0, limit) : found;
    TimelineStore.ShownEntry last = more ? page.get(limit - 1) : null;
    return new TimelineView(
        id, page.stream().map(this::shown).toList(), last == null ? null : last.seq() + "-" + last.n());
  }

  @GetMapping("/api/v1/leads/{id}/why")
  @Operation(summary = "Read what happens next and why", description = "And what was held back, and what still waits.")
  WhyView why(@PathVariable String id) {
    LeadRecord lead = pages.known(id);
    Current current = reads.current(lead.leadId()).orElse(null);
    LeadStatusView status = current == null ? null : LeadStatusView.of(current);
    return new WhyView(
        id,
        status == null ? null : status.stage(),
        status == null ? null : status.next(),
        reasons.of(lead, current).stream().map(WhyView.BecauseView::of).toList(),
        timeline.heldMail(lead.leadId(), SHOWN),
        timeline.waiting(lead.leadId(), SHOWN));
  }

  private static TimelineStore.Place place(@Nullable String before) {
    if (before == null) {
      return TimelineStore.Place.NEWEST;
    }
    int dash = before.indexOf('-');
    return new TimelineStore.Place(Long.parseLong(before.substring(0, dash)), Integer.parseInt(before.substring(dash + 1)));
  }

  private TimelineView.EntryView shown(TimelineStore.ShownEntry entry) {
    LeadPolicy policy = policies.version(entry.policyVersion());
    return new TimelineView.EntryView(
        entry.seq(),
        entry.n(),
        entry.at(),
        Sentences.of(entry.entry(), type -> Engagements.label(policy, type)) + PropertyWords.behind(entry.properties()),
        entry.by().toString(),
        entry.note(),
        entry.causeEventId(),
        entry.policyVersion(),
        entry.json(),
        entry.properties());
  }
}
