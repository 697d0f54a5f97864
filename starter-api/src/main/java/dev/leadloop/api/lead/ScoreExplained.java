package dev.leadloop.api.lead;

import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreCard;
import java.time.Instant;
import java.util.List;

/**
 * A score with everything behind it; facts of the profile are those known now.
 *
 * @param at the instant it holds for
 * @param contributions what each rule gave, what was left of it by age and what counted after the caps
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
    List<ScoreCard.Contribution> contributions) {
  static ScoreExplained of(String leadId, ScoreCard card) {
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
        card.parts());
  }
}
