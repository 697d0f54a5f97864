package dev.leadloop.record;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.SuppressionName;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.nurturing.MailHold;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What leaves the record for Temporal: nothing that a caller was free to write. Callers put addresses into event ids, mail
 * servers put them into what they say, and people into why they pause a sequence.
 */
public final class Outward {
  /** Ids that we make ourselves, of answers whose givers wait for a verdict. */
  private static final Pattern OURS = Pattern.compile("(?:answer|link)-[0-9a-f-]{32,40}");
  private static final Pattern REPLY_CODE = Pattern.compile("rejected: ([0-9]{3})\\b.*", Pattern.DOTALL);
  private static final Pattern SERVER_SAYS = Pattern.compile("^[45][0-9]{2}(?:[ -][245]\\.[0-9]{1,3}\\.[0-9]{1,3})?\\b");
  /** Which setting to look at, as we put it behind what was answered. */
  private static final Pattern HINT = Pattern.compile(" \\(check leadloop\\.[a-z .-]{1,80}\\)$");
  /** How the result begins of a mail that may go later. */
  public static final String HELD_UNTIL = "held until ";

  /** How the result begins of a notice that nobody needs any more. */
  public static final String NOT_TOLD = "not told: ";

  /** How the reason begins of a mail to an address that gets none; why it gets none stands behind it. */
  public static final String SUPPRESSED = MailHold.SUPPRESSED;

  /** How the reason begins of a mail of a topic that its reader left; the topic's id stands behind it. */
  public static final String TOPIC_LEFT = MailHold.TOPIC_LEFT;

  private static final String HELD = "held: ";

  /** Beginnings of what we say to the end ourselves, in the policy's and the desk's words. */
  private static final List<String> WHOLE = List.of(HELD_UNTIL, HELD + TOPIC_LEFT, NOT_TOLD);

  private static final String HELD_SUPPRESSED = HELD + SUPPRESSED;

  private Outward() {}

  /**
   * The verdicts that somebody in Temporal waits for or should see: those on answers and on what came by Temporal itself,
   * and every refusal, of which only what was refused and why is told.
   *
   * @param events what the verdicts are on
   */
  static List<Verdict> verdicts(List<Verdict> verdicts, Collection<LeadEvent> events) {
    Set<String> byTemporal =
        events.stream()
            .filter(event -> event.by().kind() == Principal.Kind.TEMPORAL)
            .map(LeadEvent::eventId)
            .collect(Collectors.toSet());
    return verdicts.stream()
        .filter(verdict -> !verdict.applied() || may(verdict, byTemporal))
        .map(verdict -> may(verdict, byTemporal) ? verdict : new Verdict("", false, verdict.code(), verdict.message()))
        .toList();
  }

  private static boolean may(Verdict verdict, Set<String> byTemporal) {
    return OURS.matcher(verdict.eventId()).matches() || byTemporal.contains(verdict.eventId());
  }

  /** What became of an effect: what we say ourselves, and of what a mail server said its code. */
  public static String result(String result) {
    Matcher code = REPLY_CODE.matcher(result);
    if (code.matches()) {
      return "rejected: " + code.group(1);
    }
    if (result.startsWith(HELD_SUPPRESSED)) {
      return HELD_SUPPRESSED + SuppressionName.said(result.substring(HELD_SUPPRESSED.length()));
    }
    return WHOLE.stream().anyMatch(result::startsWith) ? result : beginning(result);
  }

  /** Why nothing could be sent yet: what we say ourselves, without what others answered. */
  static String reason(String reason) {
    Matcher code = SERVER_SAYS.matcher(reason);
    if (code.find()) {
      return "the mail server answered " + code.group();
    }
    Matcher hint = HINT.matcher(reason);
    return beginning(reason) + (hint.find() ? hint.group() : "");
  }

  /** Our own first words: what stands behind the next colon others may have written. */
  private static String beginning(String text) {
    int from = text.startsWith(HELD) ? HELD.length() : 0;
    int colon = text.indexOf(": ", from);
    return colon < 0 ? text : text.substring(0, colon);
  }
}
