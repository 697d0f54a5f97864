package dev.leadloop.advice;

import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import java.util.Map;

/**
 * How much of each number is lacking on a way.
 *
 * @param points by number, of requests of its own, and of worth to its company
 */
record Lack(int[] points) {
  /** What a lead lacks on a way. */
  static Lack of(Threshold way, Numbers base) {
    int[] points = new int[Gains.ALL];
    for (Map.Entry<QualifyingNumber, Integer> asked : way.least().entrySet()) {
      if (base.of(asked.getKey()) < asked.getValue()) {
        points[asked.getKey().ordinal()] = asked.getValue() - raw(base, asked.getKey());
      }
    }
    return new Lack(points);
  }

  /** The same, and a request of its own. */
  Lack withRequest() {
    int[] more = points.clone();
    more[Gains.REQUEST] = 1;
    return new Lack(more);
  }

  /** The same, and so much more worth to its company. */
  Lack withWorth(int worth) {
    int[] more = points.clone();
    more[Gains.WORTH] = worth;
    return new Lack(more);
  }

  /** A score below the floor has farther to go than the floor shows. */
  private static int raw(Numbers numbers, QualifyingNumber number) {
    return number == QualifyingNumber.SCORE
        ? numbers.of(QualifyingNumber.ENGAGEMENT) + numbers.of(QualifyingNumber.NEGATIVE)
        : numbers.of(number);
  }

  /** Adds what numbers are more than they were. */
  void add(int[] sum, Numbers then, Numbers base) {
    for (QualifyingNumber number : QualifyingNumber.values()) {
      sum[number.ordinal()] += raw(then, number) - raw(base, number);
    }
  }

  /** How many points there are to go, all numbers together, once so much came to them; requests aside. */
  int missing(int[] sum) {
    int missing = 0;
    for (int number = 0; number < Gains.REQUEST; number++) {
      missing += points[number] == 0 ? 0 : Math.max(0, points[number] - sum[number]);
    }
    return missing;
  }
}
