package dev.leadloop.lead;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a lead came from, as it is said outside the database. A source is free text, and people put names, addresses and
 * telephone numbers into it: a code such as {@code paid_search} is said as it is, words that sources are usually made of are
 * said as one, and anything else is a number that is the same for the same text.
 */
public final class SourceName {
  private static final int LONGEST = 40;
  private static final int HASH_BYTES = 6;
  private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9]*(?:[._-][a-z0-9]+)*");
  private static final Pattern OURS = Pattern.compile("source-[0-9a-f]{" + 2 * HASH_BYTES + "}");
  private static final Pattern TELEPHONE = Pattern.compile("[0-9]{7}");
  private static final Pattern YEAR = Pattern.compile("(?:19|20)[0-9]{2}|[0-9]{1,2}");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private static final Set<String> USUAL =
      Set.of(
          "ad", "ads", "advert", "advertising", "affiliate", "agency", "app", "article", "at", "banner", "bing", "blog",
          "booth", "business", "by", "call", "campaign", "chat", "cold", "community", "conference", "contact", "content",
          "course", "crm", "customer", "customers", "database", "demo", "digital", "direct", "directory", "display",
          "download", "ebook", "email", "event", "events", "exhibition", "expo", "facebook", "fair", "form", "forum",
          "free", "from", "google", "guide", "home", "import", "in", "inbound", "industry", "instagram", "internet",
          "landing", "lead", "linkedin", "list", "live", "mail", "mailing", "marketing", "marketplace", "media",
          "meeting", "meetup", "mouth", "newsletter", "of", "offer", "offline", "on", "online", "open", "organic",
          "outbound", "page", "paid", "partner", "phone", "podcast", "portal", "post", "pr", "press", "pricing", "print",
          "product", "radio", "referral", "referrals", "reseller", "roadshow", "sales", "sample", "search", "sea", "sem",
          "seminar", "seo", "show", "site", "social", "study", "summit", "support", "survey", "telephone", "the",
          "tiktok", "trade", "trial", "tv", "twitter", "unknown", "video", "visit", "walk", "web", "webinar", "website",
          "whitepaper", "word", "workshop", "youtube");

  private SourceName() {}

  /** The source in that form; null where none is known. */
  public static @Nullable String said(@Nullable String source) {
    String text = source == null ? "" : source.strip();
    if (text.isEmpty()) {
      return null;
    }
    if (OURS.matcher(text).matches()) {
      return text;
    }
    if (text.length() <= LONGEST && CODE.matcher(text).matches() && !TELEPHONE.matcher(text).find()) {
      return text;
    }
    List<String> words =
        text.length() > LONGEST
            ? List.of()
            : Arrays.stream(BETWEEN_WORDS.split(text.toLowerCase(Locale.ROOT))).filter(word -> !word.isEmpty()).toList();
    boolean usual =
        words.stream().anyMatch(USUAL::contains)
            && words.stream().allMatch(word -> USUAL.contains(word) || YEAR.matcher(word).matches())
            && text.indexOf('@') < 0;
    return usual ? String.join("_", words) : "source-" + hash(text);
  }

  private static String hash(String text) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("Every Java has SHA-256, this one does not", missing);
    }
  }
}
