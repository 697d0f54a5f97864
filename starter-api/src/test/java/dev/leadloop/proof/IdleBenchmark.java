package dev.leadloop.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.proof.Product.Layout;
import dev.leadloop.proof.Product.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What twenty thousand leads cost while nothing happens to them. */
@Tag("bench")
class IdleBenchmark {
  private static final int LEADS = Scale.of(20_000);
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  @Test
  void idleLeadsCostLittle(@TempDir Path folder) throws IOException {
    Figures figures = new Figures();
    try (Product product = new Product(folder.resolve("home"), Layout.ONE_PROCESS, Map.of())) {
      product.start();
      long temporalBefore = temporalBytes(product);
      long recordBefore = new Record(product.database()).bytes();
      String batch = Leads.batch();
      new HttpLoad(product.api(), Product.ADMIN_KEY, 32)
          .post("/api/v1/leads", LEADS, i -> Leads.intake(batch, i));
      Record record = new Record(product.database());
      record.awaitDecided(PATIENCE);
      figures.add("memory of Temporal after the intake", Usage.residentMegabytes(product.pid(Part.TEMPORAL)), "MB");
      double recordEach = (record.bytes() - recordBefore) / (double) LEADS;
      product.stop();
      double temporalEach = (temporalBytes(product) - temporalBefore) / (double) LEADS;
      long started = System.nanoTime();
      product.start();
      figures.add("start of the product with them", (System.nanoTime() - started) / 1e9, "s");
      Waiting.pause(Duration.ofSeconds(20));
      figures.add("memory of Temporal after a restart", Usage.residentMegabytes(product.pid(Part.TEMPORAL)), "MB");
      figures.add("memory of the product's process after a restart",
          Usage.residentMegabytes(product.pid(Part.API)), "MB");
      figures.add("bytes a lead in Temporal's file", temporalEach, "B");
      figures.add("bytes a lead in PostgreSQL", recordEach, "B");
      figures.add("bytes a lead on disk", temporalEach + recordEach, "B", "below 50,000");
      assertThat(temporalEach + recordEach).isBetween(1_000.0, 50_000.0);
    } finally {
      figures.print(LEADS + " idle leads");
    }
  }

  private static long temporalBytes(Product product) throws IOException {
    try (Stream<Path> files = Files.list(product.home())) {
      return files.filter(file -> file.getFileName().toString().startsWith("temporal.db"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }
}
