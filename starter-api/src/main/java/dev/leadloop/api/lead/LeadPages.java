package dev.leadloop.api.lead;

import dev.leadloop.api.problem.FieldError;
import dev.leadloop.api.problem.Problem;
import dev.leadloop.lead.LeadId;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.store.InboxStore;
import dev.leadloop.store.LeadReadStore;
import dev.leadloop.store.LeadReadStore.Current;
import dev.leadloop.store.LeadRecord;
import dev.leadloop.store.LeadStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of one lead: its page and its score, now or at a past instant. */
@Component
class LeadPages {
  private final LeadStore leads;
  private final LeadReadStore reads;
  private final InboxStore inbox;
  private final PolicyCatalog policies;
  private final Clock clock;

  LeadPages(LeadStore leads, LeadReadStore reads, InboxStore inbox, PolicyCatalog policies, Clock clock) {
    this.leads = leads;
    this.reads = reads;
    this.inbox = inbox;
    this.policies = policies;
    this.clock = clock;
  }

  /** The lead of that id, or the problem that there is none. */
  LeadRecord known(String id) {
    Optional<LeadRecord> lead =
        id.matches("[0-9A-Za-z-]{1,64}") ? leads.find(new LeadId(id)) : Optional.empty();
    return lead.orElseThrow(Problem::unknownLead);
  }

  LeadFound lead(String id) {
    LeadRecord lead = known(id);
    Current current = reads.current(lead.leadId()).orElse(null);
    return new LeadFound(
        id,
        lead.createdAt(),
        lead.updatedAt(),
        LeadFound.Profile.of(lead),
        reads.touches(lead.leadId()),
        current == null ? null : LeadStatus.of(current.view()),
        current == null ? null : current.decidedAt(),
        current == null ? inbox.undecided(lead.leadId()).rows().size() : current.pending(),
        current == null ? null : current.progress().deal(),
        LeadLinks.of(id));
  }

  /** The score at that instant under the policy version in force for the lead then; now where none is given. */
  ScoreExplained score(String id, @Nullable Instant asked) {
    LeadRecord lead = known(id);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant at = asked == null ? now : asked;
    if (at.isAfter(now)) {
      throw FieldError.in("at", "lies in the future; a score is explained for now or a past instant");
    }
    int version =
        reads.policyVersionAt(lead.leadId(), at)
            .orElseThrow(
                () -> Problem.NOT_FOUND.because("Nothing had been decided about this lead by " + at + " yet."));
    ScoreCard card =
        Scoring.score(lead.profile(), reads.signalsKnownAt(lead.leadId(), at), policies.version(version), at);
    return ScoreExplained.of(id, card);
  }
}
