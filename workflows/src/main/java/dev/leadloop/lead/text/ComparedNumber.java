package dev.leadloop.lead.text;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as rules find them in what people and systems wrote. */
public final class ComparedNumber {
  private static final Pattern THOUSANDS_OR_FRACTION = Pattern.compile("[+-]?[1-9][0-9]{0,2}[.][0-9]{3}");

  private static final int MOST_DIGITS = 40;

  private ComparedNumber() {}

  /**
   * A number that can be one thing only, else null; "50.000" in an answer is fifty thousand to some, and compares with
   * nothing. Nor does what nobody counts, such as 1e400, which would take all memory to be added to another.
   */
  public static @Nullable BigDecimal of(String text) {
    String written = text.strip();
    return THOUSANDS_OR_FRACTION.matcher(written).matches() ? null : bounded(written);
  }

  /**
   * A number that a system wrote, in which a point can only begin a fraction, as the plain text that {@link #of} reads as the
   * same number: 3, 9.5, and 1.1250 for 1.125. Empty for more digits than rules compare.
   */
  public static Optional<String> plain(String number) {
    BigDecimal known = bounded(number);
    if (known == null) {
      return Optional.empty();
    }
    String plain = known.signum() == 0 ? "0" : known.stripTrailingZeros().toPlainString();
    String told = THOUSANDS_OR_FRACTION.matcher(plain).matches() ? plain + "0" : plain;
    return Optional.of(told).filter(text -> of(text) != null);
  }

  private static @Nullable BigDecimal bounded(String written) {
    if (written.length() > MOST_DIGITS) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(written);
      return Math.abs((long) number.scale()) > MOST_DIGITS ? null : number;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
