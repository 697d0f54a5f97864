package dev.leadloop.view;

import dev.leadloop.advice.RuleFacts;
import dev.leadloop.intake.FactStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.record.LeadRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.Scoring;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A lead's score at any instant, by what was known then: the facts recorded and what was told of the company by then, the
 * signals that decisions had taken by then and had not found to be a machine's by then, and the version of the policy the
 * lead lived by then. At the instant of a decision that scored, it is what that decision wrote down.
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

  /**
   * A fact as it was known.
   *
   * @param fact as policies name it
   * @param value null where it was not known
   * @param source whose word it was, such as enrichment:file; null where it was not known
   * @param since when it came to be known; null likewise
   */
  public record KnownFact(
      String fact, @Nullable String value, @Nullable String source, @Nullable Instant since) {}

  /**
   * A score and what it was made by.
   *
   * @param facts that were known then, by name
   */
  public record Explained(ScoreCard card, LeadPolicy policy, Map<String, KnownFact> facts) {
    /** The facts that the rule behind a part went by, those that were not known among them. */
    public List<KnownFact> behind(Contribution part) {
      return RuleFacts.of(policy, part).stream()
          .map(fact -> facts.getOrDefault(fact, new KnownFact(fact, null, null, null)))
          .toList();
    }
  }

  /** The score with everything behind it; empty where nothing had been decided about the lead by then. */
  public Optional<ScoreCard> at(LeadRecord lead, Instant at) {
    return reads.policyVersionAt(lead.leadId(), at).map(version -> card(lead, knownAt(lead, at), version, at));
  }

  /** The same with the facts it went by, and whose word each was then. */
  public Optional<Explained> explained(LeadRecord lead, Instant at) {
    return reads.policyVersionAt(lead.leadId(), at).map(version -> {
      LeadProfile profile = knownAt(lead, at);
      return new Explained(card(lead, profile, version, at), policies.version(version), known(lead, profile, at));
    });
  }

  private LeadProfile knownAt(LeadRecord lead, Instant at) {
    return facts.knownAt(lead, at).withAccount(reads.accountKnownAt(lead.leadId(), at).orElse(null));
  }

  private ScoreCard card(LeadRecord lead, LeadProfile profile, int version, Instant at) {
    return Scoring.score(profile, reads.signalsKnownAt(lead.leadId(), at), policies.version(version), at);
  }

  private Map<String, KnownFact> known(LeadRecord lead, LeadProfile profile, Instant at) {
    Map<String, KnownFact> known = new TreeMap<>();
    facts.toldAt(lead, at).forEach((fact, told) -> {
      add(known, profile, fact, told);
      if (fact.equals(FactStore.DOMAIN)) {
        add(known, profile, "emailKind", told);
      }
    });
    return known;
  }

  private static void add(Map<String, KnownFact> known, LeadProfile profile, String fact, FactStore.Told told) {
    String value = profile.fact(fact);
    if (value != null) {
      known.put(fact, new KnownFact(fact, value, told.source(), told.at()));
    }
  }

  /** What decisions up to an instant had written down; empty before the first. */
  public Optional<ScoredLine> decidedBy(LeadId lead, Instant at) {
    return reads.scoredBy(lead, at);
  }
}
