package dev.leadloop.measures.counting;

import dev.leadloop.measures.counting.Figures.Earlier;
import java.util.Arrays;
import java.util.Comparator;
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
  private static final Days NONE = new Days(new int[0], new long[0]);

  private final Map<K, TreeMap<String, Ages>> cohorts = new HashMap<>();

  /** So many rows, by a number of days. */
  record Days(int[] days, long[] rows) {
    /** The rows of each number of days, in any order. */
    static Days of(Integer[] days, Integer[] rows) {
      Days all = new Days(new int[days.length], new long[days.length]);
      Integer[] places = new Integer[days.length];
      Arrays.setAll(places, i -> i);
      Arrays.sort(places, Comparator.comparing(place -> days[place]));
      for (int i = 0; i < days.length; i++) {
        all.days[i] = days[places[i]];
        all.rows[i] = rows[places[i]];
      }
      return all;
    }
  }

  /** How old the rows of a cohort are. */
  void aged(K others, String cohort, Days ages) {
    cohort(others, cohort).ages = ages;
  }

  /** After how many days it was so, of those rows of a cohort of which it was. */
  void reached(K others, String cohort, Days days) {
    cohort(others, cohort).reached = days;
  }

  private Ages cohort(K others, String cohort) {
    return cohorts.computeIfAbsent(others, ignored -> new TreeMap<>()).computeIfAbsent(cohort, ignored -> new Ages());
  }

  /** Of each cohort but the first. */
  Map<K, Map<String, Earlier>> earlier() {
    Map<K, Map<String, Earlier>> all = new HashMap<>();
    cohorts.forEach((others, byCohort) -> {
      Map<String, Earlier> known = new HashMap<>();
      Before before = new Before(
          byCohort.values().stream().flatMapToInt(ages -> Arrays.stream(ages.reached.days)).max().orElse(0));
      byCohort.forEach((cohort, ages) -> {
        if (before.count > 0) {
          known.put(cohort, new Earlier(before.count, before.at(ages.ages)));
        }
        before.add(ages);
      });
      all.put(others, known);
    });
    return all;
  }

  private static final class Ages {
    private Days ages = NONE;
    private Days reached = NONE;
  }

  /** All cohorts before one: of how many it was so after each number of days. */
  private static final class Before {
    private final long[] reached;
    private long count;

    Before(int longest) {
      reached = new long[longest + 1];
    }

    void add(Ages others) {
      for (int i = 0; i < others.reached.days.length; i++) {
        reached[others.reached.days[i]] += others.reached.rows[i];
      }
      count += Arrays.stream(others.ages.rows).sum();
    }

    /** What share of these had come there at the ages of those. */
    double at(Days those) {
      double sum = 0;
      long all = 0;
      long by = 0;
      int day = 0;
      for (int i = 0; i < those.days.length; i++) {
        for (; day < reached.length && day <= those.days[i]; day++) {
          by += reached[day];
        }
        sum += (double) by / count * those.rows[i];
        all += those.rows[i];
      }
      return sum / all;
    }
  }
}
