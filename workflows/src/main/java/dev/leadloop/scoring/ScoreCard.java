package dev.leadloop.scoring;

import dev.leadloop.policy.LeadPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score with everything behind it.
 *
 * @param at the instant it holds for
 * @param policyVersion version of the {@link LeadPolicy} it was made under
 */
public record ScoreCard(
    Instant at, int policyVersion, ScoreSummary summary, List<Contribution> contributions) {

  /** Which layer a contribution belongs to. */
  public enum Layer {
    ENGAGEMENT,
    FIT,
    NEGATIVE
  }

  /**
   * What one rule gave for one signal or fact.
   *
   * @param eventId the signal; null for facts and bonuses
   * @param occurredAt when the signal happened; null for facts and bonuses
   * @param base points of the rule
   * @param decayed points left by age
   * @param counted points that counted after the caps
   */
  public record Contribution(
      Layer layer,
      String rule,
      String label,
      @Nullable String eventId,
      @Nullable Instant occurredAt,
      int base,
      double decayed,
      double counted) {}

  public ScoreCard {
    contributions = List.copyOf(contributions);
  }
}
