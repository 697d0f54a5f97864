package dev.leadloop.email.transport;

import dev.leadloop.email.transport.EmailSettings.SendGrid;
import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import java.net.URI;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the transport the settings name. */
public final class EmailTransports {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "::1", "[::1]");
  private static final String OR_OUTBOX =
      ", or use leadloop.email.transport=outbox to write mails to files.";

  private EmailTransports() {}

  /**
   * The transport; what mail servers return goes to an address that says which mail it was, where there is a mailbox for it.
   *
   * @throws EmailSettingsException when a setting the transport needs is missing or unsafe
   */
  public static EmailTransport create(EmailSettings settings, InstantSource clock, ReplyAddresses addresses) {
    return switch (settings.transport()) {
      case "outbox" -> new OutboxEmailTransport(settings.outboxFolder(), clock);
      case "smtp" -> smtp(settings, clock, addresses);
      case "sendgrid" -> sendGrid(settings, clock);
      case String other ->
          throw new EmailSettingsException(
              "leadloop.email.transport is '" + other + "'. It must be outbox, smtp or sendgrid.");
    };
  }

  /** Whether mail leaves this machine. */
  public static boolean reachesPeople(EmailSettings settings) {
    return switch (settings.transport()) {
      case "smtp" -> !THIS_MACHINE.contains(String.valueOf(settings.smtp().host()));
      case "sendgrid" ->
          !THIS_MACHINE.contains(String.valueOf(settings.sendGrid().baseUrl().getHost()));
      case String files -> false;
    };
  }

  private static EmailTransport smtp(EmailSettings settings, InstantSource clock, ReplyAddresses addresses) {
    Smtp server = settings.smtp();
    String host = given(server.host(), "leadloop.smtp.host", "the name of your mail server");
    if (reachesPeople(settings)) {
      requireReadyForPeople(settings);
      if (server.username() != null && server.security() == SmtpSecurity.NONE) {
        throw new EmailSettingsException(
            "leadloop.smtp.security is none, so the password would travel in the clear. Set it to"
                + " starttls or tls.");
      }
    }
    return new SmtpEmailTransport(server, host, clock, addresses);
  }

  private static EmailTransport sendGrid(EmailSettings settings, InstantSource clock) {
    SendGrid account = settings.sendGrid();
    String apiKey =
        given(
            account.apiKey(),
            "leadloop.sendgrid.api-key",
            "an API key with the Mail Send permission");
    URI baseUrl = account.baseUrl();
    if (baseUrl.getHost() == null) {
      throw new EmailSettingsException(
          "leadloop.sendgrid.base-url is not a web address. Leave it out to use SendGrid's.");
    }
    if (reachesPeople(settings)) {
      requireReadyForPeople(settings);
      if (!"https".equals(baseUrl.getScheme())) {
        throw new EmailSettingsException("leadloop.sendgrid.base-url must begin with https.");
      }
    }
    return new SendGridEmailTransport(apiKey, baseUrl, clock);
  }

  private static String given(@Nullable String value, String setting, String what) {
    if (value == null || value.isBlank()) {
      throw new EmailSettingsException(setting + " is not set. Set it to " + what + OR_OUTBOX);
    }
    return value;
  }

  private static void requireReadyForPeople(EmailSettings settings) {
    if (!"https".equals(settings.publicUrl().getScheme())) {
      throw new EmailSettingsException(
          "leadloop.public-url is "
              + settings.publicUrl()
              + ". Mail that leaves this machine needs an https address there: readers unsubscribe"
              + " by it"
              + OR_OUTBOX);
    }
    if (settings.postalAddress().isBlank()) {
      throw new EmailSettingsException(
          "leadloop.email.postal-address is not set. Every nurture mail must show it; give it as"
              + " one line"
              + OR_OUTBOX);
    }
    String domain = settings.from().domain();
    if (domain.equals("example.com") || domain.endsWith(".example")) {
      throw new EmailSettingsException(
          "leadloop.email.from-address is still an example. Set it to an address of your own domain"
              + OR_OUTBOX);
    }
  }
}
