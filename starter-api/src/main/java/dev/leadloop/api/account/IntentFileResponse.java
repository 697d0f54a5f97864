package dev.leadloop.api.account;

import dev.leadloop.intent.IntentTally;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What came of a file of intent.
 *
 * @param readAs by what its columns were known: `header`, `columns`, or a vendor's layout such as `bombora`
 * @param faults rows that could not be taken, by line; the first 1,000
 * @param warned rows that were taken although they count for nothing, or not as they say
 * @param warnings what there is to say about them, the same of many rows once; the first 100
 * @param message all that in a sentence, with what to do
 */
@Schema(name = "IntentFileTaken")
record IntentFileResponse(
    IntentFileView file,
    String readAs,
    List<IntentTally.Remark> faults,
    int warned,
    List<IntentTally.Warned> warnings,
    String message) {
  static IntentFileResponse of(IntentTally.Taken taken) {
    return new IntentFileResponse(
        IntentFileView.of(taken.file()), taken.readAs(), taken.faults(), taken.warned(), taken.warnings(),
        message(taken));
  }

  private static String message(IntentTally.Taken taken) {
    int rows = taken.file().counts().rows();
    int failed = taken.file().counts().failed();
    String again = taken.file().times() > 1 ? " The file came before, at " + taken.file().receivedAt() + "." : "";
    if (rows == 0) {
      return "The file has no rows, so nothing was told." + again;
    }
    if (failed == 0) {
      return (rows == 1 ? "The one row is in." : "All " + rows + " rows are in.") + warned(taken) + again;
    }
    return failed + " of " + rows + " rows could not be taken; the others are in and stay in. Correct those that 'faults' names"
        + " by line and send the file again." + warned(taken) + again;
  }

  private static String warned(IntentTally.Taken taken) {
    return taken.warned() == 0 ? "" : " " + taken.warned() + " came in with a warning: see 'warnings'.";
  }
}
