package dev.leadloop.handoff;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something the lead did.
 *
 * @param label in the policy's words, such as "pricing page viewed"
 * @param detail what it was about, such as the document's title
 * @param words what the lead wrote, where they wrote something
 * @param at the last time
 * @param times how often in all
 */
public record Engagement(
    String type,
    Kind kind,
    String label,
    @Nullable String detail,
    @Nullable String words,
    Instant at,
    int times) {

  /** What sort of engagement it is. */
  public enum Kind {
    REQUESTED,
    REPLIED,
    DOWNLOADED,
    ATTENDED,
    TRIED,
    VIEWED,
    OTHER
  }

  /** In one line without the time, such as "ebook downloaded ×2: Freight rates". */
  public String inWords() {
    return label + (times > 1 ? " ×" + times : "") + (detail == null ? "" : ": " + detail);
  }
}
