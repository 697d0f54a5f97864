package dev.leadloop.email.template;

import org.jspecify.annotations.Nullable;

/**
 * What a reader sees of a mail.
 *
 * @param subject one line
 * @param text the whole mail as plain text
 * @param html the whole mail as an HTML document
 * @param writtenWith the text it was written with; null where it was none of those that have numbers
 */
public record RenderedEmail(String subject, String text, String html, @Nullable TextVersion writtenWith) {

  /** A mail of no numbered text. */
  public RenderedEmail(String subject, String text, String html) {
    this(subject, text, html, null);
  }

  /** The same mail with another subject and other parts. */
  public RenderedEmail with(String otherSubject, String otherText, String otherHtml) {
    return new RenderedEmail(otherSubject, otherText, otherHtml, writtenWith);
  }
}
