package dev.leadloop.imports;

import dev.leadloop.imports.mapping.ImportJob;
import java.util.Locale;

/** What is going on with an import, as people say it. */
public final class ImportWords {
  private ImportWords() {}

  /** How far it is and what to do, in sentences. */
  public static String message(ImportJob job) {
    ImportJob.Counts counts = job.counts();
    String remarks = counts.failed() == 0 ? "" : String.format(
        Locale.ROOT, " %,d failed: correct %s in errors.csv and import that file.", counts.failed(),
        counts.failed() == 1 ? "it" : "them");
    remarks += job.warned() == 0 ? ""
        : String.format(Locale.ROOT, " %,d came in with a warning: see warnings.csv.", job.warned());
    return switch (job.state()) {
      case STAGED -> "The rows are stored and come in as soon as Temporal takes the workflow.";
      case RUNNING -> String.format(Locale.ROOT, "%,d of %,d rows are in.%s", counts.done(), counts.total(), remarks);
      case DONE ->
          counts.total() == 1
              ? "The one row has been read." + remarks
              : String.format(Locale.ROOT, "All %,d rows have been read.%s", counts.total(), remarks);
      case STOPPED -> String.format(
          Locale.ROOT, "Stopped by a person after %,d of %,d rows; import the file again to go on.", counts.done(),
          counts.total());
    };
  }
}
