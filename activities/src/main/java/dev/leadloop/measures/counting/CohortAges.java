package dev.leadloop.measures.counting;

import dev.leadloop.measures.counting.Figures.Earlier;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What earlier cohorts had come to at the same age, in whole days. All of an earlier cohort is older than anybody of a later one,
 * so each of its rows was seen for at least as long, and nothing has to be guessed.
 *
 * @param <K> what else the rows are cut by
 */
final class CohortAges<K> {
  private final Map<K, TreeMap<String, Ages>> cohorts = new HashMap<>();

  /** So many rows of a cohort are so old. */
  void aged(K others, String cohort, int age, long many) {
    Ages ages = cohort(others, cohort);
    ages.ages.merge(age, many, Long::sum);
    ages.count += many;
  }

  /** Of so many rows of a cohort it was so after so many days. */
  void reached(K others, String cohort, int days, long many) {
    cohort(others, cohort).reached.merge(days, many, Long::sum);
  }

  private Ages cohort(K others, String cohort) {
    return cohorts.computeIfAbsent(others, ignored -> new TreeMap<>()).computeIfAbsent(cohort, ignored -> new Ages());
  }

  /** Of each cohort but the first. */
  Map<K, Map<String, Earlier>> earlier() {
    Map<K, Map<String, Earlier>> all = new HashMap<>();
    cohorts.forEach((others, byCohort) -> {
      Map<String, Earlier> known = new HashMap<>();
      Ages before = new Ages();
      byCohort.forEach((cohort, ages) -> {
        if (before.count > 0) {
          known.put(cohort, new Earlier(before.count, before.at(ages)));
        }
        before.add(ages);
      });
      all.put(others, known);
    });
    return all;
  }

  private static final class Ages {
    private final TreeMap<Integer, Long> ages = new TreeMap<>();
    private final TreeMap<Integer, Long> reached = new TreeMap<>();
    private long count;

    void add(Ages others) {
      others.ages.forEach((age, many) -> ages.merge(age, many, Long::sum));
      others.reached.forEach((days, many) -> reached.merge(days, many, Long::sum));
      count += others.count;
    }

    /** What share of these had come there at the ages of those. */
    double at(Ages those) {
      double sum = 0;
      for (Map.Entry<Integer, Long> one : those.ages.entrySet()) {
        long by = reached.headMap(one.getKey(), true).values().stream().mapToLong(Long::longValue).sum();
        sum += (double) by / count * one.getValue();
      }
      return sum / those.count;
    }
  }
}
