package dev.leadloop.scoring;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.QualifiedBy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score with everything behind it. What counted of the parts of engagement, negative signals and the floor is the score,
 * to the millionth of a point, and what counted of those of fit, of product use and of the account is each of these numbers;
 * the same holds of what age left, since each cut is a part of its own.
 *
 * @param at the instant it holds for
 * @param policyVersion version of the {@link LeadPolicy} it was made under
 * @param contributions what each rule gave
 * @param adjustments what caps and the floor cut, and what making points whole added or took
 */
public record ScoreCard(
    Instant at,
    int policyVersion,
    ScoreSummary summary,
    List<Contribution> contributions,
    List<Contribution> adjustments) {

  /** Which layer a part belongs to. */
  public enum Layer {
    ENGAGEMENT,
    FIT,
    NEGATIVE,
    /** What the floor gives back: it belongs to the score as a whole. */
    FLOOR,
    /** Use of the product, a score of its own. */
    PRODUCT,
    /** The lead's company, a score of its own. */
    ACCOUNT;

    /** Whether its parts make the score up; else they make up a number of their own. */
    public boolean ofScore() {
      return switch (this) {
        case ENGAGEMENT, NEGATIVE, FLOOR -> true;
        case FIT, PRODUCT, ACCOUNT -> false;
      };
    }
  }

  /** What a part is. */
  public enum Kind {
    SIGNAL,
    BONUS,
    /** A rule about facts or about signals, of fit or against the lead. */
    RULE,
    RULE_CAP,
    GROUP_CAP,
    TOTAL_CAP,
    FLOOR,
    /** Each layer's sum is made a whole number once, halves upwards. */
    ROUNDING
  }

  /**
   * One part: what a rule gave for one signal or fact, or an adjustment.
   *
   * @param rule the rule's id; what was adjusted by, for an adjustment
   * @param eventId the signal; null for all else
   * @param occurredAt when the signal happened; null for all else
   * @param base points of the rule; 0 for an adjustment
   * @param decayed points left by age, to the millionth; what a cap cuts is told here as less than nothing
   * @param counted points that counted after the caps, to the millionth
   * @param group the group of rules that it shares a cap with; null for none
   * @param cutBy the caps that took from it, in the order in which they did
   */
  public record Contribution(
      Layer layer,
      Kind kind,
      String rule,
      String label,
      @Nullable String eventId,
      @Nullable Instant occurredAt,
      int base,
      double decayed,
      double counted,
      @Nullable String group,
      List<CapCut> cutBy) {
    public Contribution {
      cutBy = List.copyOf(cutBy);
    }

    /** A part of no group that no cap took from. */
    public Contribution(
        Layer layer,
        Kind kind,
        String rule,
        String label,
        @Nullable String eventId,
        @Nullable Instant occurredAt,
        int base,
        double decayed,
        double counted) {
      this(layer, kind, rule, label, eventId, occurredAt, base, decayed, counted, null, List.of());
    }
  }

  /**
   * What one cap took from one part.
   *
   * @param cap whether it is the rule's, the group's or that of all
   * @param of the rule, the group, or "cap"
   * @param most points that the cap leaves
   * @param points that it took, to the millionth
   */
  public record CapCut(Kind cap, String of, int most, double points) {}

  public ScoreCard {
    contributions = List.copyOf(contributions);
    adjustments = List.copyOf(adjustments);
  }

  /** What a lead is ready by in words, the weightiest parts first; their numbers add up to that score. */
  public List<String> reasons(QualifiedBy by) {
    return switch (by) {
      case SCORE -> summary.reasons();
      case PRODUCT -> Reasons.of(parts(), layer -> layer == Layer.PRODUCT, summary.product());
      case ACCOUNT -> Reasons.of(parts(), layer -> layer == Layer.ACCOUNT, summary.account());
    };
  }

  /** Everything that makes the numbers up. */
  public List<Contribution> parts() {
    List<Contribution> parts = new ArrayList<>(contributions);
    parts.addAll(adjustments);
    return parts;
  }
}
