package dev.leadloop.provider;

import dev.leadloop.store.ProviderEvent.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an answer to a mail says, by its headers and its own words, in English, German, French and Spanish. Where in doubt
 * between yes and stop it is stop: to mail who asked for silence is the worse mistake.
 */
public final class ReplyReading {
  private static final int CASE = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS;

  private static final Pattern AWAY_SUBJECT =
      Pattern.compile(
          "\\b(out of (the )?office|automatic reply|auto(matic)?[- ]?(reply|response)|on (vacation|holiday|annual leave)"
              + "|abwesenheit|automatische (antwort|r\u00fcckmeldung)|nicht im b\u00fcro|r\u00e9ponse automatique|absence du bureau"
              + "|respuesta autom\u00e1tica|fuera de la oficina)|^\\s*(auto|ooo)\\s*:",
          CASE);

  /** The whole answer is this and little else. */
  private static final Pattern STOP_ALONE =
      Pattern.compile(
          "\\W*(please\\s+|bitte\\s+)?(stop|stopp|unsubscribe|remove|remove me|opt[- ]?out|take me off|abmelden|abbestellen|austragen"
              + "|d\u00e9sabonner|d\u00e9sinscription|baja)( please| now| bitte)?\\W*",
          CASE);

  private static final Pattern STOP =
      Pattern.compile(
          "\\bunsubscribe\\b|\\b(remove|delete|take) (me|us|my (e-?mail|address|name)|this address) (from|off)\\b"
              + "|\\bopt (me )?out\\b|\\bstop (e-?mailing|mailing|sending|contacting|writing|spamming|these|this|all)\\b"
              + "|\\b(do not|don[\u2019']?t|never) (ever )?(e-?mail|mail|contact|write( to)?|send)( to)? (me|us)\\b"
              + "|\\bno (more|further) (e-?mails?|mails?|messages?|newsletters?)\\b|\\bleave me alone\\b"
              + "|\\bkeine (weiteren |weitere )?(e-?mails?|mails|nachrichten|newsletter)\\b|\\b(melden|tragen) sie mich\\b.{0,30}\\b(ab|aus)\\b"
              + "|\\baus (dem|ihrem) verteiler\\b|\\bnewsletter (abmelden|abbestellen)\\b"
              + "|\\b(me )?d\u00e9sabonner\\b|\\bd\u00e9sinscri(re|vez)\\b|\\bne plus (recevoir|m[\u2019']\u00e9crire)\\b"
              + "|\\bdarme de baja\\b|\\bcancelar (la |mi )?suscripci\u00f3n\\b|\\bno (me )?env\u00ede[ns]?\\b",
          CASE);

  private static final Pattern NO =
      Pattern.compile(
          "\\bnot (really |currently |at all )?interested\\b|\\bno(t any)? interest\\b|\\bno,? thank(s| you)\\b"
              + "|\\bnot (a (good )?fit|for us|relevant|at this time|right now|now)\\b|\\bwrong person\\b"
              + "|\\b(already (have|use|using)|went with|chose|decided (on|against))\\b|\\bno (budget|need)\\b|\\bpass on this\\b"
              + "|\\bkein(erlei)? (interesse|bedarf|budget)\\b|\\bnicht interessiert\\b|\\bnein,? danke\\b"
              + "|\\bpas int\u00e9ress\u00e9e?s?\\b|\\bnon,? merci\\b|\\bno (me|nos) interesa\\b|\\bno,? gracias\\b",
          CASE);

  /** Where what was answered to begins. */
  private static final Pattern QUOTED =
      Pattern.compile(
          "(?m)^\\s*(>.*|-{2,}\\s*(original message|urspr\u00fcngliche nachricht|message d[\u2019']origine|mensaje original)\\s*-{2,}.*"
              + "|_{10,}\\s*|(on|am|le|el)\\b.{5,200}(wrote|schrieb|a \u00e9crit|escribi\u00f3)( .{0,80})?\\s*:\\s*"
              + "|(from|von|de)\\s*:\\s.+@.+)$",
          CASE);

  private ReplyReading() {}

  /**
   * The kind of an answer.
   *
   * @param headers by lower-case name
   * @param text the plain words, with whatever they quote
   */
  public static Kind read(Map<String, String> headers, String subject, String text) {
    if (automatic(headers) || AWAY_SUBJECT.matcher(subject).find()) {
      return Kind.OUT_OF_OFFICE;
    }
    String words = ownWords(text);
    if (STOP_ALONE.matcher(words).matches()
        || STOP.matcher(words).find()
        || subject.strip().toLowerCase(Locale.ROOT).startsWith("unsubscribe")) {
      return Kind.REPLY_STOP;
    }
    return NO.matcher(words).find() ? Kind.REPLY_NEGATIVE : Kind.REPLY;
  }

  /** What the person wrote, without what they answered to. */
  public static String ownWords(String text) {
    Matcher quoted = QUOTED.matcher(text);
    return (quoted.find() ? text.substring(0, quoted.start()) : text).strip();
  }

  private static boolean automatic(Map<String, String> headers) {
    String submitted = headers.getOrDefault("auto-submitted", "no").strip().toLowerCase(Locale.ROOT);
    String precedence = headers.getOrDefault("precedence", "").strip().toLowerCase(Locale.ROOT);
    return !submitted.startsWith("no")
        || headers.containsKey("x-autoreply")
        || headers.containsKey("x-autorespond")
        || headers.containsKey("x-autoresponse")
        || precedence.equals("auto_reply")
        || precedence.equals("bulk")
        || precedence.equals("junk")
        || "<>".equals(headers.getOrDefault("return-path", "").strip());
  }
}
