package dev.leadloop.api.consent;

import dev.leadloop.consent.SuppressionFile;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What came of a file.
 *
 * @param message that in a sentence, with what to do
 */
@Schema(name = "SuppressionTaken")
record SuppressionFileResponse(
    int rows,
    int added,
    int already,
    int failed,
    List<SuppressionFile.Remark> faults,
    List<SuppressionFile.Remark> warnings,
    String message) {
  /** What is in stays in: an opt-out is not to wait for another row's mistake. */
  static SuppressionFileResponse of(SuppressionFile.Imported file) {
    return new SuppressionFileResponse(
        file.rows(), file.added(), file.already(), file.failed(), file.faults(), file.warnings(),
        file.rows() == 1 ? one(file.failed() == 0) : several(file));
  }

  private static String one(boolean in) {
    return in ? "The one row is in." : "The one row could not be taken as it is. Correct what 'faults' says and send it again.";
  }

  private static String several(SuppressionFile.Imported file) {
    return file.failed() == 0
        ? "All " + file.rows() + " rows are in."
        : file.failed() + " of " + file.rows() + " rows could not be taken as they are; the others are in and stay in."
            + " Correct those that 'faults' names by line and send them again.";
  }
}
