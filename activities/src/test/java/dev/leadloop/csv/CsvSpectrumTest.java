package dev.leadloop.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The csv-spectrum cases: each CSV file says what its JSON file says. */
class CsvSpectrumTest {
  private static final Path CASES =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "vectors", "csv-spectrum");

  /** Its JSON is no list and has another telephone number than its CSV: an error of the collection. */
  private static final String CONTRADICTORY = "location_coordinates";

  @Test
  void everyCaseIsReadAsItIsMeant() throws IOException {
    assumeTrue(
        Files.isDirectory(CASES),
        () -> "Skipped: the csv-spectrum cases are not at " + CASES + "; give their folder by -Dleadloop.shared=...");
    Set<String> compared = new java.util.TreeSet<>();
    try (Stream<Path> files = Files.list(CASES.resolve("csvs"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".csv", "");
        List<Map<String, String>> read = records(file);
        if (name.equals(CONTRADICTORY)) {
          assertThat(read).singleElement().satisfies(row ->
              assertThat(row).containsEntry("Cities", "Modesto").containsEntry("Counties", "Stanislaus"));
        } else {
          assertThat(read).as(name).isEqualTo(meant(name));
        }
        compared.add(name);
      }
    }
    assertThat(compared).hasSize(12);
  }

  private static List<Map<String, String>> records(Path file) throws IOException {
    List<CsvRows.Row> rows = CsvRowsTest.read(Files.readAllBytes(file), StandardCharsets.UTF_8);
    List<String> header = rows.get(0).cells();
    List<Map<String, String>> records = new ArrayList<>();
    for (CsvRows.Row row : rows.subList(1, rows.size())) {
      Map<String, String> record = new LinkedHashMap<>();
      for (int i = 0; i < header.size(); i++) {
        record.put(header.get(i), row.cells().get(i));
      }
      records.add(record);
    }
    return records;
  }

  private static List<Map<String, String>> meant(String name) throws IOException {
    List<Map<String, String>> records = new ArrayList<>();
    for (JsonNode node : new ObjectMapper().readTree(CASES.resolve("json").resolve(name + ".json").toFile())) {
      Map<String, String> record = new LinkedHashMap<>();
      node.properties().forEach(field -> record.put(field.getKey(), field.getValue().asText()));
      records.add(record);
    }
    return records;
  }
}
