package dev.leadloop.scoring;

import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says which caps took points from what: "e-mail opened: 4 points more, but the group email gives no more than 30". */
public final class CutsInWords {
  private CutsInWords() {}

  /** A sentence without a full stop for each cap that took a whole point at least from parts of one label, the greatest first. */
  public static List<String> of(ScoreCard card) {
    Map<String, Long> cuts = new LinkedHashMap<>();
    for (Contribution part : card.contributions()) {
      for (CapCut cut : part.cutBy()) {
        cuts.merge(part.label() + ": %s more, but " + cap(part.layer(), cut), Points.millionths(cut.points()), Long::sum);
      }
    }
    return cuts.entrySet().stream()
        .filter(cut -> Points.whole(cut.getValue()) != 0)
        .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder()).thenComparing(Map.Entry.comparingByKey()))
        .map(cut -> cut.getKey().replace("%s", points(Points.whole(cut.getValue()))))
        .toList();
  }

  private static String points(int points) {
    return points == 1 ? "1 point" : points + " points";
  }

  private static String cap(Layer layer, CapCut cut) {
    String gives = layer == Layer.NEGATIVE ? " takes no more than " : " gives no more than ";
    return switch (cut.cap()) {
      case RULE_CAP -> "its rule" + gives + cut.most();
      case GROUP_CAP -> "the group " + cut.of() + gives + cut.most();
      case TOTAL_CAP -> (layer == Layer.NEGATIVE ? "all of that" : layer.name().toLowerCase(Locale.ROOT)) + gives + cut.most();
      case SIGNAL, BONUS, RULE, FLOOR, ROUNDING -> throw new IllegalArgumentException(cut.cap() + " is no cap");
    };
  }
}
