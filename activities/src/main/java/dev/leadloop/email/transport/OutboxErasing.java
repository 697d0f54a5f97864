package dev.leadloop.email.transport;

import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.Person;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes mails out of the outbox folder that were to a person, or tell people of ours of one: those that have an address or the
 * lead's id in a header or in their text.
 */
public final class OutboxErasing implements Erases {
  private static final String PLACE = "outbox folder";
  private static final String NAME = "outbox";
  private static final String MAILS = ".eml";

  private final Path folder;
  private final Session session = Session.getInstance(new Properties());

  /** Over the folder that mails are written into. */
  public OutboxErasing(Path folder) {
    this.folder = folder;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Holding> holdings() {
    return List.of(new Holding(PLACE, Set.of(), "mails to and about the person are deleted"));
  }

  @Override
  public Erased erase(Person person) {
    int gone = 0;
    for (Path mail : about(person)) {
      try {
        gone += Files.deleteIfExists(mail) ? 1 : 0;
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return Erased.done(gone == 0 ? Map.of() : Map.of(PLACE, gone));
  }

  @Override
  public Map<String, List<Map<String, Object>>> tell(Person person) {
    List<Map<String, Object>> files = new ArrayList<>();
    about(person).forEach(mail -> files.add(Map.of("file", mail.getFileName().toString())));
    return files.isEmpty() ? Map.of() : Map.of(PLACE, files);
  }

  private List<Path> about(Person person) {
    List<String> marks = marks(person);
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.getFileName().toString().endsWith(MAILS)).filter(file -> has(file, marks)).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** What no mail about somebody else has: two people may have one name, title and company. */
  private static List<String> marks(Person person) {
    List<String> marks = new ArrayList<>(person.addresses());
    if (person.lead() != null) {
      marks.add(person.lead());
    }
    person.words().stream().filter(word -> word.indexOf('@') > 0).forEach(marks::add);
    marks.replaceAll(mark -> mark.toLowerCase(Locale.ROOT));
    return marks;
  }

  private boolean has(Path file, List<String> marks) {
    try (InputStream bytes = Files.newInputStream(file)) {
      MimeMessage mail = new MimeMessage(session, bytes);
      StringBuilder text = new StringBuilder();
      mail.getAllHeaderLines().asIterator().forEachRemaining(line -> text.append(line).append('\n'));
      text.append(mail.getSubject()).append('\n');
      add(mail.getContent(), text);
      String lower = text.toString().toLowerCase(Locale.ROOT);
      return marks.stream().anyMatch(lower::contains);
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException | MessagingException failed) {
      throw new IllegalStateException("A mail in the outbox folder cannot be read", failed);
    }
  }

  private static void add(Object content, StringBuilder text) throws IOException, MessagingException {
    if (content instanceof Multipart many) {
      for (int n = 0; n < many.getCount(); n++) {
        BodyPart part = many.getBodyPart(n);
        add(part.getContent(), text);
      }
    } else if (content instanceof String words) {
      text.append(words).append('\n');
    }
  }
}
