package dev.leadloop.bounce;

import dev.leadloop.bounce.Report.Action;
import dev.leadloop.bounce.Report.Recipient;
import dev.leadloop.mime.AddressHeader;
import dev.leadloop.mime.MailText;
import dev.leadloop.mime.MailText.Line;
import dev.leadloop.mime.MailText.Mark;
import dev.leadloop.mime.MimeMail;
import dev.leadloop.mime.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what mail servers write in words alone, such as qmail (QSBMF), Exim, Notes and many a gateway: resource
 * {@code bounce-notices.txt} knows how they begin and where the returned mail does. In a language it does not know, a mail
 * server's sender that names an address and, in the same paragraph, the code it was refused with says enough.
 */
final class WordNotice {
  private static final Set<String> SYSTEM_NAMES = Set.of(
      "mailer-daemon", "mailerdaemon", "mailer_daemon", "mail-daemon", "maildaemon", "postmaster", "mdaemon", "mail-system",
      "delivery-status", "double-bounce", "mail-delivery-system", "mta", "system-administrator", "systemadministrator");

  private static final List<Wording> WORDINGS =
      Rows.of("/mail/bounce-notices.txt", 3).stream()
          .map(row -> new Wording(Sort.valueOf(row.get(0).toUpperCase(Locale.ROOT)), ReplyWords.plain(row.get(1))))
          .toList();

  /** Lines a server writes before it quotes; a person who writes about a notice does not begin with one. */
  private static final int BEGINNING = 40;

  private static final int MOST_PARAGRAPHS = 50;
  private static final int LONGEST = 8_000;

  private WordNotice() {}

  private enum Sort {
    /** No one but a mail server's program writes so. */
    PROGRAM,
    /** Servers write so, and people may. */
    FAILED,
    /** The same of a mail that is tried again. */
    DELAYED,
    /** Below it stands the mail that is returned. */
    RETURNED
  }

  private record Wording(Sort sort, String words) {}

  /** What a mail says in words of a mail of ours; empty where it is no notice of a server. */
  static Optional<List<Recipient>> read(MimeMail mail, String subject, MailText text) {
    List<String> said = said(text);
    String all = cut(String.join(" ", said));
    String beginning = ReplyWords.plain(subject + " " + cut(String.join(" ", said.subList(0, Math.min(said.size(), BEGINNING)))));
    boolean system = isOfASystem(mail);
    boolean program = has(Sort.PROGRAM, beginning) && !mail.headers().containsKey("in-reply-to");
    boolean delayed = has(Sort.DELAYED, beginning);
    if (!program && !(system && (delayed || has(Sort.FAILED, beginning)))) {
      return Optional.of(system ? withCodes(said) : List.<Recipient>of()).filter(coded -> !coded.isEmpty());
    }
    Action action = delayed ? Action.DELAYED : Action.FAILED;
    List<Recipient> each = each(said, action);
    if (each.isEmpty()) {
      return Optional.of(List.of(new Recipient(AddressHeader.addresses(mail.header("x-failed-recipients")), action, "", all)));
    }
    return Optional.of(each);
  }

  private static boolean isOfASystem(MimeMail mail) {
    String from = AddressHeader.addresses(mail.header("from")).stream().findFirst().orElse(mail.header("from"));
    String local = from.substring(0, Math.max(0, from.indexOf('@') < 0 ? from.length() : from.indexOf('@')));
    return SYSTEM_NAMES.contains(local.strip().toLowerCase(Locale.ROOT))
        || mail.headers().containsKey("x-failed-recipients")
        || mail.header("content-class").contains("dsn");
  }

  /** Up to where the returned mail begins, and nothing of what is quoted: a person may quote a notice. */
  private static List<String> said(MailText text) {
    List<String> lines = new ArrayList<>();
    for (Line line : text.lines()) {
      if (!lines.isEmpty() && begins(line.text())) {
        break;
      }
      if (line.mark() != Mark.QUOTED) {
        lines.add(line.text());
      }
    }
    return lines;
  }

  private static boolean begins(String line) {
    return line.regionMatches(true, 0, "Received:", 0, 9)
        || line.regionMatches(true, 0, "Return-Path:", 0, 12)
        || has(Sort.RETURNED, ReplyWords.plain(cut(line)));
  }

  private static String cut(String words) {
    return words.substring(0, Math.min(words.length(), LONGEST));
  }

  private static boolean has(Sort sort, String words) {
    return WORDINGS.stream().anyMatch(row -> row.sort == sort && words.contains(row.words));
  }

  /** A paragraph that names an address says of it what it and, where it says nothing, the next one say. */
  private static List<Recipient> each(List<String> said, Action action) {
    List<String> paragraphs = paragraphs(said);
    List<Recipient> found = new ArrayList<>();
    for (int i = 0; i < paragraphs.size(); i++) {
      String one = paragraphs.get(i);
      List<String> addresses = addresses(one);
      if (addresses.isEmpty()) {
        continue;
      }
      boolean alone = BounceRules.judge("", one).isEmpty() && i + 1 < paragraphs.size();
      String reason = alone ? one + " " + paragraphs.get(i + 1) : one;
      if (BounceRules.judge("", reason).isPresent()) {
        found.add(new Recipient(addresses, action, "", reason));
      }
    }
    return found;
  }

  /** What is said of addresses by code, in whatever language. */
  private static List<Recipient> withCodes(List<String> said) {
    return each(said, Action.FAILED).stream().filter(one -> !BounceRules.code("", one.reason()).isEmpty()).toList();
  }

  private static List<String> paragraphs(List<String> lines) {
    List<String> found = new ArrayList<>();
    StringBuilder open = new StringBuilder();
    for (String line : lines) {
      if (!line.isEmpty()) {
        open.append(open.isEmpty() ? "" : " ").append(line);
      } else if (!open.isEmpty() && found.size() < MOST_PARAGRAPHS) {
        found.add(open.toString());
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      found.add(open.toString());
    }
    return found;
  }

  private static List<String> addresses(String paragraph) {
    List<String> found = new ArrayList<>();
    for (String word : paragraph.split(" ", MOST_PARAGRAPHS)) {
      if (word.indexOf('@') > 0) {
        found.addAll(AddressHeader.addresses(word.replace(':', ' ')));
      }
    }
    return found;
  }
}
