package dev.leadloop.lead.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Text as names and titles are compared: small letters without accents, one blank between words and nothing else. */
public final class PlainText {
  /** Characters that are read of a text; no name of a country, a language or a post is longer. */
  public static final int LONGEST = 300;

  /** Letters that are not made of a plain one and an accent. */
  private static final Map<Character, String> LETTERS =
      Map.of('ß', "ss", 'ø', "o", 'æ', "ae", 'œ', "oe", 'ł', "l", 'đ', "d", 'ð', "d", 'þ', "th", 'ı', "i");

  private final StringBuilder plain = new StringBuilder();
  /** Letters since the last dot, blank or beginning, so that U.S.A. is one word and Dr.Ing. are two. */
  private int run;

  private boolean blank;

  private PlainText() {}

  /** The text in its plain form; what lies behind its first {@value #LONGEST} characters is not looked at. */
  public static String of(String text) {
    String head = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    String apart =
        Normalizer.normalize(Normalizer.normalize(head, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT), Normalizer.Form.NFKD);
    PlainText words = new PlainText();
    apart.codePoints().forEach(words::take);
    return Normalizer.normalize(words.plain, Normalizer.Form.NFC);
  }

  private void take(int point) {
    if (isAccent(point) || isApostrophe(point) || Character.getType(point) == Character.FORMAT) {
      return;
    }
    if (point == '.' && run == 1) {
      run = 0;
    } else if (Character.isLetterOrDigit(point) || isVowelSign(point)) {
      append(point);
    } else if (point == '&' || point == '+') {
      blank = true;
      append('&');
      blank = true;
      run = 0;
    } else {
      blank = true;
      run = 0;
    }
  }

  private void append(int point) {
    if (blank && !plain.isEmpty()) {
      plain.append(' ');
    }
    blank = false;
    String instead = point < Character.MIN_SUPPLEMENTARY_CODE_POINT ? LETTERS.get((char) point) : null;
    if (instead == null) {
      plain.appendCodePoint(point);
    } else {
      plain.append(instead);
    }
    run++;
  }

  private static boolean isAccent(int point) {
    return point >= 0x300 && point <= 0x36f;
  }

  /** In other scripts marks are vowels, and a word is another without them. */
  private static boolean isVowelSign(int point) {
    int type = Character.getType(point);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isApostrophe(int point) {
    return point == '\'' || point == '’' || point == '‘' || point == '`' || point == '´' || point == 'ʼ' || point == 'ʻ';
  }
}
