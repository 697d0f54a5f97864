package dev.leadloop.reply;

import dev.leadloop.mime.MailText;
import dev.leadloop.mime.MailText.Mark;
import java.util.List;
import java.util.stream.Stream;

/**
 * Receipts that come as plain mail, since the program that wrote them or one on their way knows no other form: RFC 8098 asks
 * for a part of its own. The mail they speak of stands between their words, as it would in a quotation.
 */
final class Receipts {
  /** Words of a receipt that are left when the mail it speaks of is cut away. */
  private static final int SHORT = 4;

  private final Lexicon bodies;
  private final Lexicon subjects;

  Receipts(ReplyTables tables) {
    bodies = new Lexicon(tables, Meaning.RECEIPT);
    subjects = new Lexicon(tables, Meaning.RECEIPT_SUBJECT);
  }

  /**
   * Whether a mail is one.
   *
   * @param said what a person would have written in it
   */
  boolean is(Subject subject, MailText body, Statement said) {
    boolean asks = Stream.of(Meaning.STOP, Meaning.MAYBE_STOP, Meaning.INTEREST, Meaning.NO).anyMatch(said::has);
    return !asks && (by(subject) && Words.of(said.text()).size() <= SHORT || by(body));
  }

  private boolean by(Subject subject) {
    return subjects.find(Words.of(subject.text())).stream().anyMatch(hit -> hit.from() == 0);
  }

  private boolean by(MailText body) {
    List<String> written =
        body.lines().stream().filter(line -> line.mark() != Mark.QUOTED).map(MailText.Line::text).toList();
    return !bodies.find(Words.of(written).asOneSentence()).isEmpty();
  }
}
