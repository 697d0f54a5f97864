package dev.leadloop.story;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** The mails that the product has written, as whoever opens its outbox sees them. */
final class Outbox {
  private static final Session SESSION = Session.getInstance(new Properties());

  private final Path folder;
  private final Set<Path> seen = new HashSet<>();

  Outbox(Path folder) {
    this.folder = folder;
    newMails();
  }

  /** A mail of which only the outside is looked at. */
  record Mail(String to, String subject) {}

  /** The mails that came since the last call, the oldest first. */
  List<Mail> newMails() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    List<Mail> mails = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".eml")).sorted().toList()) {
        if (seen.add(file)) {
          mails.add(read(file));
        }
      }
    } catch (IOException | MessagingException e) {
      throw new StoryFailed("the outbox " + folder + " cannot be read: " + e.getMessage());
    }
    return mails;
  }

  private static Mail read(Path file) throws IOException, MessagingException {
    try (InputStream in = Files.newInputStream(file)) {
      MimeMessage message = new MimeMessage(SESSION, in);
      return new Mail(message.getAllRecipients()[0].toString(), message.getSubject());
    }
  }
}
