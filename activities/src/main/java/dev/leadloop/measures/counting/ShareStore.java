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
    Map<List<String>, Figures> figures = counts(counted, most);
    Question question = counted.question();
    Cut time = question.by().stream().filter(Cut::time).findFirst().orElse(null);
    if (time == null || question.within() != null || figures.size() > most) {
      return figures;
    }
    int place = question.by().indexOf(time);
    Map<List<String>, Map<String, Earlier>> earlier = ages(counted, place).earlier();
    Map<List<String>, Figures> beside = new HashMap<>();
    figures.forEach((key, own) -> beside.put(key, key.isEmpty() || own.counts().open() == 0
        ? own
        : new Figures(own.counts(), own.rate(), earlier.getOrDefault(without(key, place), Map.of()).get(key.get(place)), null,
            List.of(), null)));
    return beside;
  }

  private static CohortAges<List<String>> ages(CountedStore counted, int place) {
    CohortAges<List<String>> ages = new CohortAges<>();
    // Ages and days are counted apart: together they would be nearly a row a lead.
    counted.statement(", aged as (select *, floor(extract(epoch from :now - at) / " + DAY + ")::int as age,"
            + " case when reached then ceil(extract(epoch from reached_at - at) / " + DAY + ")::int end as days from counted)"
            + ", grouped as (select " + counted.keys("age", "days", "grouping(age) = 0 as by_age", "count(*) as n")
            + " from aged group by grouping sets ((" + counted.keys("age") + "), (" + counted.keys("days") + ")))"
            + " select " + counted.told() + "by_age, array_agg(case when by_age then age else days end) as days,"
            + " array_agg(n::int) as n from grouped where by_age or days is not null group by " + counted.keys("by_age"))
        .query(row -> {
          List<String> key = counted.key(row);
          CohortAges.Days days = CohortAges.Days.of(
              (Integer[]) row.getArray("days").getArray(), (Integer[]) row.getArray("n").getArray());
          if (row.getBoolean("by_age")) {
            ages.aged(without(key, place), key.get(place), days);
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
