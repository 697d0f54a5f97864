package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.CountStore;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measures.counting.Rates;
import dev.leadloop.record.RecordFixture;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a question costs: how many statements, and that none of them reads the journal. */
class MeasureCostTest {
  private static final Pattern PLACE = Pattern.compile("\\?");

  private final RecordFixture fixture = new RecordFixture();
  private final CountStore counting = new CountStore(fixture.jdbc, new GeneratedHistory.Policies());

  @BeforeEach
  void write() {
    new GeneratedHistory(fixture.source).write(300);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void aQuestionIsOneStatement() {
    for (Measure measure : MeasureCatalogue.all()) {
      MeasureSpeed.questions(measure).forEach((words, question) -> {
        fixture.source.taken();
        counting.count(question, Rates.NONE);
        // The values of the single fact that the conditions of these cuts are about.
        int conditions = question.by().contains(Cut.SEGMENT) || question.by().contains(Cut.TERRITORY) ? 1 : 0;
        assertThat(fixture.source.taken()).as("%s by %s", measure.name(), words)
            .hasSize(1 + conditions);
      });
    }
  }

  @Test
  void noQuestionReadsTheJournal() {
    for (Measure measure : MeasureCatalogue.all()) {
      for (Question question : MeasureSpeed.questions(measure).values()) {
        fixture.source.taken();
        counting.count(question, Rates.NONE);
        for (String statement : fixture.source.taken()) {
          assertThat(plan(statement)).as(statement).contains("Scan").doesNotContain("lifecycle_event");
        }
      }
    }
    assertThat(plan("select count(*) from lifecycle_event where at > ?")).contains("lifecycle_event");
  }

  private String plan(String statement) {
    AtomicInteger number = new AtomicInteger();
    String numbered = PLACE.matcher(statement).replaceAll(place -> "\\$" + number.incrementAndGet());
    try (Connection pooled = fixture.source.getConnection();
        Connection simple = DriverManager.getConnection(
            pooled.getMetaData().getURL() + "&preferQueryMode=simple", pooled.getMetaData().getUserName(), "");
        ResultSet lines = simple.createStatement().executeQuery("explain (generic_plan) " + numbered)) {
      StringBuilder plan = new StringBuilder();
      while (lines.next()) {
        plan.append(lines.getString(1)).append('\n');
      }
      return plan.toString();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }
}
