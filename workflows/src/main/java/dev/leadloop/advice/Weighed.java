package dev.leadloop.advice;

import dev.leadloop.advice.NextQuestions.Outcome;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifiedBy;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the answers to a question change, each counting the same.
 *
 * @param deciding how many make it ready, or no longer so, let a request of its own pass or not, or close it
 * @param crossing how many of these do so other than by closing it
 * @param closing how many close it, or no longer do
 * @param points by how many the distance to the threshold changes, on average
 * @param moving how many change who gets it or how soon it is answered
 * @param because a sentence without a full stop
 */
record Weighed(
    Question question, int answers, int deciding, int crossing, int closing, double points, int moving, String because) {

  /**
   * What points are counted to.
   *
   * @param toSales whether it is a way to an SQL, else to an MQL
   */
  record Goal(Threshold way, boolean toSales) {
    /** Such as "PQL" or "SQL by its product use". */
    private String called() {
      return !toSales ? way.by().called() : way.by() == QualifiedBy.SCORE ? "SQL" : "SQL " + way.by().words();
    }
  }

  /**
   * Weighs a question.
   *
   * @param goal null where points are counted to none
   */
  static Weighed of(Question question, Outcome before, List<Outcome> answers, @Nullable Goal goal) {
    Threshold way = goal == null ? null : goal.way();
    int crossing = count(answers, then -> differs(before, then, Outcome::crossed));
    int closing = count(answers, then -> differs(before, then, Outcome::closed));
    int deciding =
        count(answers, then -> differs(before, then, Outcome::crossed) || differs(before, then, Outcome::closed));
    int moving = count(answers, then -> differs(before, then, Outcome::routed));
    double points = way == null || answers.isEmpty() ? 0
        : answers.stream().mapToLong(then -> Math.abs(then.distance(way) - before.distance(way))).sum()
            / (double) answers.size();
    String because = crossing > 0 ? crosses(before, answers) + (goal == null || points == 0 ? "" : "; " + stands(before, goal))
        : goal != null && points > 0 ? moves(before, answers, goal)
            : closing > 0 ? "An answer can close it, since a rule of the policy says so"
                : "The answer says who gets it, or how soon it is answered";
    return new Weighed(question, answers.size(), deciding, crossing, closing, points, moving, because);
  }

  boolean changesSomething() {
    return deciding > 0 || points > 0 || moving > 0;
  }

  double share(int some) {
    return answers == 0 ? 0 : some / (double) answers;
  }

  NextQuestion inWords() {
    return new NextQuestion(question, answers, deciding, points, moving, because);
  }

  private static int count(List<Outcome> answers, Predicate<Outcome> which) {
    return (int) answers.stream().filter(which).count();
  }

  private static boolean differs(Outcome before, Outcome then, Function<Outcome, List<Boolean>> what) {
    return !what.apply(before).equals(what.apply(then));
  }

  /** The greatest thing that an answer brings, else that it takes something away. */
  private static String crosses(Outcome before, List<Outcome> answers) {
    if (gains(before, answers, 1)) {
      return "An answer can make it ready for sales";
    }
    if (gains(before, answers, 0)) {
      return "An answer can make it ready for marketing";
    }
    if (gains(before, answers, 2)) {
      return "With the right answer a request of its own goes to sales at once";
    }
    return loses(before, answers, 0) || loses(before, answers, 1)
        ? "An answer can show that it is not ready"
        : "An answer can show that a request of its own does not fit";
  }

  private static boolean loses(Outcome before, List<Outcome> answers, int what) {
    return before.crossed().get(what) && answers.stream().anyMatch(then -> !then.crossed().get(what));
  }

  private static boolean gains(Outcome before, List<Outcome> answers, int what) {
    return !before.crossed().get(what) && answers.stream().anyMatch(then -> then.crossed().get(what));
  }

  private static String moves(Outcome before, List<Outcome> answers, Goal goal) {
    QualifyingNumber measure = most(before, answers, goal.way(), 1);
    if (measure != null) {
      int most = change(before, answers, measure, 1);
      return "An answer would add up to " + inWords(most) + "; " + stands(before, goal, measure);
    }
    QualifyingNumber less = most(before, answers, goal.way(), -1);
    return less == null ? "An answer changes how far it is from being ready; " + stands(before, goal)
        : "An answer would take up to " + inWords(change(before, answers, less, -1)) + "; " + stands(before, goal, less);
  }

  /** The number asked for that answers raise most, of those it has too little of; or lower most; null where they do neither. */
  private static @Nullable QualifyingNumber most(Outcome before, List<Outcome> answers, Threshold way, int sign) {
    QualifyingNumber found = null;
    for (QualifyingNumber measure : way.least().keySet()) {
      boolean meant = sign < 0 || before.of(measure) < way.of(measure);
      int change = meant ? change(before, answers, measure, sign) : 0;
      if (change > (found == null ? 0 : change(before, answers, found, sign))) {
        found = measure;
      }
    }
    return found;
  }

  private static int change(Outcome before, List<Outcome> answers, QualifyingNumber measure, int sign) {
    return answers.stream().mapToInt(then -> sign * (then.of(measure) - before.of(measure))).max().orElse(0);
  }

  private static String stands(Outcome before, Goal goal) {
    List<QualifyingNumber> lacking = goal.way().missing(before::of);
    return lacking.isEmpty() ? "it has all that is asked for " + goal.called() : stands(before, goal, lacking);
  }

  /** That number first, then the others of which there is too little. */
  private static String stands(Outcome before, Goal goal, QualifyingNumber measure) {
    List<QualifyingNumber> all = new ArrayList<>(List.of(measure));
    goal.way().missing(before::of).stream().filter(other -> other != measure).forEach(all::add);
    return stands(before, goal, all);
  }

  private static String stands(Outcome before, Goal goal, List<QualifyingNumber> measures) {
    return measures.stream()
        .map(measure -> measure.words() + " is " + before.of(measure) + " of " + goal.way().of(measure))
        .collect(Collectors.joining(", and ")) + " asked for " + goal.called();
  }

  private static String inWords(int points) {
    return points == 1 ? "1 point" : points + " points";
  }
}
