package dev.leadloop.reply;

import dev.leadloop.mime.MailText;
import dev.leadloop.reply.Lexicon.Hit;
import dev.leadloop.reply.ReplyVerdict.Kind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says what an answer to a mail means, by its headers and by what its writer wrote. A clear wish to stop is one; where it is
 * in doubt, neither guess is made: a person is to say. The time it takes is bounded by the length of the mail.
 */
public final class ReplyReading {
  private final OwnWords ownWords;
  private final Lexicon courtesies;
  private final Lexicon wordings;
  private final Lexicon smallPrint;
  private final Lexicon subjects;
  private final Receipts receipts;
  private final Set<String> answerSigns;

  ReplyReading(ReplyTables tables) {
    ownWords = new OwnWords(tables);
    courtesies = new Lexicon(tables, Meaning.COURTESY, Meaning.GREETING, Meaning.THANKS);
    wordings =
        new Lexicon(
            tables, Meaning.STOP, Meaning.MAYBE_STOP, Meaning.NOT_STOP, Meaning.OTHER_MATTER, Meaning.NO, Meaning.NOT_NO,
            Meaning.INTEREST, Meaning.AWAY, Meaning.AWAY_MORE, Meaning.LEFT, Meaning.ONESELF);
    smallPrint = new Lexicon(tables, Meaning.DISCLAIMER);
    subjects = new Lexicon(tables, Meaning.AWAY_SUBJECT, Meaning.AWAY_IN_SUBJECT);
    receipts = new Receipts(tables);
    answerSigns =
        tables.rules().stream()
            .filter(rule -> rule.meaning() == Meaning.ANSWERS)
            .map(rule -> String.join(" ", Words.of(rule.phrase()).words()))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * By the wordings the product comes with.
   *
   * @throws IllegalStateException where a table of them is not as it should be, with table, line and what is wrong
   */
  public static ReplyReading standard() {
    return Standard.READING;
  }

  /** Read once: nothing in it ever changes. */
  private static final class Standard {
    private static final ReplyReading READING = new ReplyReading(ReplyTables.read());
  }

  /**
   * What an answer means.
   *
   * @param headers by lower-case name
   * @param body its words, with whatever they quote
   */
  public ReplyVerdict read(Map<String, String> headers, String subject, MailText body) {
    Subject about = Subject.of(subject, answerSigns);
    Statement inSubject = statement(List.of(about.text()));
    Statement said = statement(ownWords.of(body));
    if (receipts.is(about, body, said)) {
      return verdict(Kind.RECEIPT, said, List.of());
    }
    if (AutomaticMarks.certain(headers)) {
      boolean asks = inSubject.has(Meaning.STOP) && !about.answers();
      return asks && (said.silent() || AutomaticMarks.unsubscribeButton(headers))
          ? bySubject(Kind.REPLY_STOP, inSubject, said)
          : away(said);
    }
    if (awaySubject(about)) {
      return away(said);
    }
    if (AutomaticMarks.likely(headers)) {
      return said.has(Meaning.STOP) || said.has(Meaning.MAYBE_STOP) ? verdict(Kind.MAY_ASK_TO_STOP, said, stopWords(said))
          : away(said);
    }
    Kind byBody = byBody(said);
    Kind bySubject = bySubject(about, inSubject);
    if (byBody != Kind.REPLY_STOP && bySubject != Kind.REPLY) {
      boolean doubtful = bySubject == Kind.MAY_ASK_TO_STOP || said.has(Meaning.INTEREST);
      return bySubject(doubtful ? Kind.MAY_ASK_TO_STOP : Kind.REPLY_STOP, inSubject, said);
    }
    return switch (byBody) {
      case REPLY_STOP, MAY_ASK_TO_STOP -> verdict(byBody, said, stopWords(said));
      case REPLY_NEGATIVE -> verdict(byBody, said, said.of(Meaning.NO));
      case REPLY -> verdict(byBody, said, List.of());
      case OUT_OF_OFFICE, RECEIPT -> away(said);
    };
  }

  private Statement statement(List<String> lines) {
    return new Statement(lines, courtesies, smallPrint, wordings);
  }

  private boolean awaySubject(Subject subject) {
    return subjects.find(Words.of(subject.text()).runOn()).stream()
        .anyMatch(hit -> hit.meaning() == Meaning.AWAY_SUBJECT ? hit.from() == 0 : !subject.answers());
  }

  /** A subject that answers ours may be our own; it asks to stop only in words that are the writer's. */
  private static Kind bySubject(Subject about, Statement inSubject) {
    if (!inSubject.has(Meaning.STOP)) {
      return Kind.REPLY;
    }
    boolean ownWords =
        inSubject.of(Meaning.STOP).stream().anyMatch(hit -> inSubject.isAll(hit) || inSubject.within(hit, Meaning.ONESELF));
    return !about.answers() || ownWords ? Kind.REPLY_STOP : Kind.MAY_ASK_TO_STOP;
  }

  /** A machine says who is away and whom to turn to meanwhile, or that and nothing else. */
  private static Kind byBody(Statement said) {
    boolean interest = said.has(Meaning.INTEREST);
    if (said.has(Meaning.STOP)) {
      return interest || said.onlyBeside(Meaning.STOP, Meaning.OTHER_MATTER) ? Kind.MAY_ASK_TO_STOP : Kind.REPLY_STOP;
    }
    if (said.has(Meaning.AWAY) && said.has(Meaning.AWAY_MORE) && !interest) {
      return Kind.OUT_OF_OFFICE;
    }
    if (said.silent() || said.has(Meaning.MAYBE_STOP)) {
      return Kind.MAY_ASK_TO_STOP;
    }
    if (interest) {
      return Kind.REPLY;
    }
    if (said.has(Meaning.LEFT) || said.has(Meaning.AWAY) && said.nothingBeside(Meaning.AWAY, Meaning.AWAY_MORE)) {
      return Kind.OUT_OF_OFFICE;
    }
    return said.has(Meaning.NO) ? Kind.REPLY_NEGATIVE : Kind.REPLY;
  }

  private static List<Hit> stopWords(Statement said) {
    return said.has(Meaning.STOP) ? said.of(Meaning.STOP) : said.of(Meaning.MAYBE_STOP);
  }

  private static ReplyVerdict away(Statement said) {
    return new ReplyVerdict(Kind.OUT_OF_OFFICE, said.text(), null, false, said.has(Meaning.LEFT));
  }

  private static ReplyVerdict bySubject(Kind kind, Statement inSubject, Statement said) {
    return new ReplyVerdict(kind, said.text(), inSubject.lineOf(inSubject.of(Meaning.STOP)), true, false);
  }

  private static ReplyVerdict verdict(Kind kind, Statement said, List<Hit> decided) {
    return new ReplyVerdict(kind, said.text(), said.lineOf(decided));
  }
}
