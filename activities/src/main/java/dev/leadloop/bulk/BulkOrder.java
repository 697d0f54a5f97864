package dev.leadloop.bulk;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.temporal.bulk.BulkOrderProgress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One order for many leads, as the record has it.
 *
 * @param stoppedBy who stopped it; null where nobody did
 * @param finishedAt when it was given for all of them, or stopped; null before
 */
public record BulkOrder(
    String id, Content content, BulkOrderProgress progress, Principal by, Instant createdAt, @Nullable String stoppedBy,
    @Nullable Instant finishedAt) {

  /**
   * What is ordered, the same for each of its leads.
   *
   * @param label of it in the history, such as "reassign"
   * @param words what it is in a few words, such as "reassign to rep-1"; nothing of a lead's person
   * @param body what each lead is told; a suppression is of the address that the lead has then
   * @param note a person's free text; stays in the database
   */
  public record Content(String label, String words, EventBody body, @Nullable String note) {}

  /** Under which id each of its leads gets it, once. */
  String eventId() {
    return "bulk-" + id;
  }
}
