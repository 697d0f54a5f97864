package dev.leadloop.console.campaigns;

import dev.leadloop.console.PageTimes;
import dev.leadloop.email.saved.MailTexts.InForce;
import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.RenderedEmail;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.nurturing.TestSends;
import dev.leadloop.problem.FieldError;
import dev.leadloop.problem.ProblemException;
import dev.leadloop.security.Caller;
import dev.leadloop.texts.TextDesk;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/** The one mail of a campaign: which texts there are, how it looks to a lead, and a test of it. */
@Component
class MailPages {
  /** Links of the frame lead nowhere. */
  private static final String NOWHERE = "<base target=\"_blank\">";
  private static final String SUBJECT = "subject:";

  private final TextDesk desk;
  private final Measuring measuring;

  MailPages(TextDesk desk, Measuring measuring) {
    this.desk = desk;
    this.measuring = measuring;
  }

  /** A text that may be mailed, and its subject as it is written. */
  record MailChoice(String id, String subject) {}

  /** Every text that may be mailed to leads. */
  List<MailChoice> all() {
    return desk.all().stream().filter(text -> EmailTemplates.isForLeads(text.template())).map(MailPages::choice).toList();
  }

  private static MailChoice choice(InForce text) {
    String subject = text.source().lines().filter(line -> line.startsWith(SUBJECT)).findFirst().orElse(SUBJECT);
    return new MailChoice(text.template(), subject.substring(SUBJECT.length()).strip());
  }

  /** The mail as that lead would get it, for a frame; words where it cannot be shown. */
  String shown(String mail, String lead) {
    try {
      RenderedEmail shown = desk.preview(mail, desk.find(mail).source(), lead).mail();
      return shown == null ? "<p>This text holds a mistake. Its page says which.</p>"
          : NOWHERE + "<p><b>" + HtmlUtils.htmlEscape(shown.subject()) + "</b></p>" + shown.html();
    } catch (ProblemException cannot) {
      return "<p>" + HtmlUtils.htmlEscape("It cannot be shown: " + cannot.document().getDetail()) + "</p>";
    }
  }

  /** Sends the text to one of our own people, filled with that lead; ends the call where it cannot. */
  String test(String mail, String lead, String to, Caller caller) {
    TestSends.Sent sent = desk.test(mail, desk.find(mail).source(), lead, to, caller);
    return "The test mail to " + sent.to() + ": " + sent.result() + (sent.reason() == null ? "" : ", " + sent.reason()) + ".";
  }

  /** The address of whoever asks; empty where that is not known. */
  String own(Caller caller) {
    return Objects.requireNonNullElse(desk.own(caller), "");
  }

  /** The instant that a field for date and time has, on the clock of whoever reads the page; null where it is empty. */
  @Nullable Instant time(String field) {
    if (field.isEmpty()) {
      return null;
    }
    try {
      return LocalDateTime.parse(field).atZone(PageTimes.zoneOfReader(measuring.zone())).toInstant();
    } catch (DateTimeException unreadable) {
      throw FieldError.in("from", "is not a date and a time, such as 2026-03-01T09:00");
    }
  }
}
