package dev.leadloop.enrichment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A CSV file of the operator's own, held in memory and read again when it changes. A file that cannot be read leaves what was
 * known before in force, and is told to people.
 */
public final class FileProvider implements EnrichmentProvider {
  /** The name that facts of the file are marked with. */
  public static final String NAME = "file";

  private static final Logger LOG = LoggerFactory.getLogger(FileProvider.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
  private static final int LOGGED = 5;

  private final Path file;
  private final InstantSource clock;
  private volatile FactTable table = FactTable.EMPTY;
  private Instant looked = Instant.MIN;
  private @Nullable Stamp read;

  /** A provider that has read nothing yet. */
  public FileProvider(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  /** What tells one state of the file from another without reading it; null of one that is not there. */
  private record Stamp(@Nullable Instant modified, long bytes, @Nullable Object key) {}

  @Override
  public String name() {
    return NAME;
  }

  /** Nothing leaves the house, so nothing is kept either. */
  @Override
  public boolean remote() {
    return false;
  }

  @Override
  public Optional<Subject> about(Question question) {
    return question.domain() == null && question.address() == null
        ? Optional.empty()
        : Optional.of(new Subject(NAME, question.address() != null));
  }

  @Override
  public Answer ask(Question question) {
    Map<String, String> facts = table.facts(question);
    return facts.isEmpty() ? Answer.NOTHING : new Answer.Found(facts);
  }

  @Override
  public synchronized void look() {
    Instant now = clock.instant();
    if (now.isBefore(looked.plus(BETWEEN_LOOKS))) {
      return;
    }
    looked = now;
    Stamp stamp = stamp();
    if (!stamp.equals(read)) {
      read = stamp;
      take(FactTable.read(file));
    }
  }

  /** What is wrong with the file, such as "line 3: ..."; empty where nothing is. */
  public List<String> faults() {
    return table.faults();
  }

  private void take(FactTable fresh) {
    table = fresh.usable() ? fresh : table.blaming(fresh);
    if (table.faults().isEmpty()) {
      LOG.info("{} facts of {} domains and addresses are known from leadloop.enrichment.file", table.facts(), table.size());
    } else {
      LOG.warn("{}", said(table.faults(), table.faultCount()));
    }
  }

  /** The line of the log; of many faults the first few. */
  static String said(List<String> faults, int count) {
    List<String> first = faults.stream().limit(LOGGED).toList();
    return count + (count == 1 ? " fault" : " faults") + " in leadloop.enrichment.file"
        + (first.size() < count ? ", the first " + first.size() : "") + ": " + String.join(" ", first);
  }

  private Stamp stamp() {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Stamp(attributes.lastModifiedTime().toInstant(), attributes.size(), attributes.fileKey());
    } catch (IOException | SecurityException away) {
      return new Stamp(null, -1, null);
    }
  }
}
