package dev.leadloop.email.transport;

import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.email.transport.OutgoingEmail.Unsubscribe;
import dev.leadloop.lead.text.ShortText;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What every outgoing message must keep, whichever way it leaves; providers let some of it through
 * and fail later.
 */
final class EmailRules {

  static final int MAX_CATEGORIES = 10;
  static final int MAX_CATEGORY_LENGTH = 255;
  static final int MAX_SUBJECT_LENGTH = 255;
  private static final int MAX_REASON_LENGTH = 300;

  /** Headers a provider sets itself, or that have a field of their own in a message. */
  private static final Set<String> RESERVED_HEADERS =
      Set.of(
          "x-sg-id",
          "x-sg-eid",
          "received",
          "dkim-signature",
          "content-type",
          "content-transfer-encoding",
          "to",
          "from",
          "subject",
          "reply-to",
          "cc",
          "bcc");

  private EmailRules() {}

  static void check(
      RenderedEmail content, @Nullable Unsubscribe unsubscribe, List<String> categories) {
    requireOneLine("The subject", content.subject());
    require(!content.subject().isBlank(), "The subject is empty.");
    require(
        content.subject().length() <= MAX_SUBJECT_LENGTH,
        "The subject is longer than 255 characters.");
    require(!content.text().isBlank(), "The plain text part is empty.");
    require(!content.html().isBlank(), "The HTML part is empty.");
    if (unsubscribe != null) {
      checkUnsubscribe(content, unsubscribe);
    }
    checkCategories(categories);
  }

  private static void checkUnsubscribe(RenderedEmail content, Unsubscribe unsubscribe) {
    URI url = unsubscribe.url();
    String link = url.toString();
    require(
        url.getHost() != null
            && ("https".equals(url.getScheme()) || "http".equals(url.getScheme())),
        "The unsubscribe link is not a complete web address.");
    require(
        content.text().contains(link), "The unsubscribe link is missing from the plain text part.");
    require(content.html().contains(link), "The unsubscribe link is missing from the HTML part.");
    URI mailto = unsubscribe.mailto();
    require(
        mailto == null || "mailto".equals(mailto.getScheme()),
        "The unsubscribe mailbox is not a mailto address.");
  }

  private static void checkCategories(List<String> categories) {
    require(categories.size() <= MAX_CATEGORIES, "A message has at most 10 categories.");
    require(new HashSet<>(categories).size() == categories.size(), "A category is given twice.");
    for (String category : categories) {
      requireOneLine("A category", category);
      require(
          !category.isBlank()
              && category.length() <= MAX_CATEGORY_LENGTH
              && category.chars().allMatch(c -> c < 128),
          "A category is empty, longer than 255 characters or not ASCII.");
      require(
          category.indexOf('@') < 0,
          "A category looks like an e-mail address; categories never name a person.");
    }
  }

  static void checkHeader(String name, String value) {
    require(
        !RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT)),
        "The header " + name + " is reserved.");
    requireOneLine("The header " + name, value);
  }

  static void requireOneLine(String what, String value) {
    require(
        value.codePoints().noneMatch(Character::isISOControl),
        what + " contains a line break or control character.");
  }

  private static void require(boolean kept, String sentence) {
    if (!kept) {
      throw new IllegalArgumentException(sentence);
    }
  }

  /**
   * A provider's words for the ledger and for Temporal: one short line, without the person's
   * address.
   */
  static String reason(@Nullable String words, OutgoingEmail email) {
    String line = String.valueOf(words).replaceAll("\\p{Cntrl}+", " ").strip();
    String masked = line.replaceAll("(?i)" + Pattern.quote(email.to().address()), "(recipient)");
    return ShortText.of(masked, MAX_REASON_LENGTH);
  }
}
