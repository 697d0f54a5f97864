package dev.leadloop.api.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.leadloop.intent.IntentFileStore.IntentFileRow;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of intent and how far it is read; taken for the first time, updated, same, older and failed make the rows.
 *
 * @param toldAt when what its rows without a date tell was so
 * @param times how often the file came
 * @param finishedAt null while it is read; where it stays so, reading broke off: send the file again
 */
@Schema(name = "IntentFile")
record IntentFileView(
    String fileId,
    String name,
    String source,
    Instant toldAt,
    Instant receivedAt,
    String by,
    int times,
    int rows,
    @JsonProperty("new") int fresh,
    int updated,
    int same,
    int older,
    int failed,
    @Nullable Instant finishedAt) {
  static IntentFileView of(IntentFileRow file) {
    return new IntentFileView(
        file.fileId(), file.name(), file.source(), file.toldAt() == null ? file.receivedAt() : file.toldAt(), file.receivedAt(),
        file.by(), file.times(), file.counts().rows(), file.counts().fresh(), file.counts().updated(), file.counts().same(),
        file.counts().older(), file.counts().failed(), file.finishedAt());
  }
}
