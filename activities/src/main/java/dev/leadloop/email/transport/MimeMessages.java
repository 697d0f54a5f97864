package dev.leadloop.email.transport;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.StreamProvider;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.util.MailStreamProvider;

/**
 * Writes a message in its MIME form: plain text before HTML, so that a reader shows the last part
 * it understands.
 */
final class MimeMessages {

  static {
    // Jakarta Mail looks for its one provider through the whole class path, several times a message, unless it is named.
    String key = StreamProvider.class.getName();
    System.setProperty(key, System.getProperty(key, MailStreamProvider.class.getName()));
  }

  private MimeMessages() {}

  static SMTPMessage of(Session session, OutgoingEmail email, Instant date)
      throws MessagingException {
    SMTPMessage message = new WithOwnMessageId(session, messageId(email));
    message.setFrom(address(email.from()));
    message.setRecipient(Message.RecipientType.TO, address(email.to()));
    if (email.replyTo() != null) {
      message.setReplyTo(new InternetAddress[] {address(email.replyTo())});
    }
    message.setSubject(email.content().subject(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(date));
    for (var header : EmailHeaders.of(email).entrySet()) {
      message.setHeader(header.getKey(), header.getValue());
    }
    message.setContent(
        new MimeMultipart(
            "alternative",
            part(email.content().text(), "plain"),
            part(email.content().html(), "html")));
    message.saveChanges();
    return message;
  }

  static String messageId(OutgoingEmail email) {
    return "<" + email.sendId() + "@" + email.from().domain() + ">";
  }

  private static MimeBodyPart part(String content, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(content, StandardCharsets.UTF_8.name(), subtype);
    part.setHeader("Content-Transfer-Encoding", "quoted-printable");
    return part;
  }

  private static InternetAddress address(Mailbox mailbox) throws MessagingException {
    try {
      return new InternetAddress(mailbox.address(), mailbox.name(), StandardCharsets.UTF_8.name());
    } catch (UnsupportedEncodingException impossible) {
      throw new MessagingException("UTF-8 is missing", impossible);
    }
  }

  private static final class WithOwnMessageId extends SMTPMessage {
    private final String messageId;

    WithOwnMessageId(Session session, String messageId) {
      super(session);
      this.messageId = messageId;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", messageId);
    }
  }
}
