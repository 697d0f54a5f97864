package dev.leadloop.email;

import dev.leadloop.email.template.EmailTemplates;
import dev.leadloop.email.template.NoticeContent;
import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailSettings.SendGrid;
import dev.leadloop.email.transport.EmailSettings.Smtp;
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
        Smtp.none(),
        SendGrid.none());
  }

  /** A composer that writes to the outbox. */
  public static EmailComposer composer() {
    byte[] key = "a key for tests, thirty-two bytes".getBytes(StandardCharsets.UTF_8);
    return new EmailComposer(
        settings("outbox"), TEMPLATES, new UnsubscribeTokens(new SignedTokens(key, CLOCK)), ReplyAddresses.none(), false);
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
