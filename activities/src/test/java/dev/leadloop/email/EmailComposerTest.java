package dev.leadloop.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.token.SignedTokens;
import dev.leadloop.email.token.UnsubscribeTokens;
import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import dev.leadloop.email.transport.OutgoingEmail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EmailComposerTest {

  private final UnsubscribeTokens tokens =
      new UnsubscribeTokens(
          new SignedTokens("x".repeat(32).getBytes(StandardCharsets.UTF_8), Emails.CLOCK));

  @Test
  void theUnsubscribeLinkNamesTheLeadAndNotTheAddress() {
    OutgoingEmail email =
        new EmailComposer(Emails.settings("outbox"), Emails.TEMPLATES, tokens, Emails.noReplies(), false)
            .nurture(
                UUID.randomUUID(),
                "0192-lead",
                Emails.READER,
                "nurture/1-guide",
                Map.of(),
                List.of());
    String url = String.valueOf(email.unsubscribe() == null ? null : email.unsubscribe().url());
    assertThat(url).startsWith("https://leads.sender.test/u/");
    assertThat(tokens.verify(url.substring(url.lastIndexOf('/') + 1))).contains("0192-lead");
    assertThat(email.content().text()).doesNotContain("ada.reader@");
    assertThat(email.content().text()).contains("Sender Ltd");
  }

  @Test
  void anExamplePageNeverReachesAPerson() {
    EmailSettings base = Emails.settings("smtp");
    EmailSettings real =
        new EmailSettings(
            "smtp",
            base.from(),
            null,
            base.publicUrl(),
            "Sender Ltd",
            "Street",
            null,
            base.outboxFolder(),
            new Smtp("mail.sender.test", 587, null, null, SmtpSecurity.STARTTLS),
            base.sendGrid());
    EmailComposer composer = new EmailComposer(real, Emails.TEMPLATES, tokens, Emails.noReplies(), false);
    assertThatThrownBy(
            () ->
                composer.nurture(
                    UUID.randomUUID(), "l", Emails.READER, "nurture/1-guide", Map.of(), List.of()))
        .hasMessage(
            "The mail nurture/1-guide still offers an example page. Name your own in"
                + " content.properties.");
    Map<String, String> own =
        Map.of("contentTitle", "Own", "contentUrl", "https://sender.test/guide");
    assertThat(
            composer
                .nurture(UUID.randomUUID(), "l", Emails.READER, "nurture/1-guide", own, List.of())
                .content()
                .text())
        .contains("https://sender.test/guide");
  }

  @Test
  void aNoticeHasNoUnsubscribeLink() {
    OutgoingEmail notice = Emails.notice();
    assertThat(notice.unsubscribe()).isNull();
    assertThat(notice.categories()).containsExactly("notice-handoff");
    assertThat(notice.content().text()).contains("https://leads.sender.test/h/token");
  }
}
