package dev.leadloop.temporal.payload;

import dev.leadloop.scoring.Band;
import dev.leadloop.scoring.ScoreSummary;
import java.util.List;

record ScorePayload(int engagement, int negative, int score, int fit, String grade, Band band, List<String> reasons) {
  static ScorePayload of(ScoreSummary score) {
    return new ScorePayload(
        score.engagement(), score.negative(), score.score(), score.fit(), score.grade(), score.band(), score.reasons());
  }

  ScoreSummary read() {
    return new ScoreSummary(engagement, negative, score, fit, grade, band, reasons);
  }
}
