package dev.leadloop.prediction.training;

import dev.leadloop.prediction.FiredRules.Rule;
import dev.leadloop.prediction.model.Column;
import dev.leadloop.prediction.model.Example;
import dev.leadloop.prediction.model.Examples;
import dev.leadloop.prediction.model.PredictiveModel;
import dev.leadloop.prediction.model.SuggestedPoints;
import dev.leadloop.prediction.model.SuggestedPoints.Area;
import dev.leadloop.prediction.model.SuggestedPoints.RulePoints;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Suggests points for rules: what each adds to the odds by itself, scaled so that all of them weigh as much as today. */
final class PointsByOutcome {
  private PointsByOutcome() {}

  /** The suggestion; null where no rule fired often enough. */
  static @Nullable SuggestedPoints of(List<Rule> rules, List<Column> columns, List<Example> learned, List<Example> later) {
    List<Column> fired = columns.stream().filter(column -> column.field().startsWith(Examples.RULE)).toList();
    PredictiveModel model = LogisticRegression.fit(fired, learned, Training.RIDGE);
    double weighsToday = 0;
    double weighs = 0;
    List<Rule> known = new ArrayList<>();
    List<Double> odds = new ArrayList<>();
    for (Rule rule : rules) {
      for (int c = 0; c < fired.size(); c++) {
        if (fired.get(c).field().equals(Examples.RULE + rule.label())) {
          // Each of these columns has two places: that the rule does not fire, and that it does.
          double more = model.weights().get(2 * c + 1) - model.weights().get(2 * c);
          known.add(rule);
          odds.add(more);
          weighsToday += Math.abs(rule.points());
          weighs += Math.abs(more);
        }
      }
    }
    if (weighs == 0) {
      return null;
    }
    List<RulePoints> points = new ArrayList<>();
    for (int i = 0; i < known.size(); i++) {
      Rule rule = known.get(i);
      points.add(new RulePoints(
          rule.key(), rule.label(), rule.points(), (int) Math.round(odds.get(i) * weighsToday / weighs)));
    }
    return new SuggestedPoints(points, area(points, later, RulePoints::today), area(points, later, RulePoints::suggested));
  }

  private static Area area(List<RulePoints> rules, List<Example> leads, ToIntFunction<RulePoints> points) {
    double[] sums = new double[leads.size()];
    boolean[] won = new boolean[leads.size()];
    for (int i = 0; i < sums.length; i++) {
      Example lead = leads.get(i);
      won[i] = lead.won();
      sums[i] = rules.stream().filter(rule -> lead.known().containsKey(Examples.RULE + rule.label()))
          .mapToInt(points).sum();
    }
    return SuggestedPoints.area(sums, won);
  }
}
