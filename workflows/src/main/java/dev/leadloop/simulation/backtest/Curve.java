package dev.leadloop.simulation.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a ranking is worth: the area under its curve, and what each tenth of the leads holds. */
public final class Curve {
  private static final int TENTHS = 10;

  private Curve() {}

  /**
   * How likely a good lead ranks before another, with the interval of 95 of 100 cases.
   *
   * @param value a tie counts as half
   */
  public record Auc(double value, double low, double high) {}

  /**
   * One tenth of the leads, the first being those that came furthest.
   *
   * @param good leads of it; those of a rank that two tenths share are told in proportion
   * @param lift how many times more of them are good than of all
   */
  public record Tenth(int number, double leads, double good, double rate, double lift, double low, double high) {}

  /**
   * The area by DeLong, DeLong and Clarke-Pearson (1988); null where there are fewer than two of either kind, of which no
   * interval can be told. Where all good ones rank before all others, the interval reaches down as far as the rule of three.
   */
  public static @Nullable Auc auc(Ranks ranks) {
    double good = ranks.good();
    double other = ranks.other();
    if (good < 2 || other < 2) {
      return null;
    }
    double area = 0;
    double othersBelow = 0;
    for (Ranks.Count count : ranks.byRank().values()) {
      area += count.good() * (othersBelow + count.other() / 2.0);
      othersBelow += count.other();
    }
    area /= good * other;
    double ofGood = 0;
    double ofOthers = 0;
    double goodBelow = 0;
    othersBelow = 0;
    for (Ranks.Count count : ranks.byRank().values()) {
      double placed = (othersBelow + count.other() / 2.0) / other - area;
      double above = (good - goodBelow - count.good() / 2.0) / good - area;
      ofGood += count.good() * placed * placed;
      ofOthers += count.other() * above * above;
      goodBelow += count.good();
      othersBelow += count.other();
    }
    double variance = ofGood / (good - 1) / good + ofOthers / (other - 1) / other;
    double half = variance > 0 ? Share.Z * Math.sqrt(variance) : Math.min(1, 3 / Math.min(good, other));
    return new Auc(area, Math.max(0, area - half), Math.min(1, area + half));
  }

  /** The tenths, furthest first; none where there are fewer leads than that. */
  public static List<Tenth> tenths(Ranks ranks) {
    double all = ranks.good() + (double) ranks.other();
    if (all < TENTHS) {
      return List.of();
    }
    double base = ranks.good() / all;
    double[] good = new double[TENTHS];
    double size = all / TENTHS;
    double from = all;
    for (Map.Entry<Integer, Ranks.Count> one : ranks.byRank().entrySet()) {
      double leads = one.getValue().good() + (double) one.getValue().other();
      double to = from;
      from -= leads;
      for (int tenth = 0; tenth < TENTHS; tenth++) {
        double within = Math.min(to, (tenth + 1) * size) - Math.max(from, tenth * size);
        if (within > 0) {
          good[tenth] += one.getValue().good() * within / leads;
        }
      }
    }
    List<Tenth> tenths = new ArrayList<>();
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      Share share = Share.of(Math.round(good[tenth]), Math.max(1, Math.round(size)));
      double rate = good[tenth] / size;
      tenths.add(base == 0
          ? new Tenth(tenth + 1, size, 0, 0, 0, 0, 0)
          : new Tenth(tenth + 1, size, good[tenth], rate, rate / base, Math.min(share.low(), rate) / base,
              Math.max(share.high(), rate) / base));
    }
    return tenths;
  }
}
