package dev.leadloop.reply;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Brings text to the one form in which wordings are compared: compatibility forms, case, accents and invisible characters
 * make no difference, and neither does whether an umlaut is written with its dots, with an e behind it or bare.
 */
final class Folding {
  private Folding() {}

  /** The text with every character in its plain form; its line ends and punctuation stay. */
  static String plain(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    String decomposed = Normalizer.normalize(Normalizer.normalize(text, Normalizer.Form.NFKC), Normalizer.Form.NFD);
    decomposed.codePoints().forEach(c -> append(folded, c));
    return Normalizer.normalize(folded, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static void append(StringBuilder folded, int c) {
    if (c >= 0x300 && c <= 0x36f || Character.getType(c) == Character.FORMAT) {
      return;
    }
    switch (c) {
      case '\u00df', '\u1e9e' -> folded.append("ss");
      case '\u00e6', '\u00c6' -> folded.append('a');
      case '\u0153', '\u0152', '\u00f8', '\u00d8' -> folded.append('o');
      case '\u0142', '\u0141' -> folded.append('l');
      case '\u0111', '\u0110' -> folded.append('d');
      case '\u0131' -> folded.append('i');
      default -> folded.appendCodePoint(c);
    }
  }

  /** A word of plain text: ae, oe, ue and aa are the letters that stand for them. */
  static String word(CharSequence letters) {
    StringBuilder word = new StringBuilder(letters.length());
    for (int i = 0; i < letters.length(); i++) {
      char c = letters.charAt(i);
      char before = word.isEmpty() ? 0 : word.charAt(word.length() - 1);
      boolean mark = c == 'e' && (before == 'a' || before == 'o' || before == 'u') || c == 'a' && before == 'a';
      if (!mark) {
        word.append(c);
      }
    }
    return word.toString();
  }

  /** Whether words of this script stand without blanks between them, so that each character is read by itself. */
  static boolean standsAlone(int c) {
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA -> true;
      default -> c == '\u30fc';
    };
  }
}
