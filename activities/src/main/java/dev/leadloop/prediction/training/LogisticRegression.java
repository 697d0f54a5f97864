package dev.leadloop.prediction.training;

import dev.leadloop.prediction.model.Column;
import dev.leadloop.prediction.model.Example;
import dev.leadloop.prediction.model.PredictiveModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/**
 * Logistic regression with a ridge, by Newton's method: each step solves one positive definite system, so that there is no
 * chance in it and the same examples give the same weights. The base rate is not held down by the ridge.
 */
final class LogisticRegression {
  private static final int MOST_STEPS = 50;
  private static final double CLOSE = 1e-9;

  private final List<Column> columns;
  private final int[][] places;
  private final boolean[] won;
  private final double ridge;
  private final int size;

  private LogisticRegression(List<Column> columns, List<Example> examples, double ridge) {
    this.columns = columns;
    this.ridge = ridge;
    int[] offsets = Column.offsets(columns);
    this.size = offsets[columns.size()] + 1;
    this.places = new int[examples.size()][];
    this.won = new boolean[examples.size()];
    for (int i = 0; i < places.length; i++) {
      Example example = examples.get(i);
      int[] taken = new int[columns.size() + 1];
      int count = 1;
      for (int c = 0; c < columns.size(); c++) {
        int place = columns.get(c).place(example.known().get(columns.get(c).field()));
        if (place != Column.NONE) {
          taken[count++] = offsets[c] + place + 1;
        }
      }
      places[i] = Arrays.copyOf(taken, count);
      won[i] = example.won();
    }
  }

  /** The model that fits those examples best, weights held down by the ridge. */
  static PredictiveModel fit(List<Column> columns, List<Example> examples, double ridge) {
    return new LogisticRegression(columns, examples, ridge).fit();
  }

  private PredictiveModel fit() {
    RealVector weights = new ArrayRealVector(size);
    for (int step = 0; step < MOST_STEPS; step++) {
      RealVector change = step(weights);
      weights = weights.add(change);
      if (change.getLInfNorm() < CLOSE) {
        break;
      }
    }
    List<Double> kept = new ArrayList<>();
    List<Double> usual = new ArrayList<>();
    double[] taken = new double[size];
    for (int[] example : places) {
      for (int place : example) {
        taken[place] += 1.0 / places.length;
      }
    }
    for (int i = 1; i < size; i++) {
      kept.add(weights.getEntry(i));
      usual.add(taken[i]);
    }
    return new PredictiveModel(columns, weights.getEntry(0), kept, usual);
  }

  private RealVector step(RealVector weights) {
    double[] slope = new double[size];
    double[][] bend = new double[size][size];
    for (int i = 1; i < size; i++) {
      slope[i] = -ridge * weights.getEntry(i);
      bend[i][i] = ridge;
    }
    for (int i = 0; i < places.length; i++) {
      double sum = 0;
      for (int place : places[i]) {
        sum += weights.getEntry(place);
      }
      double p = 1 / (1 + Math.exp(-sum));
      double weight = Math.max(p * (1 - p), 1e-10);
      for (int one : places[i]) {
        slope[one] += (won[i] ? 1 : 0) - p;
        for (int other : places[i]) {
          bend[one][other] += weight;
        }
      }
    }
    RealMatrix system = MatrixUtils.createRealMatrix(bend);
    return new CholeskyDecomposition(system).getSolver().solve(new ArrayRealVector(slope, false));
  }
}
