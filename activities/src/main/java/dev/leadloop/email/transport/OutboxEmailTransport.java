package dev.leadloop.email.transport;

import dev.leadloop.files.OwnerOnly;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes each message as an .eml file into a folder instead of sending it, for the eyes of the
 * folder's owner alone. The file's name is time and send id; a send id is written once, also across restarts. One process at a
 * time may write into a folder.
 */
final class OutboxEmailTransport implements EmailTransport {

  private static final DateTimeFormatter NAME_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String SUFFIX = ".eml";
  private static final int UUID_LENGTH = 36;

  private final Path folder;
  private final InstantSource clock;
  private final Session session = Session.getInstance(new Properties());
  private final Map<UUID, String> written = new ConcurrentHashMap<>();

  /**
   * @throws EmailSettingsException when the folder cannot be made or read
   */
  OutboxEmailTransport(Path folder, InstantSource clock) {
    this.folder = folder;
    this.clock = clock;
    try {
      OwnerOnly.folder(folder);
      OwnerOnly.tighten(folder);
      rememberWritten();
    } catch (IOException failed) {
      throw new EmailSettingsException(
          "The outbox folder "
              + folder
              + " cannot be used. Check that it is a folder this program may write to.",
          failed);
    }
  }

  private void rememberWritten() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        int end = name.length() - SUFFIX.length();
        if (end > UUID_LENGTH) {
          remember(name.substring(end - UUID_LENGTH, end), name);
        }
      }
    }
  }

  private void remember(String id, String name) {
    try {
      written.put(UUID.fromString(id), name);
    } catch (IllegalArgumentException notOurs) {
      // A file somebody else put here says nothing about our sends.
    }
  }

  @Override
  public TransportResult send(OutgoingEmail email) {
    synchronized (this) {
      String before = written.get(email.sendId());
      if (before != null) {
        return new TransportResult.Accepted(before);
      }
      try {
        Instant now = clock.instant();
        String name = write(email.sendId(), mime(email, now), now);
        written.put(email.sendId(), name);
        return new TransportResult.Accepted(name);
      } catch (IOException | MessagingException failed) {
        return new TransportResult.NotSent(
            "The outbox folder cannot be written: " + failed.getMessage(), null);
      }
    }
  }

  @Override
  public boolean takesOnce() {
    return true;
  }

  private byte[] mime(OutgoingEmail email, Instant now) throws IOException, MessagingException {
    // Its encoders write byte by byte, which a file must not be given.
    ByteArrayOutputStream message = new ByteArrayOutputStream(16 * 1024);
    MimeMessages.of(session, email, now).writeTo(message);
    return message.toByteArray();
  }

  private String write(UUID sendId, byte[] message, Instant now) throws IOException {
    String name = NAME_TIME.format(now) + "-" + sendId + SUFFIX;
    Path part = folder.resolve("." + sendId + ".part");
    try (FileChannel file =
        FileChannel.open(
            OwnerOnly.file(part), StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer rest = ByteBuffer.wrap(message);
      while (rest.hasRemaining()) {
        file.write(rest);
      }
      file.force(true);
    }
    Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    return name;
  }
}
