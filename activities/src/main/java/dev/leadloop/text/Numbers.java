package dev.leadloop.text;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers as people and spreadsheets of all countries write them: read where only one number can be meant, refused
 * otherwise. What "1.000" is depends on the country; "1.000.000", "1,000.50", "1 000" and "1.5" can be one thing only.
 *
 * <p>Thousands may be set apart by a point, a comma, a blank of any kind or an apostrophe, in groups of three; digits may be
 * those of any one script.
 */
public final class Numbers {
  private static final String BLANKS = " \u00a0\u2007\u2009\u202f";
  private static final String APOSTROPHES = "'\u2019\u02bc";
  private static final char ARABIC_DECIMAL = '\u066b';
  private static final char ARABIC_GROUPS = '\u066c';
  private static final int GROUP = 3;
  private static final int MOST_DIGITS = 18;

  private static final Pattern RANGE = Pattern.compile("[<>~].*|.*[+]|.*\\d\\s*(?:[-\u2010-\u2015\u2212]|to|bis)\\s*\\d.*");
  private static final Pattern SCIENTIFIC = Pattern.compile(".*\\d[eE][+-]?\\d.*");
  private static final Pattern UNIT = Pattern.compile("[\\d.,]+\\s*\\p{L}+\\.?");

  private Numbers() {}

  /** It is not certain which number a text means, or it means none; the message follows the text and says what to write. */
  public static final class NotCertain extends Exception {
    private static final long serialVersionUID = 1L;

    private final Why why;

    NotCertain(Why why, String message) {
      super(message, null, false, false);
      this.why = why;
    }

    /** Which of the kinds it is. */
    public Why why() {
      return why;
    }

    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }
  }

  /** Kinds of text that are no certain number. */
  public enum Why {
    /** It is one number in some countries and another in others. */
    AMBIGUOUS,
    /** It is several numbers, such as 51-200 or 50+. */
    RANGE,
    /** It is none, or not one that is taken. */
    NO_NUMBER
  }

  /** A part of the text between two separators; the sign is the one before it. */
  private record Part(char sign, String digits) {}

  /**
   * A whole number of 0 or more.
   *
   * @param decimal the sign that is known to stand before fractions, a point or a comma; null where that is not known
   */
  public static long whole(String text, @Nullable Character decimal) throws NotCertain {
    BigDecimal number = read(text, decimal, "whole number");
    if (number.stripTrailingZeros().scale() > 0) {
      throw new NotCertain(Why.NO_NUMBER, "is not a whole number; round it");
    }
    return number.longValueExact();
  }

  /**
   * A number of 0 or more, with or without a fraction.
   *
   * @param decimal the sign that is known to stand before fractions, a point or a comma; null where that is not known
   */
  public static BigDecimal read(String text, @Nullable Character decimal) throws NotCertain {
    return read(text, decimal, "number");
  }

  private static BigDecimal read(String text, @Nullable Character decimal, String kind) throws NotCertain {
    String sign = VisibleText.trim(text);
    // What a spreadsheet makes of -0.001 with two digits is nothing, and no number below it.
    return sign.matches("[-\u2212]0+([.,]0+)?") ? BigDecimal.ZERO : unsigned(text, decimal, kind);
  }

  private static BigDecimal unsigned(String text, @Nullable Character decimal, String kind) throws NotCertain {
    List<Part> parts = parts(plainDigits(VisibleText.trim(text)), kind);
    Part last = parts.getLast();
    boolean fraction = parts.size() > 1 && (decimal == null ? isFraction(parts) : decimal.equals(last.sign()));
    List<Part> whole = fraction ? parts.subList(0, parts.size() - 1) : parts;
    checkGroups(whole, fraction ? Character.valueOf(last.sign()) : decimal);
    StringBuilder digits = new StringBuilder();
    whole.forEach(part -> digits.append(part.digits()));
    String behind = fraction ? last.digits() : "";
    if (digits.length() + behind.length() > MOST_DIGITS) {
      throw new NotCertain(Why.NO_NUMBER, "has more digits than any number that is taken here");
    }
    return new BigDecimal(digits + (behind.isEmpty() ? "" : "." + behind));
  }

  /** Whether what stands behind the last sign is a fraction, where nobody has said which sign stands before fractions. */
  private static boolean isFraction(List<Part> parts) throws NotCertain {
    Part last = parts.getLast();
    if (last.sign() == ARABIC_DECIMAL) {
      return true;
    }
    if (last.sign() != '.' && last.sign() != ',') {
      return false;
    }
    long same = parts.stream().filter(part -> part.sign() == last.sign()).count();
    boolean others = parts.stream().skip(1).anyMatch(part -> part.sign() != last.sign());
    if (same > 1) {
      return false;
    }
    String before = parts.getFirst().digits();
    if (others || last.digits().length() != GROUP || before.length() > GROUP || before.startsWith("0")) {
      return true;
    }
    throw new NotCertain(Why.AMBIGUOUS,
        "may mean " + before + last.digits() + " or " + before + " and a fraction; say which sign stands before"
        + " fractions, or write " + before + last.digits() + " without it");
  }

  private static void checkGroups(List<Part> parts, @Nullable Character decimal) throws NotCertain {
    Part first = parts.getFirst();
    char sign = parts.size() > 1 ? parts.get(1).sign() : ' ';
    boolean threes = parts.stream().skip(1).allMatch(part ->
        part.digits().length() == GROUP && part.sign() == sign && (decimal == null || !decimal.equals(part.sign())));
    if (parts.size() > 1 && (!threes || first.digits().length() > GROUP || sign == ARABIC_DECIMAL)) {
      throw new NotCertain(Why.NO_NUMBER,
          "is not a number with its digits in groups of three; write it without signs between them");
    }
  }

  private static List<Part> parts(String plain, String kind) throws NotCertain {
    List<Part> parts = new ArrayList<>();
    char sign = ' ';
    StringBuilder digits = new StringBuilder();
    for (char c : plain.toCharArray()) {
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (digits.isEmpty() || !separates(c)) {
        throw notANumber(plain, kind);
      } else {
        parts.add(new Part(sign, digits.toString()));
        digits.setLength(0);
        sign = BLANKS.indexOf(c) >= 0 ? ' ' : APOSTROPHES.indexOf(c) >= 0 ? '\'' : c;
      }
    }
    if (digits.isEmpty()) {
      throw notANumber(plain, kind);
    }
    parts.add(new Part(sign, digits.toString()));
    return parts;
  }

  private static boolean separates(char c) {
    return c == '.' || c == ',' || c == ARABIC_DECIMAL || c == ARABIC_GROUPS || BLANKS.indexOf(c) >= 0
        || APOSTROPHES.indexOf(c) >= 0;
  }

  private static NotCertain notANumber(String plain, String kind) {
    if (SCIENTIFIC.matcher(plain).matches()) {
      return new NotCertain(Why.NO_NUMBER, "is in scientific notation, which drops digits; write the number out, such as 1000");
    }
    if (RANGE.matcher(plain).matches()) {
      return new NotCertain(Why.RANGE, "is a range and not a number; say which number stands for it");
    }
    if (plain.startsWith("-") || plain.startsWith("\u2212")) {
      return new NotCertain(Why.NO_NUMBER, "is not a " + kind + " of 0 or more");
    }
    return new NotCertain(Why.NO_NUMBER, UNIT.matcher(plain).matches()
        ? "is not a " + kind + " alone; write it out in digits, such as 1000, without what follows it"
        : "is not a " + kind + "; write it in digits, such as 1000");
  }

  /** Full-width signs and the digits of any script as those of ASCII; digits of two scripts are no number. */
  private static String plainDigits(String text) throws NotCertain {
    StringBuilder plain = new StringBuilder();
    int zero = -1;
    for (int c : text.codePoints().toArray()) {
      if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
        int zeroOfScript = c - Character.digit(c, 10);
        if (zero >= 0 && zero != zeroOfScript) {
          throw new NotCertain(Why.NO_NUMBER, "mixes the digits of two scripts; write it in one");
        }
        zero = zeroOfScript;
        plain.append(Character.digit(c, 10));
      } else {
        plain.appendCodePoint(c == '\uff0e' ? '.' : c == '\uff0c' ? ',' : c);
      }
    }
    return plain.toString();
  }
}
