package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.measures.MeasureSpeed.Processor;
import dev.leadloop.measures.MeasureSpeed.Times;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.store.SessionSettings;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * How long each measure takes with ten thousand and a hundred thousand leads and three years of history in the store, warm and
 * in a session as the product's: 300 ms at the 95th percentile of the ways in which it is asked, and a second for a page of all
 * of them. Times are on the wall, each the shortest of some, since other work on the machine only ever adds to it; how much that
 * was is told beside. Where a machine cannot be had alone, {@code leadloop.measures.clock=processor} counts what processors
 * worked, without parallel workers. Stores that were written before are given as {@code leadloop.measures.stores}, two JDBC
 * addresses with a comma between, the larger behind.
 */
@Tag("bench")
class MeasureBenchmark {
  private static final int MOST = Integer.getInteger("leadloop.measures.leads", 100_000);
  private static final String STORES = System.getProperty("leadloop.measures.stores", "");
  private static final boolean ON_THE_WALL = !System.getProperty("leadloop.measures.clock", "wall").equals("processor");
  private static final int RUNS = 3;
  private static final double MEASURE_MILLIS = 300;
  private static final double PAGE_MILLIS = 1_000;
  private static final String YARDSTICK = "select count(*) from generate_series(1, 1000000)";

  @Test
  void everyMeasureIsQuickAndGrowsNoFasterThanTheStore() throws SQLException {
    Map<String, Times> few = STORES.isEmpty() ? written(MOST / 10) : measured(STORES.split(",")[0]);
    Map<String, Times> many = STORES.isEmpty() ? written(MOST) : measured(STORES.split(",")[1]);
    System.out.printf("%n%-28s %21s %29s %8s%n%-28s %6s %6s %6s %10s %8s %8s %9s%n", "milliseconds", "few leads", "many leads",
        "", "", "p50", "p95", "max", "p50", "p95", "max", "growth");
    many.forEach((name, times) -> System.out.printf("%-28s %6.0f %6.0f %6.0f %10.0f %8.0f %8.0f %9.1f%n", name,
        few.get(name).percentile(0.5), few.get(name).percentile(0.95), few.get(name).percentile(1), times.percentile(0.5),
        times.percentile(0.95), times.percentile(1), times.percentile(0.5) / few.get(name).percentile(0.5)));
    assertThat(many).allSatisfy((name, times) ->
        assertThat(times.percentile(0.95)).isLessThan(name.equals("page") ? PAGE_MILLIS : MEASURE_MILLIS));
  }

  private static Map<String, Times> written(int leads) throws SQLException {
    try (TestDatabase database = TestPostgres.freshDatabase()) {
      long started = System.nanoTime();
      new GeneratedHistory(database.dataSource()).write(leads);
      JdbcClient.create(database.dataSource()).sql("vacuum analyze").update();
      System.out.printf("%,d leads written in %.0f s%n", leads, (System.nanoTime() - started) / 1e9);
      return measured(database.url() + "&user=postgres");
    }
  }

  private static Map<String, Times> measured(String url) throws SQLException {
    try (Connection session = DriverManager.getConnection(url); Statement statement = session.createStatement()) {
      statement.execute(SessionSettings.SQL + (ON_THE_WALL ? "" : "; set max_parallel_workers_per_gather = 0"));
      Processor processor = ON_THE_WALL ? () -> System.nanoTime() / 1e6 : new ProcessorTime(session);
      MeasureSpeed speed = new MeasureSpeed(new SingleConnectionDataSource(session, true), processor);
      Map<String, Times> times = new LinkedHashMap<>();
      double before = yardstick(statement, processor);
      for (Measure measure : MeasureCatalogue.all()) {
        Map<String, Times> asked = speed.times(measure, RUNS);
        asked.forEach((words, one) -> System.out.printf("  %-28s %-36s %8.0f%n", measure.name(), words, one.percentile(0)));
        times.put(measure.name(), Times.of(asked.values().stream().map(one -> one.percentile(0)).toList()));
      }
      times.put("page", Times.of(List.of(speed.times(MeasureSpeed.page(), RUNS).percentile(0))));
      System.out.printf("%s; counting to a million took %.0f ms before and %.0f ms behind; load of the machine %.1f%n",
          ON_THE_WALL ? "time on the wall" : "processor time", before, yardstick(statement, processor),
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      return times;
    }
  }

  /** The shortest of some times for one thing, which says how quick a processor is just now. */
  private static double yardstick(Statement statement, Processor processor) throws SQLException {
    double least = Double.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      double started = processor.millis();
      statement.executeQuery(YARDSTICK).close();
      least = Math.min(least, processor.millis() - started);
    }
    return least;
  }
}
