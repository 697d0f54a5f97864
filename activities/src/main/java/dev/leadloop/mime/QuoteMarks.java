package dev.leadloop.mime;

import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** What mail programs write around a quotation and a signature: resource {@code quote-marks.txt}. */
final class QuoteMarks {
  private static final int LONGEST = 1_000;
  private static final List<QuoteMark> MARKS =
      Rows.of("/mail/quote-marks.txt", 3).stream()
          .map(row -> new QuoteMark(Meaning.valueOf(row.get(0).toUpperCase(Locale.ROOT)), row.get(1), row.get(2)))
          .toList();

  private QuoteMarks() {}

  /** What an element is in the form of an answer. */
  enum Meaning {
    NOTHING,
    /** Holds words of the mail that is answered. */
    QUOTE,
    /** From here to the end of the mail it is all quoted. */
    REST,
    /** Holds a signature. */
    SIGNATURE,
    /** Draws a line. */
    DIVIDER
  }

  private record QuoteMark(Meaning meaning, String attribute, String part) {
    boolean fits(String value) {
      return part.startsWith("=") ? value.length() == part.length() - 1 && part.endsWith(value) : value.contains(part);
    }
  }

  static Meaning of(Element element) {
    if (element.normalName().equals("blockquote")) {
      return Meaning.QUOTE;
    }
    if (element.attributesSize() > 0) {
      for (QuoteMark mark : MARKS) {
        String value = element.attr(mark.attribute);
        if (!value.isEmpty() && value.length() <= LONGEST && mark.fits(value)) {
          return mark.meaning;
        }
      }
    }
    return element.normalName().equals("hr") || drawsLine(element.attr("style")) ? Meaning.DIVIDER : Meaning.NOTHING;
  }

  /** Outlook draws it as the upper border of the block with From, Sent, To and Subject. */
  private static boolean drawsLine(String style) {
    return style.length() <= LONGEST
        && style.contains("border-top")
        && style.toLowerCase(Locale.ROOT).replace(" ", "").contains("border-top:solid");
  }
}
