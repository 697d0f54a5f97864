package dev.leadloop.bounce;

import dev.leadloop.bounce.Report.Complaint;
import dev.leadloop.bounce.Report.Delivery;
import dev.leadloop.bounce.Report.Receipt;
import dev.leadloop.bounce.Report.Recipient;
import dev.leadloop.mime.HeaderText;
import dev.leadloop.mime.MailText;
import dev.leadloop.mime.MailText.Line;
import dev.leadloop.mime.MailText.Mark;
import dev.leadloop.mime.MimeMail;
import dev.leadloop.mime.MimePart;
import dev.leadloop.mime.PartText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the report in a mail, wherever in it it stands. */
public final class ReportReading {
  /** A gateway wraps a report once, and another one perhaps once more. */
  private static final int DEEPEST = 2;

  private static final int MOST_WORDS = 2_000;

  private ReportReading() {}

  /** The report a mail is; empty for mail of a person. */
  public static Optional<Report> read(MimeMail mail) {
    return Optional.ofNullable(read(mail, 0));
  }

  private static @Nullable Report read(MimeMail mail, int depth) {
    List<MimePart.Leaf> parts = mail.root().leaves().toList();
    for (MimePart.Leaf part : parts) {
      switch (part.type()) {
        case "message/delivery-status", "message/global-delivery-status" -> {
          return delivery(part.words(), mail, parts);
        }
        case "message/feedback-report" -> {
          return feedback(part.words(), parts);
        }
        case "message/disposition-notification", "message/global-disposition-notification" -> {
          return new Receipt(original(parts));
        }
        default -> {}
      }
    }
    if (isReceipt(mail)) {
      return new Receipt(original(parts));
    }
    MailText text = PartText.of(mail.root());
    Report inWords = inWords(mail, text, parts);
    return inWords != null || depth == DEEPEST ? inWords : wrapped(mail, text, parts, depth);
  }

  private static Report delivery(String fields, MimeMail mail, List<MimePart.Leaf> parts) {
    List<Recipient> recipients = StatusFields.read(fields);
    Original original = original(parts);
    if (recipients.isEmpty()) {
      return new Receipt(original);
    }
    String text = PartText.of(mail.root()).toString();
    String human = text.substring(0, Math.min(text.length(), MOST_WORDS));
    return new Delivery(recipients.stream().map(one -> withWords(one, human)).toList(), original);
  }

  /** Where the fields say nothing the words for people may. */
  private static Recipient withWords(Recipient one, String human) {
    return one.action() == Report.Action.FAILED && BounceRules.judge(one.status(), one.reason()).isEmpty()
        ? new Recipient(one.addresses(), one.action(), one.status(), (one.reason() + " " + human).strip())
        : one;
  }

  private static Report feedback(String fields, List<MimePart.Leaf> parts) {
    Map<String, String> said = MimeMail.headers(fields);
    Original original = original(parts);
    return switch (said.getOrDefault("feedback-type", "abuse").strip().toLowerCase(Locale.ROOT)) {
      // Not spam after all; a signature or a policy of ours that failed. It says nothing of the reader.
      case "not-spam", "auth-failure", "dmarc", "virus", "miscategorized" -> new Receipt(original);
      case String abuseFraudOrOther -> new Complaint(original);
    };
  }

  private static boolean isReceipt(MimeMail mail) {
    return mail.header("content-class").endsWith(":mdn")
        || mail.header("content-type").toLowerCase(Locale.ROOT).contains("disposition-notification");
  }

  private static @Nullable Report inWords(MimeMail mail, MailText text, List<MimePart.Leaf> parts) {
    // Forwarded without its form, the fields stand in the text.
    String words = written(text);
    if (isOfFields(words)) {
      return new Delivery(StatusFields.read(words), original(parts));
    }
    String subject = HeaderText.words(mail.header("subject"));
    return WordNotice.read(mail, subject, text).map(recipients -> new Delivery(recipients, original(parts))).orElse(null);
  }

  private static String written(MailText text) {
    return text.lines().stream().filter(line -> line.mark() != Mark.QUOTED).map(Line::text).collect(Collectors.joining("\n"));
  }

  private static boolean isOfFields(String words) {
    boolean recipient = false;
    boolean action = false;
    for (String line : words.lines().toList()) {
      recipient |= line.regionMatches(true, 0, "Final-Recipient:", 0, 16);
      action |= line.regionMatches(true, 0, "Action:", 0, 7);
    }
    return recipient && action;
  }

  /** Only what says nothing else itself, or says it by machine: a person may send on a report that they got. */
  private static @Nullable Report wrapped(MimeMail mail, MailText text, List<MimePart.Leaf> parts, int depth) {
    boolean machine = text.isBlank() || mail.header("return-path").strip().equals("<>")
        || mail.header("auto-submitted").startsWith("auto-");
    for (MimePart.Leaf part : parts) {
      if (machine && part.type().equals("message/rfc822")) {
        Report inside = read(MimeMail.of(part.content()), depth + 1);
        if (inside != null) {
          return inside;
        }
      }
    }
    return null;
  }

  private static Original original(List<MimePart.Leaf> parts) {
    List<String> texts = new ArrayList<>();
    parts.forEach(part -> texts.add(part.words()));
    return Original.within(texts);
  }
}
