package dev.leadloop.handoff;

import dev.leadloop.sla.SpokenTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Something the lead did.
 *
 * @param label in the policy's words, such as "pricing page viewed"
 * @param detail what it was about, such as the document's title
 * @param words what the lead wrote, where they wrote something
 * @param at the last time
 * @param since the first time
 * @param times how often in all, from the first time to the last
 */
public record Engagement(
    String type,
    Kind kind,
    String label,
    @Nullable String detail,
    @Nullable String words,
    Instant at,
    Instant since,
    int times) {

  /** The same without what the lead wrote. */
  Engagement withoutWords() {
    return new Engagement(type, kind, label, detail, null, at, since, times);
  }

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

  /**
   * In one line without the last time, such as "ebook downloaded ×2 since 10 Jan 2026: Freight rates"; the day of the first time
   * is named unless it is that of the last.
   *
   * @param zone on whose clock days are told
   */
  public String inWords(ZoneId zone) {
    LocalDate first = LocalDate.ofInstant(since, zone);
    String from = first.equals(LocalDate.ofInstant(at, zone)) ? "" : " since " + SpokenTime.day(first);
    return told(times > 1 ? " ×" + times + from : "");
  }

  /** The last time alone, such as "ebook downloaded: Freight rates". */
  public String lastInWords() {
    return told("");
  }

  private String told(String howOften) {
    return label + howOften + (detail == null ? "" : ": " + detail);
  }
}
