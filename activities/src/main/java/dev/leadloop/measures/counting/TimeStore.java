package dev.leadloop.measures.counting;

import dev.leadloop.measures.catalogue.KaplanMeier;
import dev.leadloop.measures.counting.Figures.Counts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers how long rows took, or were seen without it. */
final class TimeStore {
  private TimeStore() {}

  /** Figures by the values of the cuts; the whole has none. */
  static Map<List<String>, Figures> times(CountedStore counted) {
    Map<List<String>, KaplanMeier> waits = new HashMap<>();
    KaplanMeier whole = new KaplanMeier();
    waits.put(List.of(), whole);
    boolean cut = !counted.question().by().isEmpty();
    counted.statement(" select " + counted.told() + "done, array_agg(secs) as secs from counted group by " + counted.keys("done"))
        .query(row -> {
          Double[] secs = (Double[]) row.getArray("secs").getArray();
          boolean done = row.getBoolean("done");
          whole.add(secs, done);
          if (cut) {
            waits.computeIfAbsent(counted.key(row), ignored -> new KaplanMeier()).add(secs, done);
          }
        });
    Map<List<String>, Figures> figures = new HashMap<>();
    waits.forEach((key, wait) -> figures.put(key, new Figures(
        new Counts(wait.reached() + wait.waiting(), wait.reached(), 0, wait.waiting(), 0), null, null,
        new Figures.Times(wait.quantile(0.5), wait.quantile(0.75), wait.quantile(0.9), wait.medianOfDone()), List.of(), null)));
    return figures;
  }
}
