package dev.leadloop.intent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.leadloop.account.key.AccountKey;
import dev.leadloop.intent.IntentFile.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bombora's own sample files, against a count by another reader. */
class BomboraFileTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("leadloop.shared", "../../shared"), "data", "connectors", "bombora");
  private static final int DOMAIN = 1;
  private static final int TOPIC = 5;
  private static final int SCORE = 6;

  private IntentRig rig;

  @BeforeEach
  void open() {
    assumeTrue(
        Files.isDirectory(SAMPLES),
        () -> "Skipped: Bombora's samples are not at " + SAMPLES + "; give the folder above by -Dleadloop.shared=...");
    rig = new IntentRig();
  }

  @AfterEach
  void close() {
    if (rig != null) {
      rig.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"master-surge-sample-600.csv, bombora, 600", "adat-sample-400.csv, bombora-metro, 400"})
  void everyRowOfASampleIsCountedOnce(String name, String readAs, int rows) throws IOException {
    IntentTally.Taken taken = read(name);
    assertThat(taken.readAs()).isEqualTo(readAs);
    assertThat(taken.file().counts().rows()).isEqualTo(rows);

    Map<String, Integer> byTopic = new TreeMap<>();
    Map<String, Integer> surging = new TreeMap<>();
    Set<List<String>> seen = new HashSet<>();
    Set<String> companies = new HashSet<>();
    Map<String, Integer> refused = new HashMap<>();
    try (CsvReader<CsvRecord> other = CsvReader.builder().ofCsvRecord(SAMPLES.resolve(name))) {
      other.forEach(row -> {
        String company = AccountKey.ofDomain(row.getField(DOMAIN)).map(AccountKey::name).orElse("");
        if (company.isEmpty() || row.getField(TOPIC).isBlank()) {
          refused.merge(company.isEmpty() ? row.getField(DOMAIN) : "no topic", 1, Integer::sum);
        } else if (seen.add(List.of(company, row.getField(TOPIC)))) {
          companies.add(company);
          byTopic.merge(row.getField(TOPIC), 1, Integer::sum);
          if (Integer.parseInt(row.getField(SCORE)) >= 60) {
            surging.merge(row.getField(TOPIC), 1, Integer::sum);
          }
        }
      });
    }
    int failed = refused.values().stream().mapToInt(Integer::intValue).sum();
    assertThat(byTopic).hasSizeGreaterThan(100);
    assertThat(stored("true").equals(byTopic)).as("all by topic").isTrue();
    assertThat(stored("s.score >= 60").equals(surging)).as("60 and more by topic").isTrue();
    assertThat(rig.number("select count(*) from account")).isEqualTo(companies.size());
    assertThat(taken.file().counts().failed()).as("rows of %s", refused.keySet()).isEqualTo(failed);
    assertThat(taken.file().counts().fresh()).isEqualTo(seen.size());
    assertThat(taken.file().counts().same() + taken.file().counts().older() + taken.file().counts().updated())
        .isEqualTo(rows - failed - seen.size());
    System.out.println(name + ": " + taken.file().counts() + ", " + companies.size() + " companies, refused " + refused);

    List<String> before = rig.surges();
    assertThat(read(name).file().counts().fresh()).isZero();
    assertThat(rig.surges()).isEqualTo(before);
  }

  private IntentTally.Taken read(String name) throws IOException {
    try (InputStream file = Files.newInputStream(SAMPLES.resolve(name))) {
      return rig.read(file, Limits.DEFAULT, null, null, null);
    }
  }

  private Map<String, Integer> stored(String which) {
    Map<String, Integer> counts = new TreeMap<>();
    rig.jdbc.sql("select s.topic, count(*) as n from account_surge s where " + which + " group by s.topic").query(row -> {
      counts.put(row.getString("topic"), row.getInt("n"));
    });
    return counts;
  }
}
