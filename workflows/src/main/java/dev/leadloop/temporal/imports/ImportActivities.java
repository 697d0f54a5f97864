package dev.leadloop.temporal.imports;

import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;

/** The port through which an import's rows are brought in. */
@ActivityInterface
public interface ImportActivities {
  /** Failure type of an import id that the record does not know. */
  String UNKNOWN_IMPORT = "UnknownImport";

  /**
   * Brings the next waiting rows in, in one transaction, and returns the counts after it. Safe to call again: a row
   * that has its outcome is never taken twice. Fails for good with type {@value #UNKNOWN_IMPORT}.
   */
  @ActivityMethod
  ImportProgress importBatch(String importId);

  /** Marks an import as stopped by a person; rows already brought in stay. */
  @ActivityMethod
  void stopImport(String importId);
}
