package dev.leadloop.measures;

import dev.leadloop.measures.catalogue.Counting.Rows;
import dev.leadloop.measures.catalogue.Counting.Telling;
import dev.leadloop.measures.catalogue.Cut;
import dev.leadloop.measures.catalogue.Measure;
import dev.leadloop.measures.catalogue.MeasureCatalogue;
import dev.leadloop.measures.counting.CountStore;
import dev.leadloop.measures.counting.Question;
import dev.leadloop.measures.counting.Question.Touch;
import dev.leadloop.measures.counting.Rates;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How long measures take over a store of {@link GeneratedHistory}: each one asked in the ways in which people ask. */
final class MeasureSpeed {
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant YEAR_AGO = GeneratedHistory.NOW.minus(Duration.ofDays(365));
  private static final Instant QUARTER_AGO = GeneratedHistory.NOW.minus(Duration.ofDays(90));

  private final CountStore counting;
  private final Processor processor;

  /**
   * Over one session.
   *
   * @param processor what the session and this thread took of processors so far, in milliseconds
   */
  MeasureSpeed(DataSource session, Processor processor) {
    this.counting = new CountStore(JdbcClient.create(session), new GeneratedHistory.Policies());
    this.processor = processor;
  }

  /** How long processors worked. */
  @FunctionalInterface
  interface Processor {
    double millis();
  }

  /** Times in milliseconds, in order. */
  record Times(double[] sorted) {
    static Times of(List<Double> all) {
      double[] sorted = all.stream().mapToDouble(Double::doubleValue).toArray();
      Arrays.sort(sorted);
      return new Times(sorted);
    }

    double percentile(double share) {
      return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
  }

  static Question ask(
      Measure measure, @Nullable Instant from, List<Cut> by, Map<Cut, List<String>> only, Touch touch, @Nullable Integer within) {
    return new Question(measure, from, null, by, only, touch, within, ZONE, GeneratedHistory.NOW);
  }

  /** What is asked of a measure: over all three years, a year and a quarter, whole and cut, with filters, and cohorts by age. */
  static Map<String, Question> questions(Measure measure) {
    Map<String, Question> questions = new LinkedHashMap<>();
    questions.put("whole", ask(measure, null, List.of(), Map.of(), Touch.FIRST, null));
    questions.put("month", ask(measure, null, List.of(Cut.MONTH), Map.of(), Touch.FIRST, null));
    questions.put("week of a quarter", ask(measure, QUARTER_AGO, List.of(Cut.WEEK), Map.of(), Touch.FIRST, null));
    questions.put("source", ask(measure, null, List.of(Cut.SOURCE), Map.of(), Touch.FIRST, null));
    questions.put("source, month", ask(measure, null, List.of(Cut.SOURCE, Cut.MONTH), Map.of(), Touch.FIRST, null));
    questions.put("content of a year, last touch", ask(measure, YEAR_AGO, List.of(Cut.CONTENT), Map.of(), Touch.LAST, null));
    questions.put("team, month of a year", ask(measure, YEAR_AGO, List.of(Cut.TEAM, Cut.MONTH), Map.of(), Touch.FIRST, null));
    questions.put("rep", ask(measure, null, List.of(Cut.REP), Map.of(), Touch.FIRST, null));
    questions.put("segment, size", ask(measure, null, List.of(Cut.SEGMENT, Cut.SIZE), Map.of(), Touch.FIRST, null));
    questions.put("territory of a quarter", ask(measure, QUARTER_AGO, List.of(Cut.TERRITORY), Map.of(), Touch.FIRST, null));
    questions.put("qualification, policy",
        ask(measure, null, List.of(Cut.QUALIFICATION, Cut.POLICY), Map.of(), Touch.FIRST, null));
    questions.put("month of a source and an industry", ask(measure, null, List.of(Cut.MONTH),
        Map.of(Cut.SOURCE, List.of("google"), Cut.INDUSTRY, List.of("software", "retail")), Touch.FIRST, null));
    if (measure.within()) {
      questions.put("month within 30", ask(measure, null, List.of(Cut.MONTH), Map.of(), Touch.FIRST, 30));
      questions.put("source of a year within 90", ask(measure, YEAR_AGO, List.of(Cut.SOURCE), Map.of(), Touch.FIRST, 90));
    }
    if (measure.counting().rows() == Rows.HANDOFFS) {
      questions.put("class, reason", ask(measure, null, List.of(Cut.CLASS, Cut.REASON), Map.of(), Touch.FIRST, null));
      questions.put("reason, month", ask(measure, null, List.of(Cut.REASON, Cut.MONTH), Map.of(), Touch.FIRST, null));
    }
    if (measure.counting().rows() == Rows.VISITS) {
      questions.put("stage, to", ask(measure, null, List.of(Cut.STAGE, Cut.TO), Map.of(), Touch.FIRST, null));
    }
    if (measure.counting().rows() == Rows.MAILS || measure.counting().rows() == Rows.DRAWS) {
      questions.put("sequence, step, arm",
        ask(measure, null, List.of(Cut.SEQUENCE, Cut.STEP, Cut.ARM), Map.of(), Touch.FIRST, null));
    }
    if (measure.counting().rows() == Rows.ENROLMENTS) {
      questions.put("sequence, version", ask(measure, null, List.of(Cut.SEQUENCE, Cut.VERSION), Map.of(), Touch.FIRST, null));
    }
    if (measure.counting().telling() == Telling.MONEY) {
      questions.put("source by position", ask(measure, null, List.of(Cut.SOURCE), Map.of(), Touch.POSITION, null));
      questions.put("content, month by position",
          ask(measure, null, List.of(Cut.CONTENT, Cut.MONTH), Map.of(), Touch.POSITION, null));
    }
    if (measure.name().equals("sql-volume") || measure.name().equals("won-value")) {
      questions.put("path of a year", ask(measure, YEAR_AGO, List.of(Cut.PATH), Map.of(), Touch.FIRST, null));
    }
    return questions;
  }

  /** What a page of all measures of E1 asks: a year, by month, and what is told by rep and reason. */
  static List<Question> page() {
    List<Question> page = new ArrayList<>();
    for (String name : List.of("lead-volume", "mql-volume", "sql-volume", "mql-to-sql", "sql-to-accepted", "sql-to-customer",
        "nurture-time", "mql-to-sql-time", "sql-to-customer-time", "speed-to-lead-system", "speed-to-lead-rep",
        "sales-accepted-rate", "sla-attainment", "pipeline-value", "won-value", "recycle-to-sql", "drop-off")) {
      page.add(ask(measure(name), YEAR_AGO, List.of(Cut.MONTH), Map.of(), Touch.FIRST, null));
    }
    page.add(ask(measure("sla-attainment"), YEAR_AGO, List.of(Cut.REP), Map.of(), Touch.FIRST, null));
    page.add(ask(measure("rejections"), YEAR_AGO, List.of(Cut.REASON, Cut.MONTH), Map.of(), Touch.FIRST, null));
    return page;
  }

  static Measure measure(String name) {
    return MeasureCatalogue.find(name).orElseThrow();
  }

  /** Times of each way in which a measure is asked, after one that warms. */
  Map<String, Times> times(Measure measure, int runs) {
    Map<String, Times> times = new LinkedHashMap<>();
    questions(measure).forEach((words, question) -> times.put(words, times(List.of(question), runs)));
    return times;
  }

  /** Times of asking all of them one after the other. */
  Times times(List<Question> questions, int runs) {
    List<Double> all = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      double started = processor.millis();
      questions.forEach(question -> counting.count(question, Rates.NONE));
      if (run > 0) {
        all.add(processor.millis() - started);
      }
    }
    return Times.of(all);
  }
}
