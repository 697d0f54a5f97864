package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Wilson;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Figures.Earlier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts rows, and of shares how many are known to be so and not. */
final class ShareStore {
  private static final int DAY = 86_400;
  private static final String COUNT = "count(*) filter (where not young) as n, ";
  private static final String SHARE = COUNT + "count(*) filter (where reached and not young) as reached,"
      + " count(*) filter (where over and not young) as past, count(*) filter (where young) as young";

  private ShareStore() {}

  /** Figures by the values of the cuts; the whole has none. More than so many are not looked at to the end. */
  static Map<List<String>, Figures> counts(CountedStore counted, int most) {
    Question question = counted.question();
    Telling telling = question.measure().counting().telling();
    boolean share = telling != Telling.COUNT;
    Map<List<String>, Figures> figures = new HashMap<>();
    counted.statement(" select " + counted.told() + (share ? SHARE : COUNT + "0 as reached, 0 as past, 0 as young")
            + " from counted group by grouping sets (()" + (question.by().isEmpty() ? "" : ", (" + counted.keys() + ")") + ")"
            + " limit " + (most + 1))
        .query(row -> {
          long all = row.getLong("n");
          long reached = row.getLong("reached");
          long over = row.getLong("past");
          long count = telling == Telling.SETTLED_SHARE ? reached + over : all;
          figures.put(counted.key(row), new Figures(
              new Counts(count, reached, over, share ? all - reached - over : 0, row.getLong("young")),
              share ? Wilson.of(count, reached) : null, null, null, List.of(), null));
        });
    return figures;
  }

  /** The same with what earlier cohorts had come to, where parts are cohorts some of which may still go on. */
  static Map<List<String>, Figures> cohorts(CountedStore counted, int most) {
    Question question = counted.question();
    Cut time = question.by().stream().filter(Cut::time).findFirst().orElse(null);
    if (time == null || question.within() != null) {
      return counts(counted, most);
    }
    int place = question.by().indexOf(time);
    Map<List<String>, Counts> counts = new HashMap<>();
    CohortAges<List<String>> ages = byAge(counted, place, most, counts);
    Map<List<String>, Map<String, Earlier>> earlier = counts.size() > most ? Map.of() : ages.earlier();
    Map<List<String>, Figures> figures = new HashMap<>();
    counts.forEach((key, own) -> figures.put(key, figures(own, own.open() == 0
        ? null
        : earlier.getOrDefault(without(key, place), Map.of()).get(key.get(place)))));
    figures.put(List.of(), figures(
        counts.values().stream().reduce(new Counts(0, 0, 0, 0, 0), ShareStore::together), null));
    return figures;
  }

  private static Figures figures(Counts counts, @Nullable Earlier earlier) {
    return new Figures(counts, Wilson.of(counts.count(), counts.reached()), earlier, null, List.of(), null);
  }

  private static Counts together(Counts one, Counts other) {
    return new Counts(one.count() + other.count(), one.reached() + other.reached(), one.over() + other.over(),
        one.open() + other.open(), one.young() + other.young());
  }

  /** The ages of cohorts, by one statement that counts them too. */
  private static CohortAges<List<String>> byAge(
      CountedStore counted, int place, int most, Map<List<String>, Counts> counts) {
    CohortAges<List<String>> ages = new CohortAges<>();
    // Ages and days are counted apart: together they would be nearly a row a lead.
    counted.statement(", aged as (select *, floor(date_part('epoch', :now - at) / " + DAY + ")::int as age,"
            + " case when reached then ceil(date_part('epoch', reached_at - at) / " + DAY + ")::int end as days from counted"
            + " offset 0), grouped as (select " + counted.keys("age", "days", "grouping(age) = 0 as by_age", "count(*) as n",
                "count(*) filter (where reached) as reached", "count(*) filter (where over) as past")
            + " from aged group by grouping sets ((" + counted.keys("age") + "), (" + counted.keys("days") + ")))"
            + " select " + counted.told() + "by_age, array_agg(case when by_age then age else days end) as days,"
            + " array_agg(n::int) as n, sum(n) as count, sum(reached) as reached, sum(past) as past from grouped"
            + " where by_age or days is not null group by " + counted.keys("by_age")
            + " order by by_age desc limit " + 2 * (most + 1))
        .query(row -> {
          List<String> key = counted.key(row);
          CohortAges.Days days = CohortAges.Days.of(
              (Integer[]) row.getArray("days").getArray(), (Integer[]) row.getArray("n").getArray());
          if (row.getBoolean("by_age")) {
            ages.aged(without(key, place), key.get(place), days);
            long all = row.getLong("count");
            long reached = row.getLong("reached");
            long over = row.getLong("past");
            counts.put(key, new Counts(all, reached, over, all - reached - over, 0));
          } else {
            ages.reached(without(key, place), key.get(place), days);
          }
        });
    return ages;
  }

  private static List<String> without(List<String> key, int place) {
    List<String> others = new ArrayList<>(key);
    others.remove(place);
    return others;
  }
}
