package dev.leadloop.worker;

import dev.leadloop.email.transport.EmailSettings;
import dev.leadloop.email.transport.EmailSettings.SendGrid;
import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import dev.leadloop.email.transport.Mailbox;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mail leaves and what it says of its sender.
 *
 * @param home the data folder, where the outbox lies
 * @param publicUrl address under which readers and reps reach this product
 */
@ConfigurationProperties("leadloop")
public record EmailProperties(
    @DefaultValue(".leadloop") Path home,
    @DefaultValue("http://localhost:8080") URI publicUrl,
    @DefaultValue Mail email,
    @DefaultValue SmtpServer smtp,
    @DefaultValue SendGridAccount sendgrid) {

  /**
   * Sender and transport.
   *
   * @param templates folder with a company's own texts, read over the starter ones; null for the starter ones alone
   * @param perSecond most nurture mails a second over all workers
   * @param ownLinks whether clicks and opens are counted by links of our own, where no provider counts them
   * @param unsubscribeAddress a mailbox that takes unsubscribe requests, where there is one
   */
  public record Mail(
      @DefaultValue("outbox") String transport,
      @DefaultValue("hello@example.com") String fromAddress,
      @DefaultValue("Example Company") String fromName,
      @Nullable String replyTo,
      @DefaultValue("Example Company") String company,
      @DefaultValue("Example Company, 1 Example Street, Example City") String postalAddress,
      @Nullable String unsubscribeAddress,
      @Nullable Path templates,
      @DefaultValue("50") double perSecond,
      @DefaultValue("true") boolean ownLinks) {}

  /** An SMTP server. */
  public record SmtpServer(
      @Nullable String host,
      @DefaultValue("587") int port,
      @Nullable String username,
      @Nullable String password,
      @DefaultValue("starttls") SmtpSecurity security) {
    /** Never prints the password. */
    @Override
    public String toString() {
      return "SmtpServer[" + host + ":" + port + "]";
    }
  }

  /** A SendGrid account. */
  public record SendGridAccount(
      @Nullable String apiKey, @DefaultValue("https://api.sendgrid.com") URI baseUrl) {
    /** Never prints the key. */
    @Override
    public String toString() {
      return "SendGridAccount[" + baseUrl + "]";
    }
  }

  EmailSettings settings() {
    return new EmailSettings(
        email.transport(),
        new Mailbox(email.fromAddress(), email.fromName()),
        mailbox(email.replyTo()),
        publicUrl,
        email.company(),
        email.postalAddress(),
        mailbox(email.unsubscribeAddress()),
        home.resolve("outbox"),
        new Smtp(smtp.host(), smtp.port(), smtp.username(), smtp.password(), smtp.security()),
        new SendGrid(sendgrid.apiKey(), sendgrid.baseUrl()));
  }

  private static @Nullable Mailbox mailbox(@Nullable String address) {
    return address == null || address.isBlank() ? null : new Mailbox(address, null);
  }
}
