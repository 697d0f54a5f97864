package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.lead.LeadId;
import dev.leadloop.measures.rebuild.Rebuilding;
import dev.leadloop.prediction.training.Learnings;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.RecordCheck;
import dev.leadloop.security.Role;
import dev.leadloop.temporal.imports.ImportProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/**
 * The past of a company that is new here: Olist's 8,000 MQLs, and in a second file the 842 that were won, through calls alone.
 * The measures are those that are counted here from the two files. It has a database of its own.
 */
@TestPropertySource(properties = "leadloop.organisation.time-zone=UTC")
class OlistHistoryTest extends DecidingApiTest {
  private static final Path LEADS = Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "leads");
  private static final String MQLS = "olist_marketing_qualified_leads_dataset.csv";
  private static final String DEALS = "olist_closed_deals_dataset.csv";

  @Autowired private ImportBatches batches;
  @Autowired private Rebuilding rebuilding;
  @Autowired private Learnings learnings;

  /** A lead as the files tell it. */
  private record Told(String source, LocalDate contact, @Nullable LocalDateTime won, @Nullable BigDecimal revenue) {
    YearMonth month() {
      return YearMonth.from(contact);
    }
  }

  @Test
  void whatTheFilesTellIsWhatTheMeasuresSay() {
    List<Told> told = files();
    assertThat(importAll(MQLS, "olist-history-mapping.json")).isEqualTo("8000 created, 0 merged, 0 unchanged, 0 failed");
    decideAll();
    assertThat(stages()).isEqualTo(Map.of("NURTURING", 8_000L));
    assertThat(importAll(DEALS, "olist-deals-mapping.json")).isEqualTo("0 created, 842 merged, 0 unchanged, 0 failed");
    decideAll();
    assertThat(stages()).isEqualTo(Map.of("NURTURING", 7_158L, "WON", 842L));

    JsonNode whole = measure("mql-to-customer").path("whole");
    assertThat(whole.path("count").asInt()).isEqualTo(8_000);
    assertThat(whole.path("reached").asInt()).isEqualTo(842);
    assertThat(whole.at("/rate/rate").asDouble()).isEqualTo(0.10525);
    assertThat(parts("mql-to-customer", "source")).containsAllEntriesOf(Map.of(
        "organic search", "2296 271", "paid search", "1586 195", "social", "1350 75", "none", "60 14"));
    assertThat(parts("mql-to-customer", "source"))
        .isEqualTo(counted(told, lead -> lead.source().isEmpty() ? "none" : lead.source()));
    assertThat(parts("mql-to-customer", "month")).isEqualTo(counted(told, lead -> lead.month().toString()));
    assertThat(parts("mql-volume", "month").keySet()).isEqualTo(counted(told, lead -> lead.month().toString()).keySet());
    assertThat(measure("lead-volume?to=2018-06-30").at("/whole/count").asInt()).as("they were leads then").isEqualTo(8_000);
    assertThat(measure("sla-attainment").at("/whole/count").asInt()).isZero();
    assertThat(measure("speed-to-lead-rep").at("/whole/count").asInt()).isZero();
    time(told);
    money(told);

    assertThat(count("select count(*) from effect where kind <> 'send_email'")).as("nobody is told of it").isZero();
    assertThat(count("select count(*) from handoff_cycle")).isZero();
    assertThat(count("select count(*) from lead_status where stage = 'WON' and next_due_at is not null")).isZero();
    Map<String, List<String>> facts = facts();
    String won = jdbc.sql("select min(lead_id) from lead_status where stage = 'WON'").query(String.class).single();
    assertThat(get("/api/v1/leads/" + won + "/timeline", key(Role.MANAGER)).body()).contains("Told by import: MQL on 201")
        .contains("Told by import: won on 201");
    assertThat(new RecordCheck(LeadRecords.over(jdbc)).differences(new LeadId(won))).isEmpty();

    weakFieldsAreSaidToBeWeak();

    assertThat(importAll(MQLS, "olist-history-mapping.json")).isEqualTo("0 created, 0 merged, 8000 unchanged, 0 failed");
    assertThat(importAll(DEALS, "olist-deals-mapping.json")).isEqualTo("0 created, 0 merged, 842 unchanged, 0 failed");
    assertThat(count("select count(*) from inbox where decided_seq is null")).isZero();
    post("/api/v1/measures/rebuild", key(Role.ADMIN), "");
    while (rebuilding.latest().orElseThrow().finishedAt() == null) {
      rebuilding.some();
    }
    assertThat(rebuilding.latest().orElseThrow().changed()).isZero();
    assertThat(facts()).isEqualTo(facts);
  }

  /** Origin, page and day tell little of who buys, and the score that is learned of them says so. */
  private void weakFieldsAreSaidToBeWeak() {
    assertThat(post("/api/v1/predictive-score/learn", key(Role.MANAGER), "").status()).isEqualTo(202);
    assertThat(learnings.learn(learnings.latest().orElseThrow().id()).version()).isEqualTo(1);
    JsonNode model = get("/api/v1/predictive-score", key(Role.MANAGER)).json().at("/models/0");
    System.out.println("Olist from the record: " + model.path("provenance") + " " + model.path("evaluation"));
    assertThat(model.at("/provenance/drawnFrom").asInt()).isEqualTo(8_000);
    assertThat(model.at("/evaluation/auc").asDouble()).isBetween(0.5, 0.8);
    assertThat(model.at("/evaluation/aucHigh").asDouble() - model.at("/evaluation/aucLow").asDouble()).isGreaterThan(0.04);
  }

  /** Of the won ones alone, in whole days by the calendar: so the figure that is known of them is counted. */
  private void time(List<Told> told) {
    List<Long> days = won(told).stream()
        .map(lead -> ChronoUnit.DAYS.between(lead.contact(), Objects.requireNonNull(lead.won()).toLocalDate())).sorted().toList();
    assertThat(days.get(days.size() / 2)).isEqualTo(14);
    assertThat(days.get(days.size() / 2 - 1)).isEqualTo(14);
    List<Long> seconds = won(told).stream()
        .map(lead -> Math.max(0, Duration.between(lead.contact().atStartOfDay(), lead.won()).toSeconds())).sorted().toList();
    JsonNode times = measure("mql-to-customer-time").at("/whole/times");
    assertThat(times.path("medianOfDone").asDouble()).isEqualTo((double) seconds.get((seconds.size() - 1) / 2));
    assertThat(Math.floor(times.path("medianOfDone").asDouble() / 86_400)).isEqualTo(14);
    assertThat(times.path("median").isNull()).as("by far not half of all were won").isTrue();
  }

  private void money(List<Told> told) {
    Map<String, BigDecimal> bySource = new TreeMap<>();
    won(told).forEach(lead -> bySource.merge(
        lead.source().isEmpty() ? "none" : lead.source(), Objects.requireNonNull(lead.revenue()), BigDecimal::add));
    JsonNode value = measure("won-value?by=source");
    assertThat(value.at("/whole/sums/0/currency").asString()).isEqualTo("BRL");
    assertThat(value.at("/whole/sums/0/count").asInt()).isEqualTo(842);
    assertThat(value.at("/whole/sums/0/amount").decimalValue())
        .isEqualByComparingTo(bySource.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    value.path("parts").forEach(part -> assertThat(part.at("/figures/sums/0/amount").decimalValue())
        .isEqualByComparingTo(Objects.requireNonNull(bySource.get(part.at("/key/source").asString()))));
  }

  private static List<Told> won(List<Told> told) {
    return told.stream().filter(lead -> lead.won() != null).toList();
  }

  private static Map<String, String> counted(List<Told> told, Function<Told, String> by) {
    Map<String, List<Told>> parts = told.stream().collect(Collectors.groupingBy(by));
    Map<String, String> counted = new TreeMap<>();
    parts.forEach((key, leads) -> counted.put(key, leads.size() + " " + won(leads).size()));
    return counted;
  }

  private Map<String, String> parts(String measure, String by) {
    Map<String, String> parts = new TreeMap<>();
    measure(measure + "?by=" + by).path("parts").forEach(part -> parts.put(
        part.at("/key/" + by).asString(), part.at("/figures/count").asInt() + " " + part.at("/figures/reached").asInt()));
    return parts;
  }

  private JsonNode measure(String asked) {
    Answer answer = get("/api/v1/measures/" + asked, key(Role.MANAGER));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private Map<String, Long> stages() {
    return jdbc.sql("select stage from lead_status").query(String.class).list().stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private Map<String, List<String>> facts() {
    return List.of("measure_lead", "measure_visit", "measure_cycle", "measure_step").stream().collect(Collectors.toMap(
        Function.identity(), table -> jdbc.sql("select t::text from " + table + " t order by 1").query(String.class).list()));
  }

  private void decideAll() {
    jdbc.sql("select distinct lead_id from inbox where decided_seq is null").query(String.class).list().parallelStream()
        .forEach(this::decide);
  }

  private String importAll(String file, String mapping) {
    try (InputStream resource = Objects.requireNonNull(OlistHistoryTest.class.getResourceAsStream("/imports/" + mapping))) {
      String said = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      Answer taken = call("POST", "/api/v1/imports?mapping=" + URLEncoder.encode(said, StandardCharsets.UTF_8),
          key(Role.MARKETING), Files.readString(file(file)), Map.of("Content-Type", "text/csv"));
      assertThat(taken.status()).as(taken.body()).isEqualTo(202);
      String importId = taken.text("importId");
      ImportProgress progress = batches.importBatch(importId);
      while (!progress.finished()) {
        progress = batches.importBatch(importId);
      }
      return progress.created() + " created, " + progress.merged() + " merged, " + progress.unchanged() + " unchanged, "
          + progress.failed() + " failed";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Told> files() {
    Map<String, NamedCsvRecord> deals = new HashMap<>();
    records(DEALS).forEach(deal -> deals.put(deal.getField("mql_id"), deal));
    List<Told> told = new ArrayList<>();
    for (NamedCsvRecord mql : records(MQLS)) {
      NamedCsvRecord deal = deals.get(mql.getField("mql_id"));
      told.add(new Told(
          mql.getField("origin"), LocalDate.parse(mql.getField("first_contact_date")),
          deal == null ? null : LocalDateTime.parse(deal.getField("won_date").replace(' ', 'T')),
          deal == null ? null : new BigDecimal(deal.getField("declared_monthly_revenue"))));
    }
    return told;
  }

  private static List<NamedCsvRecord> records(String name) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file(name))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path file(String name) {
    Path file = LEADS.resolve(name);
    assumeTrue(
        Files.exists(file),
        () -> "Skipped: the real leads are not at " + LEADS + "; give their folder by -Dleadloop.shared=...");
    return file;
  }
}
