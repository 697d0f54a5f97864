package dev.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.leadloop.temporal.imports.ImportProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two real collections of leads through the real database: 8,000 of Olist and 9,240 of X Education. */
class RealFilesTest {
  private static final Path LEADS = Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "leads");

  private ImportRig rig;

  @BeforeEach
  void open() {
    rig = new ImportRig();
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void everyOlistLeadComesInOnceAndOnlyOnce() throws IOException {
    Path file = file("olist_marketing_qualified_leads_dataset.csv");
    assertThat(importAll(file, "olist-mapping.json")).isEqualTo(new ImportProgress(8_000, 8_000, 8_000, 0, 0, 0, 0));
    assertThat(importAll(file, "olist-mapping.json")).isEqualTo(new ImportProgress(8_000, 8_000, 0, 0, 8_000, 0, 0));
    assertThat(rig.number("select count(*) from lead")).isEqualTo(8_000);
    assertThat(rig.number("select count(*) from lead where source = 'organic search'")).isEqualTo(2_296);
    assertThat(rig.number("select count(*) from lead where source is null")).isEqualTo(1_099 + 60);
    assertThat(rig.number("select count(distinct content) from lead")).isEqualTo(495);
    assertThat(rig.number("select count(*) from inbox where occurred_at::date < '2017-06-14'")).isZero();
    assertThat(rig.number("select count(*) from inbox where occurred_at < '2018-06-02'")).isEqualTo(8_000);
    assertThat(rig.texts("select distinct warnings::text from import_row where warnings is not null")).isEmpty();
  }

  @Test
  void everyOlistLeadBringsItsPast() throws IOException {
    Path file = file("olist_marketing_qualified_leads_dataset.csv");
    assertThat(importAll(file, "olist-history-mapping.json")).isEqualTo(new ImportProgress(8_000, 8_000, 8_000, 0, 0, 0, 0));
    assertThat(rig.number("select count(*) from inbox where kind = 'past_told'")).isEqualTo(8_000);
    assertThat(rig.texts("select distinct warnings::text from import_row where warnings is not null")).isEmpty();
  }

  @Test
  void everyXEducationLeadComesInOnceAndOnlyOnce() throws IOException {
    Path file = file("x_education_leads.csv");
    String mapping = "x-education-mapping.json";
    assertThat(importAll(file, mapping)).isEqualTo(new ImportProgress(9_240, 9_240, 9_240, 0, 0, 0, 0));
    assertThat(importAll(file, mapping)).isEqualTo(new ImportProgress(9_240, 9_240, 0, 0, 9_240, 0, 0));
    assertThat(rig.number("select count(*) from lead")).isEqualTo(9_240);
    assertThat(rig.number("select count(*) from lead where answers->>'city' = 'Mumbai'")).isEqualTo(3_222);
    assertThat(rig.number("select count(*) from lead where answers->>'specialization' is null")).isEqualTo(1_942 + 1_438);
    assertThat(rig.number("select count(*) from lead where 'Select' in (country, source, answers->>'city',"
        + " answers->>'heard_through', answers->>'specialization', answers->>'occupation')")).isZero();
    assertThat(rig.number("select count(*) from lead where consent->>'status' = 'declined'")).isEqualTo(734);
    assertThat(rig.number("select count(*) from inbox where label = 'ebook_download'")).isEqualTo(2_888);
    // The mapping says that "unknown" is no country; of all others one is none, twice, and as often when the file comes again.
    assertThat(rig.texts("select warnings->>0 from import_row where warnings is not null")).hasSize(4)
        .allMatch(said -> said.contains("'Asia/Pacific Region'"));
  }

  private ImportProgress importAll(Path file, String mapping) throws IOException {
    long began = System.nanoTime();
    ImportProgress done;
    try (InputStream content = Files.newInputStream(file)) {
      String importId = rig.stage(content, mapping(mapping));
      Duration staged = Duration.ofNanos(System.nanoTime() - began);
      done = rig.run(importId);
      System.out.printf("%s: %,d rows staged in %d ms, in after %d ms%n", file.getFileName(), done.total(),
          staged.toMillis(), Duration.ofNanos(System.nanoTime() - began).toMillis());
    }
    return new ImportProgress(
        done.total(), done.done(), done.created(), done.merged(), done.unchanged(), done.failed(), 0);
  }

  private static String mapping(String name) throws IOException {
    try (InputStream mapping = RealFilesTest.class.getResourceAsStream("/imports/" + name)) {
      return new String(Objects.requireNonNull(mapping).readAllBytes(), StandardCharsets.UTF_8);
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
