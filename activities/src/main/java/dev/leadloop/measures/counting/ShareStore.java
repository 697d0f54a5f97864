package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Wilson;
import dev.leadloop.measures.counting.Figures.Counts;
import dev.leadloop.measures.counting.Figures.Earlier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts rows, and of shares how many are known to be so and not. */
final class ShareStore {
  private static final String FILTER = " filter (where %s)";

  private ShareStore() {}

  /** Figures by the values of the cuts; the whole has none. More than so many are not looked at to the end. */
  static Map<List<String>, Figures> counts(CountedStore counted, int most) {
    Question question = counted.question();
    Telling telling = question.measure().counting().telling();
    boolean share = telling != Telling.COUNT;
    Map<List<String>, Figures> figures = new HashMap<>();
    long[] whole = new long[4];
    // The whole is added up here: PostgreSQL's workers count no two sets of groups at once.
    counted.statement(" select " + counted.told() + counts(share, counted.young()) + " from counted"
            + (question.by().isEmpty() ? "" : " group by " + counted.keys()) + " limit " + (most + 1))
        .query(row -> {
          long[] some = {row.getLong("n"), row.getLong("reached"), row.getLong("past"), row.getLong("young")};
          Arrays.setAll(whole, i -> whole[i] + some[i]);
          figures.put(counted.key(row), figures(telling, some));
        });
    figures.put(List.of(), figures(telling, whole));
    return figures;
  }

  private static String counts(boolean share, @Nullable String young) {
    String old = young == null ? "" : " and not (" + young + ")";
    String count = "count(*)";
    return count + (young == null ? "" : FILTER.formatted("not (" + young + ")")) + " as n, "
        + (share
            ? count + FILTER.formatted("reached" + old) + " as reached, " + count + FILTER.formatted("over" + old) + " as past"
            : "0 as reached, 0 as past")
        + ", " + (young == null ? "0" : count + FILTER.formatted(young)) + " as young";
  }

  private static Figures figures(Telling telling, long[] some) {
    boolean share = telling != Telling.COUNT;
    long count = telling == Telling.SETTLED_SHARE ? some[1] + some[2] : some[0];
    return new Figures(new Counts(count, some[1], some[2], share ? some[0] - some[1] - some[2] : 0, some[3]),
        share ? Wilson.of(count, some[1]) : null, null, null, List.of(), null);
  }

  /** The same with what earlier cohorts had come to, where parts are cohorts some of which may still go on. */
  static Map<List<String>, Figures> cohorts(CountedStore counted, int most) {
    Question question = counted.question();
    if (question.by().stream().noneMatch(Cut::time) || question.within() != null) {
      return counts(counted, most);
    }
    CohortAges<List<String>> ages = new CohortAges<>();
    int place = byAge(counted, most, ages);
    Map<List<String>, Map<String, Earlier>> earlier = ages.count() > most ? Map.of() : ages.earlier();
    Map<List<String>, Figures> figures = new HashMap<>();
    ages.each((others, name, cohort) -> {
      List<String> key = new ArrayList<>(others);
      key.add(place, name);
      Counts own = cohort.counts();
      figures.put(key, figures(own, own.open() == 0 ? null : earlier.getOrDefault(others, Map.of()).get(name)));
    });
    figures.put(List.of(), figures(figures.values().stream().map(Figures::counts)
        .reduce(new Counts(0, 0, 0, 0, 0), ShareStore::together), null));
    return figures;
  }

  private static Figures figures(Counts counts, @Nullable Earlier earlier) {
    return new Figures(counts, Wilson.of(counts.count(), counts.reached()), earlier, null, List.of(), null);
  }

  private static Counts together(Counts one, Counts other) {
    return new Counts(one.count() + other.count(), one.reached() + other.reached(), one.over() + other.over(),
        one.open() + other.open(), one.young() + other.young());
  }

  /**
   * Gathers cohorts with their ages; returns which cut they are. Both instants of a row are handed over as they are and told into
   * days here: PostgreSQL takes several times as long for that as for finding the rows.
   */
  private static int byAge(CountedStore counted, int most, CohortAges<List<String>> ages) {
    long now = Packed.micros(counted.question().now());
    PackedRowStore<CohortAges.Cohort> rows = new PackedRowStore<>(counted);
    int place = rows.place();
    rows.read(
        Packed.instants("at") + FILTER.formatted("reached") + " as came, " + Packed.instants("reached_at")
            + FILTER.formatted("reached") + " as after, " + Packed.instants("at") + FILTER.formatted("over and not reached")
            + " as never, " + Packed.instants("at") + FILTER.formatted("not reached and over is not true") + " as still",
        "", most + 1, key -> ages.cohort(without(key, place), key.get(place)),
        (row, part) -> {
          Packed came = Packed.of(row, "came");
          Packed after = Packed.of(row, "after");
          Packed never = Packed.of(row, "never");
          Packed still = Packed.of(row, "still");
          for (int i = 0; i < came.count(); i++) {
            part.at(came.instant(i)).came(now, came.instant(i), after.instant(i));
          }
          for (int i = 0; i < never.count(); i++) {
            part.at(never.instant(i)).never(now, never.instant(i));
          }
          for (int i = 0; i < still.count(); i++) {
            part.at(still.instant(i)).waits(now, still.instant(i));
          }
        });
    return place;
  }

  private static List<String> without(List<String> key, int place) {
    List<String> others = new ArrayList<>(key);
    others.remove(place);
    return others;
  }
}
