package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.CountStore;
import dev.leadloop.measures.counting.Rates;
import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * What a question has PostgreSQL look at grows with the leads and no faster. Rows are counted that go from one part of a plan to
 * the next or are thrown away there, which is the same on every machine: a join that goes through one side for each row of the
 * other is sixteen times as much for four times the leads.
 */
class MeasureGrowthTest {
  private static final int FEW = 500;
  private static final int TIMES = 4;
  /** Chance, and what plans of one size do and of the other do not. */
  private static final double GIVE = 2.5;
  /** Rows that a question may look at for each lead; the costliest comes to about half of it. */
  private static final int A_LEAD = 60;

  @Test
  void noQuestionLooksAtMoreThanItsShareOfAGrowingStore() throws SQLException {
    Map<String, Double> few = rows(FEW);
    Map<String, Double> many = rows(FEW * TIMES);
    assertThat(many).hasSizeGreaterThan(400).allSatisfy((asked, rows) -> {
      assertThat(rows).as(asked).isPositive();
      assertThat(rows).as("%s, of %s with few leads", asked, few.get(asked))
          .isLessThan(Math.max(few.get(asked), FEW * A_LEAD / 10) * TIMES * GIVE);
      assertThat(rows / (FEW * TIMES)).as(asked).isLessThan(A_LEAD);
    });
  }

  private static Map<String, Double> rows(int leads) throws SQLException {
    try (TestDatabase database = TestPostgres.freshDatabase(); Connection connection = database.dataSource().getConnection()) {
      new GeneratedHistory(database.dataSource()).write(leads);
      connection.createStatement().execute("set max_parallel_workers_per_gather = 0");
      PlanRows plans = new PlanRows(connection);
      CountStore counting = new CountStore(
          JdbcClient.create(new SingleConnectionDataSource(plans.connection(), true)), new GeneratedHistory.Policies());
      Map<String, Double> rows = new LinkedHashMap<>();
      for (Measure measure : MeasureCatalogue.all()) {
        MeasureSpeed.questions(measure).forEach((words, question) -> {
          counting.count(question, Rates.NONE);
          rows.put(measure.name() + " by " + words, plans.taken());
        });
      }
      return rows;
    }
  }
}
