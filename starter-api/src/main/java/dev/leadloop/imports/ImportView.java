package dev.leadloop.imports;

import dev.leadloop.imports.ImportWarningStore.Gathered;
import dev.leadloop.imports.mapping.ImportJob;
import dev.leadloop.intake.warning.IntakeWarnings.Warning;
import dev.leadloop.temporal.imports.ImportWorkflow;
import dev.leadloop.worker.temporal.TemporalUi;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An import as it is shown; created, merged, unchanged and failed make {@code rowsDone}.
 *
 * @param rowsPerSecond null until a batch came in
 * @param warned rows that came in with a warning
 * @param warnings what there is to say about the mapping; the first 100
 * @param moreWarnings how many there are besides
 * @param rowWarnings what there is to say about rows, the same of many rows once, that of most rows first; the first 100, and
 *     none in a list of imports
 * @param moreRowWarnings how many other things there are to say about rows; warnings.csv has all of them
 * @param message what is going on, in a sentence
 * @param links {@code self}, {@code errors} where rows failed, {@code warnings} where rows came in with some, {@code temporal}
 *     where its UI is known
 */
record ImportView(
    String importId,
    String fileName,
    ImportJob.State state,
    int rowsTotal,
    int rowsDone,
    int created,
    int merged,
    int unchanged,
    int failed,
    int warned,
    List<Warning> warnings,
    int moreWarnings,
    List<ImportWarningStore.Warned> rowWarnings,
    int moreRowWarnings,
    @Nullable Long rowsPerSecond,
    String message,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    Map<String, String> links) {

  private static final String PATH = "/api/v1/imports/";

  static ImportView of(ImportJob job, MappingWarnings.Told warnings, Gathered rows, TemporalUi ui) {
    ImportJob.Counts counts = job.counts();
    return new ImportView(
        job.importId(), job.fileName(), job.state(), counts.total(), counts.done(), counts.created(), counts.merged(),
        counts.unchanged(), counts.failed(), job.warned(), warnings.told(), warnings.more(), rows.told(), rows.more(), rate(job),
        ImportWords.message(job), job.createdBy().id(),
        job.createdAt(),
        job.startedAt(), job.finishedAt(), links(job, ui));
  }

  private static @Nullable Long rate(ImportJob job) {
    if (job.startedAt() == null) {
      return null;
    }
    long millis = Math.max(1, Duration.between(job.startedAt(), job.updatedAt()).toMillis());
    return job.counts().done() * 1000L / millis;
  }

  private static Map<String, String> links(ImportJob job, TemporalUi ui) {
    Map<String, String> links = new TreeMap<>();
    links.put("self", PATH + job.importId());
    if (job.counts().failed() > 0) {
      links.put("errors", PATH + job.importId() + "/errors.csv");
    }
    if (job.warned() > 0) {
      links.put("warnings", PATH + job.importId() + "/warnings.csv");
    }
    ui.history(ImportWorkflow.workflowId(job.importId())).ifPresent(url -> links.put("temporal", url));
    return links;
  }
}
