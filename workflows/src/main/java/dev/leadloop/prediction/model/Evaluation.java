package dev.leadloop.prediction.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How good predictions were for leads that were not learned from.
 *
 * @param leads how many they were
 * @param won how many of them were won
 * @param auc how often one that was won was put above one that was not; ties count half
 * @param aucLow the lower end of its interval of 95 per cent, by DeLong, DeLong and Clarke-Pearson (Biometrics 44, 1988, 837-845)
 * @param brier mean of the squared distance between prediction and outcome; the smaller the better
 * @param brierOfBase the same of saying of each lead what share is won
 * @param calibrationError mean distance between what was predicted and what came, over tenths of the leads
 * @param tenths from the least likely up
 */
public record Evaluation(
    int leads, int won, double auc, double aucLow, double aucHigh, double brier, double brierOfBase, double calibrationError,
    List<Tenth> tenths) {
  private static final double Z = 1.959963984540054;
  private static final int TENTHS = 10;

  public Evaluation {
    tenths = List.copyOf(tenths);
  }

  /**
   * A tenth of the leads.
   *
   * @param predicted the mean of what was predicted
   * @param came the share that was won
   */
  public record Tenth(int leads, double predicted, double came) {}

  /**
   * Holds predictions against outcomes; of both kinds there is at least one.
   *
   * @param base the share that was won of those that were learned from
   */
  public static Evaluation of(double[] predicted, boolean[] won, double base) {
    int n = predicted.length;
    int positives = (int) IntStream.range(0, n).filter(i -> won[i]).count();
    if (positives == 0 || positives == n) {
      throw new IllegalArgumentException("Where all were won, or none was, nothing can be told apart");
    }
    double[] ranks = ranks(predicted, IntStream.range(0, n).toArray());
    double[] auc = auc(predicted, won, ranks, positives);
    double brier = 0;
    double ofBase = 0;
    for (int i = 0; i < n; i++) {
      double came = won[i] ? 1 : 0;
      brier += (predicted[i] - came) * (predicted[i] - came) / n;
      ofBase += (base - came) * (base - came) / n;
    }
    List<Tenth> tenths = tenths(predicted, won);
    double error = tenths.stream().mapToDouble(t -> Math.abs(t.predicted() - t.came()) * t.leads() / n).sum();
    return new Evaluation(
        n, positives, auc[0], Math.max(0, auc[0] - Z * auc[1]), Math.min(1, auc[0] + Z * auc[1]), brier, ofBase, error, tenths);
  }

  /** The area and its standard error, from how each lead stands among those of the other kind. */
  private static double[] auc(double[] predicted, boolean[] won, double[] ranks, int positives) {
    int n = predicted.length;
    int negatives = n - positives;
    double[] own = new double[n];
    double[] up = ranks(predicted, IntStream.range(0, n).filter(i -> won[i]).toArray());
    double[] down = ranks(predicted, IntStream.range(0, n).filter(i -> !won[i]).toArray());
    double sum = 0;
    for (int i = 0; i < n; i++) {
      own[i] = won[i] ? (ranks[i] - up[i]) / negatives : 1 - (ranks[i] - down[i]) / positives;
      sum += won[i] ? own[i] / positives : 0;
    }
    double area = sum;
    double ups = IntStream.range(0, n).filter(i -> won[i]).mapToDouble(i -> (own[i] - area) * (own[i] - area)).sum();
    double downs = IntStream.range(0, n).filter(i -> !won[i]).mapToDouble(i -> (own[i] - area) * (own[i] - area)).sum();
    double variance = ups / Math.max(1, positives - 1) / positives + downs / Math.max(1, negatives - 1) / negatives;
    return new double[] {area, Math.sqrt(variance)};
  }

  /** The rank of each of some places among them, from 1; those that are equal share theirs. */
  private static double[] ranks(double[] values, int[] of) {
    Integer[] order = Arrays.stream(of).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int i = from; i < to; i++) {
        ranks[order[i]] = (from + 1 + to) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  private static List<Tenth> tenths(double[] predicted, boolean[] won) {
    Integer[] order = IntStream.range(0, predicted.length).boxed().toArray(Integer[]::new);
    Arrays.sort(order, Comparator.comparingDouble(i -> predicted[i]));
    List<Tenth> tenths = new ArrayList<>();
    for (int tenth = 0; tenth < TENTHS; tenth++) {
      int from = (int) ((long) order.length * tenth / TENTHS);
      int to = (int) ((long) order.length * (tenth + 1) / TENTHS);
      if (to > from) {
        double sum = 0;
        double came = 0;
        for (int i = from; i < to; i++) {
          sum += predicted[order[i]];
          came += won[order[i]] ? 1 : 0;
        }
        tenths.add(new Tenth(to - from, sum / (to - from), came / (to - from)));
      }
    }
    return tenths;
  }
}
