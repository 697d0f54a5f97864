package dev.leadloop.api.erasure;

import dev.leadloop.erasure.work.Erasure;
import dev.leadloop.temporal.erasure.ErasureWorkflow;
import dev.leadloop.worker.temporal.TemporalUi;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An erasure as it is shown; nothing of its person.
 *
 * @param leadId whose tombstone it is; null where only an address was known
 * @param state WAITING for the lead to decide, ERASING or DONE
 * @param open parts that have not confirmed yet
 * @param parts what each did; of none in lists
 */
@Schema(name = "Erasure")
record ErasureView(
    String id, @Nullable String leadId, String state, String reason, String askedBy, Instant askedAt,
    @Nullable Instant finishedAt, List<String> open, List<PartView> parts, Map<String, String> links) {

  /**
   * What one feature erased.
   *
   * @param stands why it has not confirmed; null where it has, or was not tried yet
   * @param erased by table, folder or system, how much
   */
  @Schema(name = "ErasurePart")
  record PartView(
      String part, @Nullable Instant confirmedAt, int tries, @Nullable String stands, Map<String, Integer> erased) {}

  static ErasureView of(Erasure erasure, TemporalUi ui) {
    Map<String, String> links = new TreeMap<>();
    links.put("self", "/api/v1/erasures/" + erasure.id());
    ui.history(ErasureWorkflow.workflowId(erasure.id())).ifPresent(link -> links.put("temporal", link));
    return new ErasureView(
        erasure.id(), erasure.lead(), erasure.state().name(), erasure.reason(), erasure.by().toString(), erasure.askedAt(),
        erasure.finishedAt(), erasure.open(),
        erasure.parts().stream()
            .map(part -> new PartView(part.name(), part.confirmedAt(), part.tries(), part.stands(), new TreeMap<>(part.counts())))
            .toList(),
        links);
  }
}
