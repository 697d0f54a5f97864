package dev.leadloop.api.lead;

import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.store.LeadReadStore.ScoredLine;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score with everything behind it, by what was known at that instant.
 *
 * @param at the instant it holds for
 * @param decided what decisions had written down by then; it stays as it is until something is decided that changes it,
 *     while age goes on taking from the score
 * @param contributions what makes the score up, each cut of a cap or the floor and what rounding added by itself:
 *     {@code counted} adds up to the score over all layers but FIT, and to the fit over FIT
 */
record ScoreExplained(
    String leadId,
    Instant at,
    int policyVersion,
    int score,
    int engagement,
    int negative,
    int fit,
    String grade,
    Band band,
    @Nullable Decided decided,
    List<ScoreCard.Contribution> contributions) {

  /** A score as a decision wrote it down, and when that was. */
  record Decided(int score, Instant asOf) {
    static Decided of(ScoredLine line) {
      return new Decided(line.score().score(), line.at());
    }
  }

  static ScoreExplained of(String leadId, ScoreCard card, @Nullable Decided decided) {
    return new ScoreExplained(
        leadId,
        card.at(),
        card.policyVersion(),
        card.summary().score(),
        card.summary().engagement(),
        card.summary().negative(),
        card.summary().fit(),
        card.summary().grade(),
        card.summary().band(),
        decided,
        card.parts());
  }
}
