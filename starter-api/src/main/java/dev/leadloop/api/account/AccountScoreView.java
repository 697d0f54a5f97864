package dev.leadloop.api.account;

import dev.leadloop.scoring.AccountScore;
import dev.leadloop.scoring.ScoreCard;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a company is worth by the policy in force; {@code counted} of its parts adds up to the points.
 *
 * @param points whole points after the cap
 * @param policyVersion version of the policy in force
 */
@Schema(name = "AccountScore")
record AccountScoreView(int points, int policyVersion, List<PartView> parts) {

  /**
   * What a rule gave, or a cap cut.
   *
   * @param rule the rule's id; `cap` for what the cap cut
   * @param points of the rule; 0 for what the cap cut
   * @param counted points that counted after the cap
   */
  @Schema(name = "AccountScorePart")
  record PartView(String rule, String label, int points, double counted) {
    static PartView of(ScoreCard.Contribution part) {
      return new PartView(part.rule(), part.label(), part.base(), part.counted());
    }
  }

  static AccountScoreView of(AccountScore score, int policyVersion) {
    return new AccountScoreView(score.points(), policyVersion, score.parts().stream().map(PartView::of).toList());
  }
}
