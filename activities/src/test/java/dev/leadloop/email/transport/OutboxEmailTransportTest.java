package dev.leadloop.email.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.email.Emails;
import dev.leadloop.email.transport.TransportResult.Accepted;
import dev.leadloop.email.transport.TransportResult.NotSent;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxEmailTransportTest {

  @TempDir Path folder;

  private List<Path> files() throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  @Test
  void writesAMessageThatAMailReaderCanOpen() throws Exception {
    OutgoingEmail email = Emails.nurture();
    TransportResult result = new OutboxEmailTransport(folder, Emails.CLOCK).send(email);

    String name = "20260302T093000.000Z-" + email.sendId() + ".eml";
    assertThat(result).isEqualTo(new Accepted(name));
    assertThat(files()).containsExactly(folder.resolve(name));
    try (InputStream in = Files.newInputStream(folder.resolve(name))) {
      MimeMessage message = new MimeMessage(Session.getInstance(new Properties()), in);
      assertThat(message.getSubject()).isEqualTo(email.content().subject());
      InternetAddress to = (InternetAddress) message.getAllRecipients()[0];
      assertThat(to.getAddress()).isEqualTo("ada.reader@customer.example");
      assertThat(to.getPersonal()).isEqualTo("Ada Reader, Ops");
      MimeMultipart parts = (MimeMultipart) message.getContent();
      assertThat(parts.getContentType()).startsWith("multipart/alternative");
      assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
      assertThat((String) parts.getBodyPart(0).getContent()).contains("Hello Zoë,");
      assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
    }
  }

  @Test
  void writesASendIdOnceAlsoAfterARestart() throws Exception {
    UUID sendId = UUID.randomUUID();
    OutboxEmailTransport transport = new OutboxEmailTransport(folder, Emails.CLOCK);
    TransportResult first = transport.send(Emails.nurture(sendId));
    assertThat(transport.send(Emails.nurture(sendId))).isEqualTo(first);
    OutboxEmailTransport restarted =
        new OutboxEmailTransport(folder, () -> Emails.NOW.plusSeconds(60));
    assertThat(restarted.send(Emails.nurture(sendId))).isEqualTo(first);
    assertThat(files()).hasSize(1);
    restarted.send(Emails.nurture());
    assertThat(files()).hasSize(2);
  }

  @Test
  void whatAKillLeftHalfWrittenDoesNotCountAsSent() throws Exception {
    UUID sendId = UUID.randomUUID();
    Files.writeString(folder.resolve("." + sendId + ".part"), "half a message");
    assertThat(new OutboxEmailTransport(folder, Emails.CLOCK).send(Emails.nurture(sendId)))
        .isInstanceOf(Accepted.class);
    assertThat(files()).singleElement().asString().endsWith(".eml");
  }

  @Test
  void mailsAreForTheEyesOfTheFoldersOwnerAlone() throws Exception {
    Path outbox = folder.resolve("outbox");
    new OutboxEmailTransport(outbox, Emails.CLOCK).send(Emails.nurture());
    assertThat(rights(outbox)).containsExactly("rwx------", "rw-------");
    try (Stream<Path> all = Files.walk(outbox)) {
      for (Path path : all.toList()) {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
      }
    }
    new OutboxEmailTransport(outbox, Emails.CLOCK).send(Emails.nurture());
    assertThat(rights(outbox)).containsExactlyInAnyOrder("rwx------", "rwx------", "rw-------");
  }

  private static List<String> rights(Path folder) throws Exception {
    try (Stream<Path> all = Files.walk(folder)) {
      List<String> rights = new ArrayList<>();
      for (Path path : all.toList()) {
        rights.add(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
      }
      return rights;
    }
  }

  @Test
  void filesOfOthersAreLeftAlone() throws Exception {
    Files.writeString(folder.resolve("notes.eml"), "mine");
    Files.writeString(
        folder.resolve("something-that-is-long-enough-to-be-mistaken-for-an-id.eml"), "mine");
    assertThat(new OutboxEmailTransport(folder, Emails.CLOCK).send(Emails.nurture()))
        .isInstanceOf(Accepted.class);
    assertThat(files()).hasSize(3);
  }

  @Test
  void aFolderThatVanishedMeansNotSent() throws Exception {
    Path outbox = folder.resolve("outbox");
    OutboxEmailTransport transport = new OutboxEmailTransport(outbox, Emails.CLOCK);
    Files.delete(outbox);
    assertThat(transport.send(Emails.nurture())).isInstanceOf(NotSent.class);
  }

  @Test
  void aFileInThePlaceOfTheFolderIsOneClearSentence() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> new OutboxEmailTransport(file, Emails.CLOCK))
        .isInstanceOf(EmailSettingsException.class)
        .hasMessageContaining("cannot be used");
  }
}
