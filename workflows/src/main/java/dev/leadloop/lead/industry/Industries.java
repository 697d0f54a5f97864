package dev.leadloop.lead.industry;

import dev.leadloop.lead.text.PlainText;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Industries by whatever they are called: in English, German, French, Spanish, Italian and Dutch, as LinkedIn and HubSpot
 * name them, and by codes of NAICS, NACE, ISIC and SIC. They stand in sectors; some belong to two.
 */
public final class Industries {
  private Industries() {}

  /** What a text says; in time that grows with its length, of which the first {@value PlainText#LONGEST} characters count. */
  public static IndustryFound read(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return IndustryFound.NONE;
    }
    String head = text.substring(0, Math.min(PlainText.LONGEST, text.length()));
    return new IndustryReading(IndustryWord.of(head)).read(IndustryCodes.of(head));
  }

  /** The industries and sectors that a text names, where it says nothing else; else none. */
  public static List<String> meant(String text) {
    if (IndustryNames.isName(text)) {
      return List.of(text);
    }
    IndustryFound found = read(text);
    return found.whole() ? found.named() : List.of();
  }

  /** A text as its words are held against those of others, for what is no name of an industry. */
  public static String plain(String text) {
    return read(text).plain();
  }

  /** Whether a text is the name of an industry or a sector as this class gives it. */
  public static boolean isName(String text) {
    return IndustryNames.isName(text);
  }

  /** What industries and sectors are called. Good to look for what was meant. */
  public static Collection<String> names() {
    return IndustryNames.all();
  }
}
