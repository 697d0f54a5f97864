package dev.leadloop.measures.counting;

import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Figures.Earlier;
import java.util.Arrays;
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
  private static final long DAY = 86_400_000_000L;

  private final Map<K, TreeMap<String, Cohort>> cohorts = new HashMap<>();

  /** The rows of one cohort. */
  static final class Cohort {
    private final Days ages = new Days();
    private final Days reached = new Days();
    private int over;

    private Cohort() {}

    /** A row of which it was so, by microseconds after one epoch. */
    void came(long now, long at, long reachedAt) {
      waits(now, at);
      reached.add((int) Math.max(0, Math.ceilDiv(reachedAt - at, DAY)));
    }

    /** A row of which it will not be so. */
    void never(long now, long at) {
      waits(now, at);
      over++;
    }

    /** A row of which it may still be so. */
    void waits(long now, long at) {
      ages.add((int) Math.floorDiv(now - at, DAY));
    }

    Counts counts() {
      return new Counts(ages.count, reached.count, over, ages.count - reached.count - over, 0);
    }
  }

  /** The cohort of that name, which goes by the order of names. */
  Cohort cohort(K others, String cohort) {
    return cohorts.computeIfAbsent(others, ignored -> new TreeMap<>()).computeIfAbsent(cohort, ignored -> new Cohort());
  }

  /** How many cohorts there are. */
  int count() {
    return cohorts.values().stream().mapToInt(Map::size).sum();
  }

  /** Something done with a cohort. */
  @FunctionalInterface
  interface Each<K> {
    void of(K others, String name, Cohort cohort);
  }

  void each(Each<K> each) {
    cohorts.forEach((others, byCohort) -> byCohort.forEach((name, cohort) -> each.of(others, name, cohort)));
  }

  /** Of each cohort but the first. */
  Map<K, Map<String, Earlier>> earlier() {
    Map<K, Map<String, Earlier>> all = new HashMap<>();
    cohorts.forEach((others, byCohort) -> {
      Map<String, Earlier> known = new HashMap<>();
      Before before = new Before(byCohort.values().stream().mapToInt(cohort -> cohort.reached.most).max().orElse(0));
      byCohort.forEach((name, cohort) -> {
        if (before.count > 0) {
          known.put(name, new Earlier(before.count, before.at(cohort.ages)));
        }
        before.add(cohort);
      });
      all.put(others, known);
    });
    return all;
  }

  /** A number of days for each row. */
  private static final class Days {
    private int[] all = new int[16];
    private int count;
    private int least = Integer.MAX_VALUE;
    private int most;

    void add(int days) {
      all = count == all.length ? Arrays.copyOf(all, 2 * count) : all;
      all[count++] = days;
      least = Math.min(least, days);
      most = Math.max(most, days);
    }

    /** How many rows each number of days has, from the least on. */
    long[] rows() {
      long[] rows = new long[count == 0 ? 0 : most - least + 1];
      for (int i = 0; i < count; i++) {
        rows[all[i] - least]++;
      }
      return rows;
    }
  }

  /** All cohorts before one: of how many it was so after each number of days. */
  private static final class Before {
    private final long[] reached;
    private long count;

    Before(int longest) {
      reached = new long[longest + 1];
    }

    void add(Cohort others) {
      for (int i = 0; i < others.reached.count; i++) {
        reached[others.reached.all[i]]++;
      }
      count += others.ages.count;
    }

    /** What share of these had come there at the ages of those. */
    double at(Days those) {
      long[] rows = those.rows();
      double sum = 0;
      long by = 0;
      int day = 0;
      for (int i = 0; i < rows.length; i++) {
        for (; day < reached.length && day <= those.least + i; day++) {
          by += reached[day];
        }
        if (rows[i] > 0) {
          sum += (double) by / count * rows[i];
        }
      }
      return sum / those.count;
    }
  }
}
