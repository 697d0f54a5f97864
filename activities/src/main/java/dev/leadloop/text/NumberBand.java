package dev.leadloop.text;

import dev.leadloop.text.Numbers.NotCertain;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A band of numbers as lists of choices offer it, such as 51-200, 1,000+ or &lt;10, and the one number it can be read as. */
public final class NumberBand {
  private static final Pattern BETWEEN = Pattern.compile("[-\u2010-\u2015\u2212]|to|bis");

  private NumberBand() {}

  /** The middle of it, and of one without an end its beginning; empty where the text is no band. */
  public static Optional<Long> middle(String text, @Nullable Character decimal) {
    String band = VisibleText.trim(text);
    try {
      if (band.startsWith("<")) {
        return Optional.of(Numbers.whole(band.substring(1), decimal) / 2);
      }
      if (band.startsWith(">") || band.startsWith("~")) {
        return Optional.of(Numbers.whole(band.substring(1), decimal));
      }
      if (band.endsWith("+")) {
        return Optional.of(Numbers.whole(band.substring(0, band.length() - 1), decimal));
      }
      String[] ends = BETWEEN.split(band, -1);
      if (ends.length != 2) {
        return Optional.empty();
      }
      long from = Numbers.whole(ends[0], decimal);
      long until = Numbers.whole(ends[1], decimal);
      return from > until ? Optional.empty() : Optional.of(from + (until - from) / 2);
    } catch (NotCertain notOne) {
      return Optional.empty();
    }
  }
}
