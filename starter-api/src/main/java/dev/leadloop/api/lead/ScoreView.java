package dev.leadloop.api.lead;

import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreCard;
import dev.leadloop.view.LeadReadStore.ScoredLine;
import io.swagger.v3.oas.annotations.media.Schema;
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
 *     {@code counted} adds up to the score over ENGAGEMENT, NEGATIVE and FLOOR, and to fit, product and account each over
 *     its own layer
 * @param product points for use of the product
 * @param account points for the company
 * @param readyBy what the band is reached by: MQL for the score, PQL for use of the product, MQA for the company; null where
 *     it is cold
 */
@Schema(name = "ScoreExplained")
record ScoreView(
    String leadId,
    Instant at,
    int policyVersion,
    int score,
    int engagement,
    int negative,
    int fit,
    String grade,
    Band band,
    @Nullable DecidedView decided,
    List<ContributionView> contributions,
    int product,
    int account,
    @Nullable String readyBy) {

  /**
   * What a rule gave for one signal or fact, or an adjustment by a cap, the floor or rounding.
   *
   * @param rule the rule's id; what was adjusted by, for an adjustment
   * @param eventId the signal; null for all else
   * @param occurredAt when the signal happened; null for all else
   * @param base points of the rule; 0 for an adjustment
   * @param decayed points left by age; what a cap cuts is told here as less than nothing
   * @param counted points that counted after the caps
   * @param group the group of rules that it shares a cap with; null for none
   * @param cutBy the caps that took from it
   */
  @Schema(name = "ScoreCardContribution")
  record ContributionView(
      ScoreCard.Layer layer,
      ScoreCard.Kind kind,
      String rule,
      String label,
      @Nullable String eventId,
      @Nullable Instant occurredAt,
      int base,
      double decayed,
      double counted,
      @Nullable String group,
      List<CutView> cutBy) {
    static ContributionView of(ScoreCard.Contribution part) {
      return new ContributionView(
          part.layer(),
          part.kind(),
          part.rule(),
          part.label(),
          part.eventId(),
          part.occurredAt(),
          part.base(),
          part.decayed(),
          part.counted(),
          part.group(),
          part.cutBy().stream().map(CutView::of).toList());
    }
  }

  /**
   * What one cap took from one part.
   *
   * @param cap whether it is the rule's, the group's or that of all
   * @param of the rule, the group, or what the policy calls the cap of all
   * @param most points that the cap leaves
   * @param points that it took
   */
  @Schema(name = "ScoreCardCut")
  record CutView(ScoreCard.Kind cap, String of, int most, double points) {
    static CutView of(ScoreCard.CapCut cut) {
      return new CutView(cut.cap(), cut.of(), cut.most(), cut.points());
    }
  }

  /** A score as a decision wrote it down, and when that was. */
  @Schema(name = "ScoreExplainedDecided")
  record DecidedView(int score, Instant asOf) {
    static DecidedView of(ScoredLine line) {
      return new DecidedView(line.score().score(), line.at());
    }
  }

  static ScoreView of(String leadId, ScoreCard card, @Nullable DecidedView decided) {
    return new ScoreView(
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
        card.parts().stream().map(ContributionView::of).toList(),
        card.summary().product(),
        card.summary().account(),
        card.summary().by() == null ? null : card.summary().by().called());
  }
}
