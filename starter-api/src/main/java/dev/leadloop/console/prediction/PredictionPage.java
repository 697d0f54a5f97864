package dev.leadloop.console.prediction;

import dev.leadloop.prediction.kept.ModelStore.Kept;
import dev.leadloop.prediction.model.Evaluation;
import dev.leadloop.prediction.model.Evaluation.Tenth;
import dev.leadloop.prediction.model.SuggestedPoints;
import dev.leadloop.prediction.model.SuggestedPoints.Area;
import dev.leadloop.prediction.model.SuggestedPoints.RulePoints;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.prediction.model.Trained.Provenance;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the page says of versions of the predictive score. */
final class PredictionPage {
  private static final double WIDTH = 240;

  private PredictionPage() {}

  /**
   * A version as a line of the list.
   *
   * @param learned such as "1,200 leads, 300 of them won"
   * @param auc such as "0.871 (0.854 to 0.887)"
   * @param brier such as "0.138"
   * @param used whether it is in use
   */
  record Line(int version, String made, String by, String learned, String auc, String brier, boolean used) {
    static Line of(Kept kept, @Nullable Integer inUse) {
      Provenance from = kept.trained().provenance();
      Evaluation found = kept.trained().evaluation();
      return new Line(
          kept.version(), day(kept), kept.madeBy(),
          String.format(Locale.ROOT, "%,d leads, %,d of them won", from.leads(), from.won()), area(found), number(found.brier()),
          inUse != null && inUse == kept.version());
    }
  }

  /**
   * A version in full.
   *
   * @param against such as "480 later leads, 120 of them won"
   * @param points rules with points of today and suggested ones; none where nothing is suggested
   */
  record Shown(
      int version, int policyVersion, String learned, String from, String until, String against, List<Number> numbers,
      List<Decile> tenths, List<Suspicion> leftOut, List<RulePoints> points, @Nullable String pointsToday,
      @Nullable String pointsSuggested) {
    static Shown of(Kept kept) {
      Provenance from = kept.trained().provenance();
      Evaluation found = kept.trained().evaluation();
      Evaluation hand = kept.trained().byHand();
      SuggestedPoints points = kept.trained().points();
      String drawn = from.drawnFrom() > from.leads() + found.leads()
          ? String.format(Locale.ROOT, ", drawn from %,d", from.drawnFrom()) : "";
      return new Shown(
          kept.version(), from.policyVersion(),
          String.format(Locale.ROOT, "%,d leads, %,d of them won%s", from.leads(), from.won(), drawn),
          from.from().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
          from.until().atOffset(ZoneOffset.UTC).toLocalDate().toString(),
          String.format(Locale.ROOT, "%,d later leads, %,d of them won", found.leads(), found.won()),
          List.of(
              new Number("auc", area(found), "0.500", area(hand)),
              new Number("brier", number(found.brier()), number(found.brierOfBase()), number(hand.brier())),
              new Number("calibration", number(found.calibrationError()), "", number(hand.calibrationError()))),
          deciles(found.tenths()), kept.trained().leftOut(), points == null ? List.of() : points.rules(),
          points == null ? null : area(points.today()), points == null ? null : area(points.suggested()));
    }
  }

  /** A number of the score, beside the same of the base rate and of the policy's own score. */
  record Number(String name, String score, String base, String byHand) {}

  /**
   * A tenth of the leads.
   *
   * @param x where it is drawn, by what was predicted
   * @param y where it is drawn, by what came
   */
  record Decile(int number, int leads, String predicted, String came, String x, String y) {}

  private static List<Decile> deciles(List<Tenth> tenths) {
    List<Decile> deciles = new ArrayList<>();
    for (Tenth tenth : tenths) {
      deciles.add(new Decile(
          deciles.size() + 1, tenth.leads(), percent(tenth.predicted()), percent(tenth.came()),
          String.format(Locale.ROOT, "%.1f", WIDTH * tenth.predicted()),
          String.format(Locale.ROOT, "%.1f", WIDTH * (1 - tenth.came()))));
    }
    return deciles;
  }

  static String area(Evaluation found) {
    return area(new Area(found.auc(), found.aucLow(), found.aucHigh()));
  }

  private static String area(Area area) {
    return String.format(Locale.ROOT, "%.3f (%.3f to %.3f)", area.auc(), area.low(), area.high());
  }

  private static String day(Kept kept) {
    return kept.madeAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
