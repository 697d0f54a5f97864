package dev.leadloop.temporal.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.leadloop.lead.Foretold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A score.
 *
 * @param product 0 as long as no policy gave points for it, and then not written; so is {@code account}
 * @param by what the band was reached by; not written where it is the score, as it always was at first
 * @param foretold not written where nothing was
 */
record ScorePayload(
    int engagement,
    int negative,
    int score,
    int fit,
    String grade,
    Band band,
    List<String> reasons,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int product,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int account,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable QualifiedBy by,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Foretold foretold) {
  static ScorePayload of(ScoreSummary score) {
    return new ScorePayload(
        score.engagement(), score.negative(), score.score(), score.fit(), score.grade(), score.band(), score.reasons(),
        score.product(), score.account(), score.by() == QualifiedBy.SCORE ? null : score.by(), score.foretold());
  }

  ScoreSummary read() {
    return new ScoreSummary(
        engagement, negative, score, fit, grade, band, reasons, product, account,
        by == null && band != Band.COLD ? QualifiedBy.SCORE : by, foretold);
  }
}
