package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.leadloop.temporal.imports.ImportProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files as people sent them, each with its mapping and the right result. */
class FieldFilesTest {
  private static final Path CASES = Path.of(System.getProperty("leadloop.shared", "../../shared"), "cases", "csv");

  private ImportRig rig;
  private String importId = "";

  @BeforeEach
  void open() {
    assumeTrue(
        Files.isDirectory(CASES),
        () -> "Skipped: the files from the field are not at " + CASES + "; give their folder by -Dleadloop.shared=...");
    rig = new ImportRig();
  }

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
  }

  @Test
  void everyFileIsOneOfThese() throws IOException {
    try (Stream<Path> files = Files.list(CASES)) {
      assertThat(new TreeSet<>(files.map(file -> file.getFileName().toString().split("-")[0]).toList()))
          .containsAll(Set.of("C05", "C07", "C08", "C14", "C17"))
          .allMatch(Set.of("C05", "C07", "C08", "C14", "C17", "mappings.json")::contains);
    }
  }

  @Test
  void thousandsInTheGermanWayAreNotCut() throws IOException {
    assertThat(imported("C05-german-thousands.csv")).isEqualTo(new ImportProgress(2, 2, 0, 0, 0, 2, 0));
    assertThat(rig.store.failed(importId, 0, 9)).allSatisfy(row -> assertThat(row.reason()).contains("\"decimal\""));
  }

  @Test
  void blanksThatCannotBeSeenAreTrimmed() throws IOException {
    assertThat(imported("C07-nbsp-zwsp.csv")).isEqualTo(new ImportProgress(3, 3, 3, 0, 0, 0, 0));
    assertThat(rig.number("select count(*) from lead where company is null")).isEqualTo(1);
  }

  @Test
  void roundedIdsPutNobodyInAnothersPlace() throws IOException {
    assertThat(imported("C08-scientific-ids.csv")).isEqualTo(new ImportProgress(2, 2, 1, 0, 0, 1, 0));
    assertThat(rig.texts("select email from lead")).containsExactly("uma@sci-one.example");
    assertThat(rig.store.failed(importId, 0, 9)).singleElement().satisfies(row -> {
      assertThat(row.line()).isEqualTo(3);
      assertThat(row.reason()).startsWith("Line 2 has the same external id");
    });
    assertThat(rig.store.warned(importId, 0, 9)).singleElement().satisfies(row ->
        assertThat(row.warnings()).singleElement().asString().contains("rounded"));
  }

  @Test
  void aStrayQuoteCostsItsOwnRow() throws IOException {
    assertThat(imported("C14-stray-quote.csv")).isEqualTo(new ImportProgress(5, 5, 4, 0, 0, 1, 0));
    assertThat(rig.store.failed(importId, 0, 9)).singleElement().satisfies(row -> assertThat(row.line()).isEqualTo(3));
  }

  @Test
  void sizesHaveTheLimitsOfTheApi() throws IOException {
    assertThat(imported("C17-size-limits.csv")).isEqualTo(new ImportProgress(2, 2, 0, 0, 0, 2, 0));
    assertThat(rig.store.failed(importId, 0, 9)).allSatisfy(row -> assertThat(row.reason()).contains("from 1 to 10000000"));
  }

  private ImportProgress imported(String file) throws IOException {
    JsonNode mappings = new ObjectMapper().readTree(CASES.resolve("mappings.json").toFile());
    try (InputStream content = Files.newInputStream(CASES.resolve(file))) {
      importId = rig.stage(content, mappings.get(file.split("-")[0]).toString());
    }
    return rig.run(importId);
  }
}
