package dev.leadloop.email.transport;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.leadloop.email.Emails;
import dev.leadloop.email.ScriptedSmtpServer;
import dev.leadloop.email.transport.EmailSettings.Smtp;
import dev.leadloop.email.transport.EmailSettings.SmtpSecurity;
import dev.leadloop.email.transport.TransportResult.Accepted;
import dev.leadloop.email.transport.TransportResult.NotSent;
import dev.leadloop.email.transport.TransportResult.Rejected;
import dev.leadloop.email.transport.TransportResult.Unknown;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpEmailTransportTest {

  private static final Duration TIMEOUT = Duration.ofMillis(700);

  private static TransportResult send(int port, @Nullable String username, OutgoingEmail email) {
    Smtp server =
        new Smtp("127.0.0.1", port, username, username == null ? null : "wrong", SmtpSecurity.NONE);
    return new SmtpEmailTransport(server, "127.0.0.1", Emails.CLOCK, Emails.noReplies(), TIMEOUT, TIMEOUT).send(email);
  }

  private static TransportResult sendTo(ScriptedSmtpServer server) {
    return send(server.port(), null, Emails.nurture());
  }

  @Test
  void greenMailReceivesBothPartsAndTheUnsubscribeHeaders() throws Exception {
    GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    try {
      OutgoingEmail email = Emails.nurture();
      TransportResult result = send(mail.getSmtp().getPort(), null, email);

      String messageId = "<" + email.sendId() + "@sender.test>";
      assertThat(result).isEqualTo(new Accepted(messageId));
      assertThat(mail.getReceivedMessages()).hasSize(1);
      MimeMessage received = mail.getReceivedMessages()[0];
      assertThat(received.getMessageID()).isEqualTo(messageId);
      assertThat(received.getHeader("List-Unsubscribe-Post"))
          .containsExactly("List-Unsubscribe=One-Click");
      assertThat(received.getHeader("List-Unsubscribe"))
          .singleElement()
          .asString()
          .startsWith("<https://leads.sender.test/u/");
      assertThat(received.getReplyTo())
          .extracting(Object::toString)
          .containsExactly("replies@sender.test");
      MimeMultipart parts = (MimeMultipart) received.getContent();
      assertThat(parts.getCount()).isEqualTo(2);
      assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
      assertThat(lines(parts, 0)).isEqualTo(email.content().text().strip());
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
      assertThat(lines(parts, 1)).isEqualTo(email.content().html().strip());
    } finally {
      mail.stop();
    }
  }

  @Test
  void nurtureMailComesBackToAnAddressThatSaysWhichItWas() throws Exception {
    ReplyAddresses addresses = new ReplyAddresses(null, Mailbox.of("bounce@in.sender.test"), new byte[32]);
    OutgoingEmail email = Emails.nurture();
    try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of())) {
      Smtp settings = new Smtp("127.0.0.1", server.port(), null, null, SmtpSecurity.NONE);
      SmtpEmailTransport transport =
          new SmtpEmailTransport(settings, "127.0.0.1", Emails.CLOCK, addresses, TIMEOUT, TIMEOUT);
      assertThat(transport.send(email)).isInstanceOf(Accepted.class);
      assertThat(server.sender()).isEqualTo("MAIL FROM:<" + addresses.bounceTo(email.sendId()).orElseThrow() + ">");
      transport.send(Emails.notice());
      assertThat(server.sender()).isEqualTo("MAIL FROM:<hello@sender.test>");
    }
  }

  private static String lines(MimeMultipart parts, int index) throws Exception {
    return ((String) parts.getBodyPart(index).getContent()).replace("\r\n", "\n").strip();
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 550 sender not allowed, 550",
    "RCPT, 550 5.1.1 no such user, 550",
    "DATA, 554 no, 554",
    "., 552 message too big, 552",
    "., 554 5.7.1 looks like spam, 554"
  })
  void aPermanentRefusalRejects(String at, String answer, int code) throws Exception {
    try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of(at, answer))) {
      assertThat(sendTo(server))
          .isInstanceOfSatisfying(Rejected.class, it -> assertThat(it.code()).isEqualTo(code));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "MAIL, 451 try later",
    "RCPT, 450 4.2.0 greylisted",
    "DATA, 421 shutting down",
    "., 452 no space left",
    "MAIL, 530 sign in first",
    "CONNECT, 421 too many connections"
  })
  void aRefusalForNowIsNotSent(String at, String answer) throws Exception {
    try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of(at, answer))) {
      assertThat(sendTo(server)).isInstanceOf(NotSent.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"RESET", "SILENCE"})
  void silenceOrABreakAfterTheMessageIsUnknown(String what) throws Exception {
    try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of(".", what))) {
      assertThat(sendTo(server)).isInstanceOf(Unknown.class);
      assertThat(server.messages()).as("never sent again by itself").isEqualTo(1);
    }
  }

  @Test
  void aBreakAfterTheAcceptanceChangesNothing() throws Exception {
    try (ScriptedSmtpServer server =
        new ScriptedSmtpServer(Map.of("QUIT", ScriptedSmtpServer.RESET))) {
      assertThat(sendTo(server)).isInstanceOf(Accepted.class);
    }
  }

  @Test
  void noServerIsNotSent() throws Exception {
    int port;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = taken.getLocalPort();
    }
    assertThat(send(port, null, Emails.nurture())).isInstanceOf(NotSent.class);
  }

  @Test
  void aServerThatDoesNotGreetIsNotSent() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(send(mute.getLocalPort(), null, Emails.nurture())).isInstanceOf(NotSent.class);
    }
  }

  @Test
  void aWrongPasswordIsOursToPutRightAndLosesNoMail() {
    GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.setUser("user@sender.test", "user", "right");
    mail.start();
    try {
      assertThat(send(mail.getSmtp().getPort(), "user", Emails.nurture()))
          .isInstanceOfSatisfying(
              NotSent.class, it -> assertThat(it.reason()).contains("leadloop.smtp.username"));
    } finally {
      mail.stop();
    }
  }

  @Test
  void theReasonDoesNotNameTheRecipient() throws Exception {
    String answer = "550 <ada.reader@customer.example> is unknown";
    try (ScriptedSmtpServer server = new ScriptedSmtpServer(Map.of("RCPT", answer))) {
      assertThat(sendTo(server))
          .isInstanceOfSatisfying(
              Rejected.class,
              it -> assertThat(it.reason()).contains("is unknown").doesNotContain("ada.reader"));
    }
  }
}
