package dev.leadloop.view;

import dev.leadloop.intake.FactStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import java.time.Instant;
import java.util.Optional;

/**
 * A lead's score at any instant, by what was known then: the facts recorded by then, the signals that decisions had taken
 * by then and had not found to be a machine's by then, and the version of the policy the lead lived by then. At the
 * instant of a decision that scored, it is what that decision wrote down.
 */
public final class Scores {
  private final LeadReadStore reads;
  private final FactStore facts;
  private final PolicySource policies;

  public Scores(LeadReadStore reads, FactStore facts, PolicySource policies) {
    this.reads = reads;
    this.facts = facts;
    this.policies = policies;
  }

  /** The score with everything behind it; empty where nothing had been decided about the lead by then. */
  public Optional<ScoreCard> at(LeadRecord lead, Instant at) {
    return reads.policyVersionAt(lead.leadId(), at)
        .map(version -> Scoring.score(
            facts.knownAt(lead, at), reads.signalsKnownAt(lead.leadId(), at), policies.version(version), at));
  }

  /** What decisions up to an instant had written down; empty before the first. */
  public Optional<ScoredLine> decidedBy(LeadId lead, Instant at) {
    return reads.scoredBy(lead, at);
  }
}
