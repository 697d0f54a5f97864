package dev.leadloop.console.lead;

import dev.leadloop.console.PageTimes;
import dev.leadloop.console.PageTimes.When;
import dev.leadloop.view.MailReadStore.MailRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a lead was mailed, the latest first.
 *
 * @param more whether there are mails before these
 */
record SentMails(List<SentMail> mails, boolean more) {
  /** Mails that are shown on the page of a lead. */
  static final int SHOWN = 8;

  /**
   * One mail.
   *
   * @param id null where what was written in it was not kept
   * @param state such as "Delivered"
   * @param tone good, bad or warn, or empty
   * @param why it is held or was not taken; empty where there is nothing to say
   * @param opened when a person first opened it; null where nobody did, as far as we know
   * @param clicked when a person first followed a link of it
   * @param answered when somebody first wrote back
   * @param answer what was written then; empty where that is not known
   */
  record SentMail(
      @Nullable String id,
      String title,
      String of,
      String state,
      String tone,
      String why,
      When when,
      @Nullable When opened,
      @Nullable When clicked,
      @Nullable When answered,
      String answer) {}

  static SentMails of(List<MailRow> rows, PageTimes times) {
    return new SentMails(
        rows.stream().limit(SHOWN).map(row -> mail(row, times)).toList(), rows.size() > SHOWN);
  }

  /** One mail in words. */
  static SentMail mail(MailRow row, PageTimes times) {
    String subject = row.subject();
    String answer = row.answer();
    return new SentMail(
        subject == null ? null : row.sendId().toString(),
        subject == null ? words(row.step()) : subject,
        words(row.step()) + " of " + row.sequence(),
        state(row),
        tone(row),
        why(row, times),
        times.at(row.at()),
        times.atOrNull(row.opened()),
        times.atOrNull(row.clicked()),
        times.atOrNull(row.answered()),
        answer == null ? "" : answer);
  }

  private static String state(MailRow row) {
    return switch (row.state()) {
      case "RESERVED" -> "about to go";
      case "SENDING" -> "on its way";
      case "ACCEPTED" -> row.failed() != null ? "came back" : row.came() != null ? "delivered" : "sent";
      case "REJECTED" -> "turned away";
      case "HELD" -> row.heldUntil() == null ? "not sent" : "held";
      default -> "may not have gone out";
    };
  }

  private static String tone(MailRow row) {
    return switch (row.state()) {
      case "ACCEPTED" -> row.failed() != null ? "bad" : row.came() != null ? "good" : "";
      case "RESERVED", "SENDING" -> "";
      case "HELD" -> "warn";
      default -> "bad";
    };
  }

  private static String why(MailRow row, PageTimes times) {
    String reason = row.reason() == null ? "" : words(row.reason());
    Instant until = row.heldUntil();
    return until == null ? reason : (reason.isEmpty() ? "" : reason + ", ") + "tried again " + times.at(until).full();
  }

  private static String words(String code) {
    return code.replace('_', ' ').replace('-', ' ');
  }
}
