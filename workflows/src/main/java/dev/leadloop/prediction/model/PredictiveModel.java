package dev.leadloop.prediction.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A learned score: for each field what each of its values adds to the odds of being won. It is all that is needed to predict.
 *
 * @param intercept the log odds of a lead of which nothing weighs
 * @param weights of each place of each column
 * @param usual how often each place was taken by the leads that it learned from, so that a factor is told beside the usual lead
 */
public record PredictiveModel(List<Column> columns, double intercept, List<Double> weights, List<Double> usual) {
  public PredictiveModel {
    columns = List.copyOf(columns);
    weights = List.copyOf(weights);
    usual = List.copyOf(usual);
  }

  /**
   * What one field does to a prediction.
   *
   * @param words such as "source is referral"
   * @param odds by how much it multiplies the odds beside the usual lead; over 1 speaks for it
   */
  public record Factor(String field, String words, double odds) {}

  /** How likely it is that the lead is won, from 0 to 1. */
  public double probability(Map<String, String> known) {
    double sum = intercept;
    int offset = 0;
    for (Column column : columns) {
      int place = column.place(known.get(column.field()));
      sum += place == Column.NONE ? 0 : weights.get(offset + place);
      offset += column.places();
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /** The same as whole points from 0 to 100. */
  public int score(Map<String, String> known) {
    return (int) Math.round(probability(known) * 100);
  }

  /** What weighs most, the weightiest first. */
  public List<Factor> factors(Map<String, String> known, int most) {
    List<Factor> factors = new ArrayList<>();
    int offset = 0;
    for (Column column : columns) {
      int place = column.place(known.get(column.field()));
      double mean = 0;
      for (int i = 0; i < column.places(); i++) {
        mean += weights.get(offset + i) * usual.get(offset + i);
      }
      double beside = (place == Column.NONE ? 0 : weights.get(offset + place)) - mean;
      factors.add(new Factor(
          column.field(), place == Column.NONE ? column.field() + " has a value never seen often before" : column.words(place),
          Math.exp(beside)));
      offset += column.places();
    }
    return factors.stream()
        .sorted(Comparator.comparingDouble((Factor one) -> -Math.abs(Math.log(one.odds()))).thenComparing(Factor::field))
        .limit(most).toList();
  }
}
