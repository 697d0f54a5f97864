package dev.leadloop.bounce;

import java.util.Locale;

/**
 * What a server said, with its codes apart from its words.
 *
 * @param enhanced the status (RFC 3463) that counts; empty where none says more than "failed"
 * @param general a status that says no more than for good or for now, such as 5.0.0; empty where there is none
 * @param basic the reply code, such as 550; empty where there is none
 * @param beside whether the enhanced status was reported beside the words and the words have none
 * @param words in lower case with single blanks and one at either end, without codes and addresses
 */
record ReplyWords(String enhanced, String general, String basic, boolean beside, String words) {
  private static final int LONGEST = 2_000;
  private static final int LONGEST_TOP_LEVEL = 12;

  static ReplyWords of(String status, String said) {
    Reading reading = new Reading();
    reading.read(said.substring(0, Math.min(said.length(), LONGEST)));
    String beside = status.strip();
    boolean specific = isSpecific(reading.enhanced);
    String enhanced = specific ? reading.enhanced : isSpecific(beside) ? beside : "";
    String general = enhanced.isEmpty() ? (reading.enhanced.isEmpty() ? beside : reading.enhanced) : "";
    return new ReplyWords(enhanced, general, reading.basic, !specific && !enhanced.isEmpty(), reading.words + " ");
  }

  /** Words of the table in the form they are compared in. */
  static String plain(String phrase) {
    Reading reading = new Reading();
    reading.read(phrase);
    return reading.words + " ";
  }

  boolean has(Code code) {
    return code.isEnhanced() ? code.fits(enhanced.isEmpty() ? general : enhanced) : enhanced.isEmpty() && code.fits(basic);
  }

  boolean says(String phrase) {
    return words.contains(phrase);
  }

  /** Whether a status beside the words speaks of the mailbox or of the mail, and not only of the way between (X.3, X.4, X.5). */
  boolean saysBeside() {
    return beside && "345".indexOf(enhanced.charAt(2)) < 0;
  }

  boolean isForNow() {
    String first = !enhanced.isEmpty() ? enhanced : !basic.isEmpty() ? basic : general;
    return first.startsWith("4");
  }

  /** The second number is what it is about; with none it says nothing. */
  private static boolean isSpecific(String status) {
    return status.length() > 2 && !status.startsWith(".0", 1);
  }

  /** Goes through what was said word by word. */
  private static final class Reading {
    private final StringBuilder words = new StringBuilder();
    private String enhanced = "";
    private String basic = "";

    private void read(String said) {
      int from = 0;
      for (int i = 0; i <= said.length(); i++) {
        if (i == said.length() || said.charAt(i) == ';' || Character.isWhitespace(said.charAt(i))) {
          if (i > from) {
            token(said.substring(from, i));
          }
          from = i + 1;
        }
      }
    }

    private void token(String token) {
      // The codes of a reply of several lines stand before each of them: 550-5.1.1.
      String rest = token;
      if (isBasic(rest)) {
        basic = basic.isEmpty() ? rest.substring(0, 3) : basic;
        rest = rest.substring(Math.min(rest.length(), 4));
      }
      String status = Statuses.first(rest);
      if (!status.isEmpty()) {
        enhanced = enhanced.isEmpty() || !isSpecific(enhanced) && isSpecific(status) ? status : enhanced;
        rest = rest.replace(status, " ");
      }
      // An address, or the name of a server, may be made of the very words that are looked for.
      if (rest.indexOf('@') < 0 && !isHost(rest)) {
        letters(rest);
      }
    }

    private static boolean isHost(String token) {
      int end = token.length();
      while (end > 0 && !Character.isLetterOrDigit(token.charAt(end - 1))) {
        end--;
      }
      int label = end;
      while (label > 0 && Character.isLetter(token.charAt(label - 1))) {
        label--;
      }
      boolean dotted = label > 1 && token.charAt(label - 1) == '.' && Character.isLetterOrDigit(token.charAt(label - 2));
      return dotted && end - label > 1 && end - label <= LONGEST_TOP_LEVEL;
    }

    private static boolean isBasic(String token) {
      return token.length() >= 3
          && (token.charAt(0) == '4' || token.charAt(0) == '5')
          && Character.isDigit(token.charAt(1))
          && Character.isDigit(token.charAt(2))
          && (token.length() == 3 || token.charAt(3) == '-' || token.charAt(3) == ':' || token.charAt(3) == ',');
    }

    private void letters(String token) {
      boolean within = false;
      for (char c : token.toLowerCase(Locale.ROOT).toCharArray()) {
        if (Character.isLetterOrDigit(c) || Character.isSurrogate(c)) {
          words.append(within ? "" : " ").append(c);
          within = true;
        } else if (c != '\'' && c != '\u2019') {
          within = false;
        }
      }
    }
  }
}
