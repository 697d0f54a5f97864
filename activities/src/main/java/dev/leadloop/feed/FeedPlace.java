package dev.leadloop.feed;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line's place in the feed. Readers are given it as a text that means nothing to them.
 *
 * @param era the life of the cluster that it was written in
 * @param tx number of a transaction, as PostgreSQL writes it
 * @param seq number of the decision that wrote it
 * @param n its place among the lines of that decision
 */
public record FeedPlace(int era, String tx, String lead, long seq, int n) {
  /** Before the first line. */
  public static final FeedPlace BEGINNING = new FeedPlace(-1, "0", "", 0, 0);

  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,9})\\.([0-9]{1,20})\\.([0-9]{1,18})\\.([0-9]{1,9})\\.([\\x21-\\x7e]{1,200})");

  /** The place that a reader was given; empty where it is none. */
  public static Optional<FeedPlace> of(String cursor) {
    try {
      Matcher text = FORM.matcher(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
      return text.matches()
          ? Optional.of(new FeedPlace(
              Integer.parseInt(text.group(1)), Long.toUnsignedString(Long.parseUnsignedLong(text.group(2))), text.group(5),
              Long.parseLong(text.group(3)), Integer.parseInt(text.group(4))))
          : Optional.empty();
    } catch (IllegalArgumentException noCursor) {
      return Optional.empty();
    }
  }

  /** As readers are given it. */
  public String cursor() {
    String text = era + "." + tx + "." + seq + "." + n + "." + lead;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
