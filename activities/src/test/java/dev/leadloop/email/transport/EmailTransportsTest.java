package dev.leadloop.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.Emails;
import dev.leadloop.email.transport.EmailSettings.SendGrid;
import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EmailTransportsTest {

  private static EmailSettings with(
      String transport, String publicUrl, String postal, Smtp smtp, SendGrid sendGrid) {
    EmailSettings base = Emails.settings(transport);
    return new EmailSettings(
        transport,
        base.from(),
        null,
        URI.create(publicUrl),
        base.senderCompany(),
        postal,
        null,
        base.outboxFolder(),
        smtp,
        sendGrid);
  }

  private static EmailSettings smtp(
      String publicUrl, String postal, @Nullable String host, SmtpSecurity security) {
    return with(
        "smtp",
        publicUrl,
        postal,
        new Smtp(host, 587, "user", "secret-word", security),
        Emails.NO_SENDGRID);
  }

  private static void refused(EmailSettings settings, String sentence) {
    assertThatThrownBy(() -> EmailTransports.create(settings, Emails.CLOCK, Emails.noReplies()))
        .isInstanceOf(EmailSettingsException.class)
        .hasMessageContaining(sentence);
  }

  @Test
  void eachNameGivesItsTransport() {
    assertThat(EmailTransports.create(Emails.settings("outbox"), Emails.CLOCK, Emails.noReplies()))
        .isInstanceOf(OutboxEmailTransport.class);
    assertThat(
            EmailTransports.create(
                smtp("https://a.test", "Street", "mail.test", SmtpSecurity.TLS), Emails.CLOCK, Emails.noReplies()))
        .isInstanceOf(SmtpEmailTransport.class);
    SendGrid account = new SendGrid("key", SendGrid.GLOBAL);
    assertThat(
            EmailTransports.create(
                with("sendgrid", "https://a.test", "Street", Emails.NO_SMTP, account), Emails.CLOCK, Emails.noReplies()))
        .isInstanceOf(SendGridEmailTransport.class);
  }

  @Test
  void whatIsMissingIsNamedWithWhatToDo() {
    refused(
        Emails.settings("pigeon"),
        "leadloop.email.transport is 'pigeon'. It must be outbox, smtp or sendgrid.");
    refused(
        Emails.settings("smtp"),
        "leadloop.smtp.host is not set. Set it to the name of your mail server, or use");
    refused(Emails.settings("sendgrid"), "leadloop.sendgrid.api-key is not set.");
  }

  @Test
  void mailThatReachesPeopleNeedsASafeWayOutAndAPostalAddress() {
    refused(
        smtp("http://a.test", "Street", "mail.test", SmtpSecurity.TLS),
        "leadloop.public-url is http://a.test");
    refused(
        smtp("https://a.test", " ", "mail.test", SmtpSecurity.TLS),
        "leadloop.email.postal-address is not set");
    refused(
        smtp("https://a.test", "Street", "mail.test", SmtpSecurity.NONE),
        "the password would travel in the clear");
    SendGrid plain = new SendGrid("key", URI.create("http://api.test"));
    refused(
        with("sendgrid", "https://a.test", "Street", Emails.NO_SMTP, plain), "must begin with https");
  }

  @Test
  void aSenderThatIsStillTheExampleIsRefused() {
    EmailSettings example =
        Emails.outbox(Emails.settings("smtp").outboxFolder(), URI.create("https://a.test"));
    EmailSettings settings =
        new EmailSettings(
            "smtp",
            example.from(),
            null,
            example.publicUrl(),
            "Company",
            "Street",
            null,
            example.outboxFolder(),
            new Smtp("mail.test", 587, null, null, SmtpSecurity.TLS),
            Emails.NO_SENDGRID);
    refused(settings, "leadloop.email.from-address is still an example");
  }

  @Test
  void aServerOnThisMachineMayBePlain() {
    EmailSettings local = smtp("http://localhost:8080", "Street", "localhost", SmtpSecurity.NONE);
    assertThat(EmailTransports.create(local, Emails.CLOCK, Emails.noReplies())).isInstanceOf(SmtpEmailTransport.class);
  }

  @Test
  void secretsAreNotPrinted() {
    EmailSettings settings = smtp("https://a.test", "Street", "mail.test", SmtpSecurity.TLS);
    assertThat(settings.toString()).doesNotContain("secret-word");
    assertThat(new SendGrid("secret-word", SendGrid.GLOBAL).toString())
        .doesNotContain("secret-word");
  }
}
