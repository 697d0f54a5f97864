package dev.leadloop.enrichment;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.enrichment.EnrichmentProvider.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileProviderTest {
  private static final Question ACME = new Question("acme.example", null, null);
  private static final FileTime THEN = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
  private Path file = Path.of("");
  private FileProvider provider = new FileProvider(file, now::get);

  @BeforeEach
  void open() {
    file = folder.resolve("companies.csv");
    provider = new FileProvider(file, now::get);
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private void lookLater() {
    now.updateAndGet(time -> time.plus(Duration.ofSeconds(3)));
    provider.look();
  }

  private static Answer company(String name) {
    return new Answer.Found(Map.of("company", name));
  }

  @Test
  void theLogSaysHowManyOfTheFaultsItTells() {
    assertThat(FileProvider.said(List.of("a."), 1)).isEqualTo("1 fault in leadloop.enrichment.file: a.");
    assertThat(FileProvider.said(List.of("a.", "b."), 2)).isEqualTo("2 faults in leadloop.enrichment.file: a. b.");
    assertThat(FileProvider.said(List.of("1", "2", "3", "4", "5", "6"), 90))
        .isEqualTo("90 faults in leadloop.enrichment.file, the first 5: 1 2 3 4 5");
  }

  @Test
  void fileThatChangesIsReadAgain() throws IOException {
    write("domain,company\nacme.example,One\n");
    provider.look();
    assertThat(provider.ask(ACME)).isEqualTo(company("One"));
    assertThat(provider.ask(new Question("other.example", null, null))).isEqualTo(Answer.NOTHING);
    write("domain,company\nacme.example,Second\n");
    provider.look();
    assertThat(provider.ask(ACME)).as("not at every look").isEqualTo(company("One"));
    lookLater();
    assertThat(provider.ask(ACME)).isEqualTo(company("Second"));
  }

  @Test
  void fileMovedInIsReadThoughItIsAsLongAndAsOldAsTheOneBefore() throws IOException {
    write("domain,company\nacme.example,One\n");
    Files.setLastModifiedTime(file, THEN);
    provider.look();
    Path fresh = Files.writeString(folder.resolve("fresh.csv"), "domain,company\nacme.example,Two\n");
    Files.setLastModifiedTime(fresh, THEN);
    Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING);
    lookLater();
    assertThat(provider.ask(ACME)).isEqualTo(company("Two"));
  }

  @Test
  void fileThatCannotBeReadLeavesWhatWasKnownInForceAndIsTold() throws IOException {
    provider.look();
    assertThat(provider.faults()).as("it is not there").hasSize(1);
    assertThat(provider.ask(ACME)).isEqualTo(Answer.NOTHING);
    write("domain,company\nacme.example,One\n");
    lookLater();
    assertThat(provider.faults()).isEmpty();
    Files.delete(file);
    lookLater();
    assertThat(provider.faults()).hasSize(1);
    assertThat(provider.ask(ACME)).isEqualTo(company("One"));
    write("");
    lookLater();
    assertThat(provider.faults()).hasSize(1);
    assertThat(provider.ask(ACME)).isEqualTo(company("One"));
    write("domain,company\nacme.example,Back\nbad,Bad\n");
    lookLater();
    assertThat(provider.ask(ACME)).isEqualTo(company("Back"));
    assertThat(provider.faults()).singleElement().asString().startsWith("Line 3");
  }

  @Test
  void nothingLeavesTheHouse() {
    assertThat(provider.remote()).isFalse();
    assertThat(provider.about(new Question(null, null, "Acme"))).isEmpty();
    assertThat(provider.about(ACME)).isPresent();
  }
}
