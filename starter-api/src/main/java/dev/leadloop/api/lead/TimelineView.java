package dev.leadloop.api.lead;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonRootName;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a lead's history, the newest first.
 *
 * @param next the `before` of the page behind it; null on the last
 */
@JsonRootName("Story")
record TimelineView(String leadId, List<EntryView> lines, @Nullable String next) {
  /**
   * One thing that happened.
   *
   * @param what in words
   * @param by who caused it, such as rep:rep-2
   * @param note what that person wrote
   * @param entry the same for programs
   * @param properties of the signal that it records, as they were told; `what` tells the first of them; empty for all else
   */
  @JsonRootName("StoryLine")
  record EntryView(
      long seq,
      int n,
      Instant at,
      String what,
      String by,
      @Nullable String note,
      @Nullable String eventId,
      int policyVersion,
      @JsonRawValue @Schema(types = "object") String entry,
      Map<String, String> properties) {}
}
