package dev.leadloop.email.template;

import dev.leadloop.lead.text.ShortText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One template, checked when it is read.
 *
 * @param content what the mail offers the reader, by placeholder, unless the values say otherwise
 * @param markdown the body as it stands in the file
 */
record EmailTemplate(
    String id, String subject, String preheader, Map<String, String> content, String markdown) {

  /** The placeholders by which a mail names what it offers. */
  static final Set<String> CONTENT = Set.of("contentTitle", "contentUrl", "contentNote", "topic");

  private static final String FENCE = "---";
  private static final int LONGEST_SUBJECT = 200;
  private static final int MOST_FAULTS = 20;

  /**
   * Reads a template: {@code subject}, {@code preheader} and content between two lines of dashes,
   * then the body.
   *
   * @param file its name, for messages
   * @throws TemplateException when it is malformed or names a placeholder that does not exist
   */
  static EmailTemplate parse(String id, String file, String source) {
    List<String> lines = Arrays.asList(source.replace("\r\n", "\n").split("\n", -1));
    int end = headEnd(lines);
    if (end < 1 || !lines.getFirst().equals(FENCE)) {
      throw new TemplateException(
          file, 1, "A mail begins with its subject between two lines of three dashes.");
    }
    Vocabulary vocabulary = Vocabulary.of(id);
    for (int i = 0; i < lines.size(); i++) {
      checkPlaceholders(vocabulary, file, lines.get(i), i, end);
    }
    Map<String, String> head = head(file, lines.subList(1, end));
    String markdown = String.join("\n", lines.subList(end + 1, lines.size()));
    MailBody.check(file, markdown, end + 1);
    String subject = required(file, head, "subject");
    String preheader = required(file, head, "preheader");
    head.keySet().retainAll(CONTENT);
    return new EmailTemplate(id, subject, preheader, Map.copyOf(head), markdown);
  }

  /** What keeps a text from being a template: every placeholder that cannot be filled, else the first that is wrong otherwise. */
  static List<TextFault> faults(String id, String source) {
    List<String> lines = Arrays.asList(source.replace("\r\n", "\n").split("\n", -1));
    int end = headEnd(lines);
    List<TextFault> faults = new ArrayList<>();
    for (int i = 0; i < lines.size() && faults.size() < MOST_FAULTS; i++) {
      try {
        checkPlaceholders(Vocabulary.of(id), id, lines.get(i), i, end);
      } catch (TemplateException wrong) {
        faults.add(wrong.fault());
      }
    }
    if (faults.isEmpty()) {
      try {
        parse(id, id, source);
      } catch (TemplateException wrong) {
        faults.add(wrong.fault());
      }
    }
    return faults;
  }

  private static int headEnd(List<String> lines) {
    return lines.size() < 2 ? -1 : lines.subList(1, lines.size()).indexOf(FENCE) + 1;
  }

  /** The whole text as a file has it, with what it offers in its head. */
  String source() {
    StringBuilder source = new StringBuilder(FENCE).append("\nsubject: ").append(subject)
        .append("\npreheader: ").append(preheader);
    new TreeMap<>(content).forEach((name, value) -> source.append('\n').append(name).append(": ").append(value));
    return source.append('\n').append(FENCE).append('\n').append(markdown).toString();
  }

  private static Map<String, String> head(String file, List<String> lines) {
    Map<String, String> head = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      int colon = lines.get(i).indexOf(':');
      String key = colon < 0 ? "" : lines.get(i).substring(0, colon).strip();
      if (!key.equals("subject") && !key.equals("preheader") && !CONTENT.contains(key)) {
        throw new TemplateException(
            file,
            i + 2,
            "Only subject, preheader, contentTitle, contentUrl, contentNote and topic may stand"
                + " here.");
      }
      if (head.put(key, lines.get(i).substring(colon + 1).strip()) != null) {
        throw new TemplateException(file, i + 2, key + " is given twice.");
      }
    }
    return head;
  }

  private static String required(String file, Map<String, String> head, String key) {
    String value = head.getOrDefault(key, "");
    if (value.isEmpty()) {
      throw new TemplateException(
          file, 1, "The mail has no " + key + ": add a line '" + key + ": ...'.");
    }
    return value;
  }

  private static void checkPlaceholders(Vocabulary vocabulary, String file, String text, int index, int headEnd) {
    int line = index + 1;
    if (Placeholder.malformed(text)) {
      throw new TemplateException(
          file, line, "Braces that do not close or hold no plain name; write {{name|else}}.");
    }
    boolean listItem =
        index > headEnd && text.startsWith("- ") && Placeholder.alone(text.substring(2)).isPresent();
    Placeholder.in(text)
        .forEach(placeholder -> vocabulary.check(file, placeholder, line, listItem));
  }

  /** This template offering something else. */
  EmailTemplate offering(String placeholder, String value) {
    Map<String, String> changed = new HashMap<>(content);
    changed.put(placeholder, value);
    return new EmailTemplate(id, subject, preheader, Map.copyOf(changed), markdown);
  }

  /**
   * @throws TemplateException when a value the template cannot do without is missing
   */
  RenderedEmail render(Values given, Footer footer) {
    Values values = given.over(content);
    MailBody document = MailBody.fill(this, values);
    String filledSubject = line(subject, values);
    String shortSubject =
        filledSubject.length() <= LONGEST_SUBJECT
            ? filledSubject
            : ShortText.of(filledSubject, LONGEST_SUBJECT - 1) + "…";
    return new RenderedEmail(
        shortSubject,
        MailLayout.text(document.text(), footer),
        MailLayout.html(shortSubject, line(preheader, values), document.html(), footer));
  }

  private String line(String text, Values values) {
    return Placeholder.fill(text, placeholder -> values.of(id, placeholder))
        .replaceAll("\\s+", " ")
        .strip();
  }
}
