package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.measures.MeasureSpeed.Times;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * How long each measure takes with ten thousand and a hundred thousand leads and three years of history in the store, warm:
 * 300 ms at the 95th percentile of the ways in which it is asked, and a second for a page of all of them.
 */
@Tag("bench")
class MeasureBenchmark {
  private static final int MOST = Integer.getInteger("leadloop.measures.leads", 100_000);
  private static final int RUNS = 5;
  private static final double MEASURE_MILLIS = 300;
  private static final double PAGE_MILLIS = 1_000;

  @Test
  void everyMeasureIsQuickAndGrowsNoFasterThanTheStore() {
    Map<String, Times> few = measured(MOST / 10);
    Map<String, Times> many = measured(MOST);
    System.out.printf(
        "%n%-28s %10s %10s %10s %10s %8s%n", "milliseconds", "p50 " + MOST / 10, "p95", "p50 " + MOST, "p95", "growth");
    many.forEach((name, times) -> System.out.printf("%-28s %10.1f %10.1f %10.1f %10.1f %8.1f%n", name,
        few.get(name).percentile(0.5), few.get(name).percentile(0.95), times.percentile(0.5), times.percentile(0.95),
        times.percentile(0.5) / few.get(name).percentile(0.5)));
    assertThat(many).allSatisfy((name, times) ->
        assertThat(times.percentile(0.95)).isLessThan(name.equals("page") ? PAGE_MILLIS : MEASURE_MILLIS));
  }

  private static Map<String, Times> measured(int leads) {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      long started = System.nanoTime();
      new GeneratedHistory(database.dataSource()).write(leads);
      JdbcClient.create(database.dataSource()).sql("vacuum analyze").update();
      System.out.printf("%,d leads written in %.0f s%n", leads, (System.nanoTime() - started) / 1e9);
      MeasureSpeed speed = new MeasureSpeed(database.dataSource());
      Map<String, Times> times = new LinkedHashMap<>();
      for (Measure measure : MeasureCatalogue.all()) {
        Map<String, Times> asked = speed.times(measure, RUNS);
        asked.forEach((words, one) -> System.out.printf("  %-28s %-36s %8.1f%n", measure.name(), words, one.percentile(0.95)));
        times.put(measure.name(), MeasureSpeed.together(asked));
      }
      times.put("page", speed.times(MeasureSpeed.page(), RUNS));
      return times;
    }
  }
}
