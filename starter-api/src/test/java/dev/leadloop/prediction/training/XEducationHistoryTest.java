package dev.leadloop.prediction.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.imports.ImportBatches;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.HandedOverStore;
import dev.leadloop.prediction.model.Evaluation;
import dev.leadloop.prediction.model.Suspicion;
import dev.leadloop.prediction.model.Trained;
import dev.leadloop.security.Role;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.json.JsonMapper;

/**
 * The 9,240 leads of X Education with all of their columns, told through calls as the past that they are, in the order of their
 * numbers as time, decided about, and learned from as it lies in the record. It has a database of its own.
 */
@Tag("long")
@TestPropertySource(properties = {"spring.application.name=x-education", "leadloop.prediction.learn-every=0"})
class XEducationHistoryTest extends DecidingApiTest {
  private static final Path FILE =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "leads", "x_education_leads.csv");
  private static final Instant BEGINNING = Instant.parse("2020-01-01T00:00:00Z");
  private static final int FIRST_NUMBER = 579_000;

  /** What the file's own description says was filled in after the outcome was known. */
  private static final Set<String> AFTERWARDS = Set.of(
      "tags", "lead_quality", "lead_profile", "asymmetrique_activity_index", "asymmetrique_profile_index",
      "asymmetrique_activity_score", "asymmetrique_profile_score", "last_activity", "last_notable_activity");

  @Autowired private ImportBatches batches;
  @Autowired private HandedOverStore leads;
  @Autowired private PolicyCatalog policies;

  @Test
  void whatIsInTheRecordIsLearnedAndTheGuardLeavesOutWhatWasFilledInAfterwards() throws IOException {
    assumeTrue(Files.exists(FILE), "Skipped: the real leads are not at " + FILE + "; give their folder by -Dleadloop.shared=...");
    tell();
    jdbc.sql("select distinct lead_id from inbox where decided_seq is null").query(String.class).list().parallelStream()
        .forEach(this::decide);
    Map<String, Long> numbers = new HashMap<>();
    jdbc.sql("select lead_id, external_id from lead_identity where external_id is not null").query(row -> {
      numbers.put(row.getString("lead_id"), Long.valueOf(row.getString("external_id")));
    });
    assertThat(numbers).hasSize(9_240);

    Instant now = Instant.now();
    Training training = new Training(policies.latest(), now);
    List<HandedOver> all = new ArrayList<>();
    String next = "";
    while (next != null) {
      HandedOverStore.Part part = leads.after(next, 500, false, now);
      all.addAll(part.leads());
      next = part.next();
    }
    assertThat(all).hasSize(9_240);
    all.forEach(training::add);
    Trained trained = training.train(example -> numbers.get(example.leadId()) % 5 == 0);
    Evaluation found = trained.evaluation();
    System.out.printf(Locale.ROOT, "X Education from the record: %d held out, AUC %.4f (%.4f to %.4f), calibration error %.4f,"
        + " Brier %.4f, of the base rate %.4f; left out %s%n", found.leads(), found.auc(), found.aucLow(), found.aucHigh(),
        found.calibrationError(), found.brier(), found.brierOfBase(), trained.leftOut());
    assertThat(trained.leftOut()).extracting(Suspicion::field)
        .containsExactlyInAnyOrderElementsOf(AFTERWARDS.stream().map(name -> "answers." + name).toList());
    assertThat(found.leads()).isEqualTo(1_880);
    assertThat(found.auc()).as("over 0.93 something leaks").isBetween(0.865, 0.93);
    assertThat(found.calibrationError()).isLessThan(0.03);
  }

  private void tell() throws IOException {
    StringWriter file = new StringWriter();
    Map<String, String> columns = new LinkedHashMap<>();
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(FILE);
        CsvWriter writer = CsvWriter.builder().build(file)) {
      for (NamedCsvRecord row : reader) {
        if (columns.isEmpty()) {
          row.getHeader().stream().filter(name -> !name.isBlank() && !name.equals("Converted") && !name.equals("Prospect ID"))
              .forEach(name -> columns.put(name, field(name)));
          List<String> head = new ArrayList<>(columns.keySet());
          head.addAll(List.of("Came", "Closed", "Result"));
          writer.writeRecord(head);
        }
        List<String> cells = columns.keySet().stream().map(row::getField).collect(Collectors.toCollection(ArrayList::new));
        Instant came = BEGINNING.plus(Duration.ofMinutes(Long.parseLong(row.getField("Lead Number")) - FIRST_NUMBER));
        cells.addAll(List.of(came.toString(), came.plus(Duration.ofDays(30)).toString(), row.getField("Converted")));
        writer.writeRecord(cells);
      }
    }
    String mapping = JsonMapper.shared().writeValueAsString(Map.of(
        "system", "x-education", "unknown", List.of("Select"), "columns", columns, "history",
        List.of(Map.of("stage", "mql", "at", Map.of("column", "Came")), closed("won", "1"),
            closed("lost", "0"))));
    Answer taken = call("POST", "/api/v1/imports?mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8),
        key(Role.MARKETING), file.toString(), Map.of("Content-Type", "text/csv"));
    assertThat(taken.status()).as(taken.body()).isEqualTo(202);
    String importId = taken.text("importId");
    while (!batches.importBatch(importId).finished()) {
      // The next part.
    }
  }

  private static Map<String, Object> closed(String stage, String result) {
    return Map.of("stage", stage, "at", Map.of("column", "Closed"), "when", Map.of("column", "Result", "equals", result));
  }

  private static String field(String name) {
    return switch (name) {
      case "Lead Number" -> "externalId";
      case "Lead Source" -> "source";
      case "Country" -> "country";
      default -> "answers." + name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "_");
    };
  }
}
