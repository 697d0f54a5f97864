package dev.leadloop.email.transport;

import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Properties;
import java.util.Set;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * Hands each message to an SMTP server over a connection of its own. The Message-ID carries the
 * send id.
 */
final class SmtpEmailTransport implements EmailTransport {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);

  /**
   * Codes by which a server asks for a (better) sign-in: our settings are at fault, not the
   * message.
   */
  private static final Set<Integer> SIGN_IN_CODES = Set.of(530, 534, 535, 538);

  private final Smtp server;
  private final String host;
  private final Session session;
  private final InstantSource clock;
  private final ReplyAddresses addresses;

  SmtpEmailTransport(Smtp server, String host, InstantSource clock, ReplyAddresses addresses) {
    this(server, host, clock, addresses, CONNECT_TIMEOUT, READ_TIMEOUT);
  }

  SmtpEmailTransport(
      Smtp server,
      String host,
      InstantSource clock,
      ReplyAddresses addresses,
      Duration connectTimeout,
      Duration readTimeout) {
    this.server = server;
    this.host = host;
    this.clock = clock;
    this.addresses = addresses;
    this.session = Session.getInstance(properties(server, connectTimeout, readTimeout));
  }

  private static Properties properties(Smtp server, Duration connectTimeout, Duration readTimeout) {
    String prefix = "mail." + protocol(server) + ".";
    Properties properties = new Properties();
    properties.setProperty(prefix + "connectiontimeout", String.valueOf(connectTimeout.toMillis()));
    properties.setProperty(prefix + "timeout", String.valueOf(readTimeout.toMillis()));
    properties.setProperty(prefix + "writetimeout", String.valueOf(readTimeout.toMillis()));
    properties.setProperty(prefix + "auth", String.valueOf(server.username() != null));
    properties.setProperty(prefix + "ssl.checkserveridentity", "true");
    properties.setProperty(prefix + "quitwait", "false");
    if (server.security() == SmtpSecurity.STARTTLS) {
      properties.setProperty(prefix + "starttls.enable", "true");
      properties.setProperty(prefix + "starttls.required", "true");
    }
    return properties;
  }

  private static String protocol(Smtp server) {
    return server.security() == SmtpSecurity.TLS ? "smtps" : "smtp";
  }

  @Override
  public TransportResult send(OutgoingEmail email) {
    Transport transport;
    SMTPMessage message;
    try {
      message = MimeMessages.of(session, email, clock.instant());
      if (email.unsubscribe() != null) {
        addresses.bounceTo(email.sendId()).ifPresent(message::setEnvelopeFrom);
      }
      transport = session.getTransport(protocol(server));
      transport.connect(host, server.port(), server.username(), server.password());
    } catch (AuthenticationFailedException refused) {
      return new TransportResult.NotSent(
          EmailRules.reason("The mail server refused leadloop.smtp.username and password: " + refused.getMessage(), email),
          null, true);
    } catch (MessagingException failed) {
      return notSent(
          "No session with the mail server " + host + ":" + server.port(), failed, email);
    }
    try {
      transport.sendMessage(message, message.getAllRecipients());
      return new TransportResult.Accepted(MimeMessages.messageId(email));
    } catch (MessagingException failed) {
      return failure(failed, email);
    } finally {
      closeQuietly(transport);
    }
  }

  private static TransportResult failure(MessagingException failed, OutgoingEmail email) {
    for (Exception cause = failed; cause != null; cause = next(cause)) {
      int code = replyCode(cause);
      if (code >= 400) {
        String reason = EmailRules.reason(cause.getMessage(), email);
        boolean permanent = code >= 500 && !SIGN_IN_CODES.contains(code);
        return permanent
            ? new TransportResult.Rejected(code, reason)
            : new TransportResult.NotSent(reason, null, SIGN_IN_CODES.contains(code));
      }
    }
    return new TransportResult.Unknown(
        EmailRules.reason("The SMTP session broke: " + failed.getMessage(), email));
  }

  private static int replyCode(Exception cause) {
    return switch (cause) {
      case SMTPAddressFailedException recipient -> recipient.getReturnCode();
      case SMTPSenderFailedException sender -> sender.getReturnCode();
      case SMTPSendFailedException send -> send.getReturnCode();
      case Exception other -> -1;
    };
  }

  private static @Nullable Exception next(Exception cause) {
    return cause instanceof MessagingException messaging ? messaging.getNextException() : null;
  }

  private static TransportResult notSent(
      String what, MessagingException cause, OutgoingEmail email) {
    return new TransportResult.NotSent(
        EmailRules.reason(what + ": " + cause.getMessage(), email), null);
  }

  private static void closeQuietly(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException saidGoodbye) {
      // The verdict on the message is already known.
    }
  }
}
