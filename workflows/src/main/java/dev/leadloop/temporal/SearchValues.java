package dev.leadloop.temporal;

import dev.leadloop.lead.SourceName;
import dev.leadloop.lead.text.ShortText;
import org.jspecify.annotations.Nullable;

/**
 * Texts as they may stand in a search attribute. A server refuses to start a workflow with a value beyond its limits, and
 * its database then refuses to list it; no lead stands still for what it is listed by, so a value is cut and not refused.
 */
final class SearchValues {
  /** The databases behind a server keep 255 characters of a keyword; the server itself takes 2,048 bytes. */
  private static final int LONGEST = 255;

  private SearchValues() {}

  /** The name of a source as leads are listed by it; null where there is none. */
  static @Nullable String source(@Nullable String source) {
    return keyword(SourceName.said(source));
  }

  /** A text as a keyword: one line of whole characters; null where nothing of it is left. */
  static @Nullable String keyword(@Nullable String text) {
    if (text == null) {
      return null;
    }
    String value = ShortText.of(Shown.line(text).strip(), LONGEST).strip();
    return value.isEmpty() ? null : value;
  }
}
