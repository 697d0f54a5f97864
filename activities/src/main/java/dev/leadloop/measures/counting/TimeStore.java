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
    KaplanMeier whole = new KaplanMeier();
    PackedRowStore<KaplanMeier> rows = new PackedRowStore<>(counted);
    String since = rows.place() < 0 ? "" : Packed.instants("at") + " as since, ";
    Map<List<String>, KaplanMeier> waits = rows.read(
        "done, " + since + Packed.numbers("secs") + " as secs", ", done", Integer.MAX_VALUE, ignored -> new KaplanMeier(),
        (row, part) -> {
          Packed secs = Packed.of(row, "secs");
          Packed at = since.isEmpty() ? secs : Packed.of(row, "since");
          boolean done = row.getBoolean("done");
          for (int i = 0; i < secs.count(); i++) {
            whole.add(secs.number(i), done);
            part.at(at.instant(i)).add(secs.number(i), done);
          }
        });
    waits.put(List.of(), whole);
    Map<List<String>, Figures> figures = new HashMap<>();
    waits.forEach((key, wait) -> figures.put(key, new Figures(
        new Counts(wait.reached() + wait.waiting(), wait.reached(), 0, wait.waiting(), 0), null, null,
        new Figures.Times(wait.quantile(0.5), wait.quantile(0.75), wait.quantile(0.9), wait.medianOfDone()), List.of(), null)));
    return figures;
  }
}
