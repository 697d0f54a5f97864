package dev.leadloop.scoring;

import dev.leadloop.scoring.ScoreCard.CapCut;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.util.Locale;

/** Says which cap took points: "the group email gives no more than 30". */
public final class CutsInWords {
  private CutsInWords() {}

  /** A clause about one cap of a layer. */
  public static String of(Layer layer, CapCut cut) {
    String gives = layer == Layer.NEGATIVE ? " takes no more than " : " gives no more than ";
    return switch (cut.cap()) {
      case RULE_CAP -> "its rule" + gives + cut.most();
      case GROUP_CAP -> "the group " + cut.of() + gives + cut.most();
      case TOTAL_CAP -> (layer == Layer.NEGATIVE ? "all of that" : layer.name().toLowerCase(Locale.ROOT)) + gives + cut.most();
      case SIGNAL, BONUS, RULE, FLOOR, ROUNDING -> throw new IllegalArgumentException(cut.cap() + " is no cap");
    };
  }
}
