package dev.leadloop.email;

import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailSettings.SendGrid;
import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import dev.leadloop.email.transport.Mailbox;
import dev.leadloop.email.transport.OutgoingEmail;
import dev.leadloop.email.transport.ReplyAddresses;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Messages and settings for the tests of this package. */
public final class Emails {

  public static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  public static final InstantSource CLOCK = InstantSource.fixed(NOW);
  public static final Mailbox READER = new Mailbox("Ada.Reader@Customer.Example", "Ada Reader, Ops");
  public static final EmailTemplates TEMPLATES = EmailTemplates.starter();

  public static final Smtp NO_SMTP = new Smtp(null, 587, null, null, SmtpSecurity.STARTTLS);
  public static final SendGrid NO_SENDGRID = new SendGrid(null, SendGrid.GLOBAL);

  private Emails() {}

  public static EmailSettings settings(String transport) {
    return new EmailSettings(
        transport,
        new Mailbox("hello@sender.test", "Sender Ltd"),
        Mailbox.of("replies@sender.test"),
        URI.create("https://leads.sender.test"),
        "Sender Ltd",
        "Sender Ltd, 1 Test Street, Testville",
        Mailbox.of("unsubscribe@sender.test"),
        Path.of("target", "outbox"),
        NO_SMTP,
        NO_SENDGRID);
  }

  /** Settings of a product that only writes files, with a sender that is plainly an example. */
  public static EmailSettings outbox(Path folder, URI publicUrl) {
    return new EmailSettings(
        "outbox",
        new Mailbox("hello@example.com", "Example Company"),
        null,
        publicUrl,
        "Example Company",
        "Example Company, 1 Example Street, Example City",
        null,
        folder,
        NO_SMTP,
        NO_SENDGRID);
  }

  /** No addresses of our own; none is recognised either. */
  public static ReplyAddresses noReplies() {
    return new ReplyAddresses(null, null, new byte[32]);
  }

  /** A composer that writes to the outbox. */
  public static EmailComposer composer() {
    byte[] key = "a key for tests, thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    return new EmailComposer(
        settings("outbox"), TEMPLATES, new UnsubscribeTokens(new SignedTokens(key, CLOCK)), noReplies(), false);
  }

  public static OutgoingEmail nurture() {
    return nurture(UUID.randomUUID());
  }

  public static OutgoingEmail nurture(UUID sendId) {
    return composer()
        .nurture(
            sendId,
            "0192-lead",
            READER,
            "nurture/1-guide",
            Map.of("firstName", "Zoë"),
            List.of("nurture", "1-guide"));
  }

  public static OutgoingEmail notice() {
    Map<String, String> values =
        Map.of(
            "leadUrl",
            "https://leads.sender.test/leads/1",
            "answerUrl",
            "https://leads.sender.test/h/token");
    return composer()
        .notice(UUID.randomUUID(), READER, new NoticeContent(Notice.HANDOFF, values, Map.of()));
  }
}
