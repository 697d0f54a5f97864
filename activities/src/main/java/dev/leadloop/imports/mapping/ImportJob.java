package dev.leadloop.imports.mapping;

import dev.leadloop.lead.Principal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One import, as it stands.
 *
 * @param mapping as JSON
 * @param header names of the file's columns
 * @param warned rows that came in with a warning
 * @param startedAt null until the first batch
 * @param updatedAt when the last batch was committed
 */
public record ImportJob(
    String importId,
    String fileName,
    Principal createdBy,
    String mapping,
    List<String> header,
    State state,
    Counts counts,
    int warned,
    Instant createdAt,
    @Nullable Instant startedAt,
    Instant updatedAt,
    @Nullable Instant finishedAt) {

  public ImportJob {
    header = List.copyOf(header);
  }

  /** The same by another mapping. */
  public ImportJob withMapping(String other) {
    return new ImportJob(
        importId, fileName, createdBy, other, header, state, counts, warned, createdAt, startedAt, updatedAt, finishedAt);
  }

  /** How far an import is. */
  public enum State {
    /** The rows are stored; the workflow has not begun. */
    STAGED,
    RUNNING,
    DONE,
    /** A person stopped it; the rows brought in stay. */
    STOPPED
  }

  /** Rows by outcome; created, merged, unchanged and failed make {@code done}. */
  public record Counts(int total, int done, int created, int merged, int unchanged, int failed) {}
}
