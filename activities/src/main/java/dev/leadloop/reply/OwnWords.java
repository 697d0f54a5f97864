package dev.leadloop.reply;

import dev.leadloop.mime.MailText;
import dev.leadloop.mime.MailText.Mark;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts away what the person did not write: quotations with and without marks, in whatever language the program speaks that
 * made them, signatures, what phones add, and the footer of our own mails. What is written below a quotation or between its
 * lines stays.
 */
final class OwnWords {
  /** Lines that the sentence above a quotation is broken into, empty ones with them. */
  private static final int INTRO_LINES = 7;

  private static final int LONGEST_INTRO = 400;

  /** Words of a date, a name and an address before "wrote". */
  private static final int LONGEST_NAME = 16;

  /** What may come behind such a sentence's last mark: nothing, or its word for "wrote". */
  private static final int LONGEST_REST = 16;

  /** Initials before the mark of a quotation, as old programs put them. */
  private static final int LONGEST_INITIALS = 3;

  private final Lexicon wrote;
  private final Lexicon originals;
  private final Lexicon phones;
  private final Lexicon ourFooter;
  private final QuotedHeader headers;

  OwnWords(ReplyTables tables) {
    wrote = new Lexicon(tables, Meaning.WROTE);
    originals = new Lexicon(tables, Meaning.ORIGINAL);
    phones = new Lexicon(tables, Meaning.PHONE);
    ourFooter = new Lexicon(tables, Meaning.OUR_FOOTER);
    headers = new QuotedHeader(tables);
  }

  /** The person's own lines, in order; empty ones part paragraphs. */
  List<String> of(MailText mail) {
    List<String> texts = mail.lines().stream().map(MailText.Line::text).toList();
    List<String> own = new ArrayList<>();
    boolean unmarkedQuote = false;
    boolean belowOurs = false;
    for (int i = 0; i < texts.size(); i++) {
      String text = texts.get(i);
      Mark mark = mail.lines().get(i).mark();
      if (mark == Mark.QUOTED || text.isEmpty() || isMarkedOtherwise(text)) {
        own.add("");
      } else if (begins(ourFooter, text)) {
        // Our mail ends with it, so that whatever stands below was written below it.
        unmarkedQuote = false;
        belowOurs = true;
        own.add("");
      } else if (unmarkedQuote || mark == Mark.SIGNATURE && !belowOurs) {
        own.add("");
      } else if (isOriginal(text) || headers.begins(texts, i)) {
        unmarkedQuote = true;
        own.add("");
      } else {
        int intro = introLines(mail, i);
        if (intro > 0) {
          i += intro - 1;
          unmarkedQuote = !quotedNext(mail, i + 1);
        } else if (!begins(phones, text)) {
          own.add(text);
        }
      }
    }
    return own;
  }

  private static boolean begins(Lexicon lexicon, String line) {
    return lexicon.find(Words.of(line).asOneSentence()).stream().anyMatch(hit -> hit.from() == 0);
  }

  /** Behind a bar, or behind initials and a mark. */
  private static boolean isMarkedOtherwise(String line) {
    int mark = line.indexOf('>');
    return line.startsWith("|")
        || mark > 0 && mark <= LONGEST_INITIALS && line.chars().limit(mark).allMatch(Character::isUpperCase);
  }

  /** Between dashes, or with a colon behind it. */
  private boolean isOriginal(String line) {
    if (!(line.startsWith("--") || line.startsWith("__") || line.endsWith(":") || line.startsWith("*"))) {
      return false;
    }
    Words words = Words.of(line).asOneSentence();
    return originals.find(words).stream().anyMatch(hit -> hit.from() == 0 && hit.to() == words.size() - 1);
  }

  /** How many lines say who wrote what follows, beginning with this one; 0 where they do not. */
  private int introLines(MailText mail, int at) {
    String first = mail.lines().get(at).text();
    StringBuilder joined = new StringBuilder();
    for (int i = at; i < mail.lines().size() && i < at + INTRO_LINES; i++) {
      MailText.Line line = mail.lines().get(i);
      // Broken before its last mark, which then looks like the mark of a quotation.
      boolean brokenOff =
          line.mark() == Mark.QUOTED && line.text().endsWith(":") && line.text().length() <= LONGEST_REST;
      if (line.mark() == Mark.QUOTED && !brokenOff
          || line.text().isEmpty() && !hasYear(first)
          || joined.length() + line.text().length() > LONGEST_INTRO) {
        return 0;
      }
      joined.append(joined.isEmpty() ? "" : " ").append(brokenOff ? ">" + line.text() : line.text());
      if (!line.text().isEmpty() && (isIntro(joined.toString(), first, i == at) || isBareIntro(mail, i, first, i == at))) {
        return i - at + 1;
      }
    }
    return 0;
  }

  private boolean isIntro(String text, String firstLine, boolean oneLine) {
    if (!(text.endsWith(":") || text.endsWith("\uff1a") || text.endsWith("--"))) {
      return false;
    }
    boolean dated = text.chars().anyMatch(Character::isDigit);
    boolean addressed = text.indexOf('@') > 0;
    // The name may come first, but never a line of the writer's own.
    int nameUntil = oneLine || firstLine.indexOf('@') > 0 ? LONGEST_NAME : 0;
    Words words = Words.of(text).asOneSentence();
    return addressed && text.endsWith(">:") && hasYear(firstLine)
        || (dated || addressed)
            && wrote.find(words).stream()
                .anyMatch(hit -> hit.from() <= nameUntil && hit.to() == words.size() - 1);
  }

  /** A date and an address and nothing else, right above a quotation. */
  private static boolean isBareIntro(MailText mail, int at, String line, boolean oneLine) {
    return oneLine
        && hasYear(line)
        && (line.endsWith(">") && line.indexOf('@') > 0 || line.contains(" GMT"))
        && quotedNext(mail, at + 1);
  }

  /** A program that writes no word for "wrote" begins with the date. */
  private static boolean hasYear(String line) {
    int at = line.indexOf("20");
    return at >= 0 && at + 4 <= line.length() && Character.isDigit(line.charAt(at + 2)) && Character.isDigit(line.charAt(at + 3));
  }

  private static boolean quotedNext(MailText mail, int from) {
    for (int i = from; i < mail.lines().size(); i++) {
      if (!mail.lines().get(i).text().isEmpty()) {
        return mail.lines().get(i).mark() == Mark.QUOTED || isMarkedOtherwise(mail.lines().get(i).text());
      }
    }
    return true;
  }
}
