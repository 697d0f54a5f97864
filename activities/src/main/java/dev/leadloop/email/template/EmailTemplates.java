package dev.leadloop.email.template;

import dev.leadloop.lifecycle.deciding.Effect.Notice;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The mails that can be written, by id. */
public final class EmailTemplates implements TemplateSource {

  /** The nurture mails that come with the product, in the order of their sequences. */
  public static final List<String> STARTER_NURTURE =
      List.of(
          "nurture/1-guide",
          "nurture/2-case-study",
          "nurture/3-webinar",
          "nurture/4-comparison",
          "mql/1-roi",
          "mql/2-customer-story",
          "mql/3-talk",
          "recycle-budget/1-still-here",
          "recycle-budget/2-business-case",
          "recycle-budget/3-plan",
          "recycle-general/1-checking-in",
          "recycle-general/2-whats-new");

  /** The mail that asks a person to confirm their consent. */
  public static final String CONFIRMATION = "consent/confirm";

  /** The mail that brings what somebody asked for by a form. */
  public static final String CONTENT = "content/delivery";

  private static final String SUFFIX = ".md";

  private final Map<String, EmailTemplate> byId;
  private final Map<String, Integer> numbers;

  private EmailTemplates(Map<String, EmailTemplate> byId) {
    this(byId, Map.of());
  }

  private EmailTemplates(Map<String, EmailTemplate> byId, Map<String, Integer> numbers) {
    this.byId = byId;
    this.numbers = numbers;
  }

  @Override
  public EmailTemplates of(String templateId) {
    return this;
  }

  /**
   * These templates with another text of that id.
   *
   * @throws TemplateException when it is wrong
   */
  public EmailTemplates saying(String id, String source) {
    Map<String, EmailTemplate> all = new TreeMap<>(byId);
    all.put(id, EmailTemplate.parse(id, id, source));
    return new EmailTemplates(all, numbers);
  }

  /** The same templates, of which the one of that id has a number, which mails written with it say. */
  public EmailTemplates numbered(String id, int number) {
    Map<String, Integer> all = new TreeMap<>(numbers);
    all.put(id, number);
    return new EmailTemplates(byId, all);
  }

  /** What keeps a text from being a template of that id; none where it can be sent. */
  public static List<TextFault> faults(String id, String source) {
    return EmailTemplate.faults(id, source);
  }

  /**
   * The whole text of a template as a file has it.
   *
   * @throws TemplateException when there is no such template
   */
  public String source(String id) {
    return template(id).source();
  }

  /** Whether somebody may choose to mail the text of that id to leads. */
  public static boolean isForLeads(String id) {
    return Vocabulary.of(id).equals(Vocabulary.NURTURE) && !id.equals(CONFIRMATION) && !id.equals(CONTENT);
  }

  /** What a text of that id may name: always there, maybe missing, and lists. */
  public static Named named(String id) {
    Vocabulary vocabulary = Vocabulary.of(id);
    return new Named(
        new TreeSet<>(vocabulary.given()), new TreeSet<>(vocabulary.mayBeMissing()), new TreeSet<>(vocabulary.lists()));
  }

  /** Names that a text may use. */
  public record Named(SortedSet<String> always, SortedSet<String> mayBeMissing, SortedSet<String> lists) {}

  /** The templates that come with the product. */
  public static EmailTemplates starter() {
    Map<String, EmailTemplate> byId = new TreeMap<>();
    List<String> ids = new ArrayList<>(STARTER_NURTURE);
    ids.add(CONFIRMATION);
    ids.add(CONTENT);
    for (Notice kind : Notice.values()) {
      ids.add(NoticeContent.templateId(kind));
    }
    ids.add(NoticeContent.DIGEST);
    for (String id : ids) {
      byId.put(
          id,
          EmailTemplate.parse(
              id, "templates/" + id + SUFFIX, resource("/templates/" + id + SUFFIX)));
    }
    return new EmailTemplates(byId);
  }

  /**
   * These templates with a company's own beside or instead of them: each .md file below the folder,
   * its path without the ending being its id. A file {@code content.properties} there says what the
   * mails offer, without changing their words: {@code nurture/1-guide.contentUrl=https://...}, or
   * {@code *.topic=...} for all of them.
   *
   * @throws TemplateException when one is wrong; the message names file and line
   */
  public EmailTemplates with(Path folder) {
    Map<String, EmailTemplate> all = new TreeMap<>(byId);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(it -> it.toString().endsWith(SUFFIX)).sorted().toList()) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        String id = name.substring(0, name.length() - SUFFIX.length());
        all.put(id, EmailTemplate.parse(id, name, Files.readString(file)));
      }
      Path content = folder.resolve(ContentFile.NAME);
      return new EmailTemplates(Files.exists(content) ? ContentFile.apply(content, all) : all);
    } catch (IOException | UncheckedIOException failed) {
      throw new TemplateException(
          "The folder of mail templates " + folder + " cannot be read: " + failed.getMessage());
    }
  }

  /** Every id there is. */
  public SortedSet<String> ids() {
    return new TreeSet<>(byId.keySet());
  }

  /**
   * A mail to a lead.
   *
   * @throws TemplateException when there is no such template or a value it cannot do without is
   *     missing
   */
  public RenderedEmail nurture(String id, Map<String, String> values, Footer footer) {
    return numbered(id, template(id).render(Values.forLead(values), footer));
  }

  /**
   * A mail to one of our own people.
   *
   * @throws TemplateException when a value it cannot do without is missing
   */
  public RenderedEmail notice(NoticeContent content, Footer footer) {
    return numbered(
        content.templateId(),
        template(content.templateId())
            .render(new Values(content.values(), content.lists(), content.links(), false), footer));
  }

  /** A mail of a few lines of Markdown to our own people, without a template of its own. */
  public static RenderedEmail message(String subject, String preheader, String markdown, Footer footer) {
    String source = "---\nsubject: " + subject + "\npreheader: " + preheader + "\n---\n" + markdown;
    return EmailTemplate.parse("notice/message", "message", source).render(Values.forUs(Map.of(), Map.of()), footer);
  }

  private RenderedEmail numbered(String id, RenderedEmail written) {
    Integer number = numbers.get(id);
    return number == null
        ? written
        : new RenderedEmail(written.subject(), written.text(), written.html(), new TextVersion(id, number));
  }

  private EmailTemplate template(String id) {
    EmailTemplate template = byId.get(id);
    if (template == null) {
      throw new TemplateException(
          "There is no mail template '" + id + "'. There are " + String.join(", ", ids()) + ".");
    }
    return template;
  }

  private static String resource(String path) {
    try (InputStream in = EmailTemplates.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            "The mail template " + path + " is missing from the program.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failed) {
      throw new UncheckedIOException("The mail template " + path + " cannot be read", failed);
    }
  }
}
