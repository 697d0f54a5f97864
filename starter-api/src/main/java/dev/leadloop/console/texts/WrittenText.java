package dev.leadloop.console.texts;

import dev.leadloop.email.template.TextFault;
import dev.leadloop.texts.TextPreview;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A text in fields of its own, as people write a mail: a subject, the line below it, what it offers, and the words.
 *
 * @param head what stands between the two lines of dashes, by name; empty where the text cannot be taken apart, and is written
 *     as a whole
 * @param body the words, or the whole
 * @param before lines of the whole before the words
 */
record WrittenText(Map<String, String> head, String body, int before) {
  private static final List<String> ASKED = List.of("subject", "preheader");
  private static final List<String> OFFERED = List.of("contentTitle", "contentUrl", "contentNote", "topic");
  private static final String FENCE = "---";

  /** Takes a text apart. */
  static WrittenText read(String source) {
    List<String> lines = Arrays.asList(source.replace("\r\n", "\n").split("\n", -1));
    int end = lines.size() < 2 || !lines.getFirst().equals(FENCE) ? 0 : lines.subList(1, lines.size()).indexOf(FENCE) + 1;
    Map<String, String> head = new LinkedHashMap<>();
    ASKED.forEach(name -> head.put(name, ""));
    OFFERED.forEach(name -> head.put(name, ""));
    for (String line : lines.subList(Math.min(1, end), end)) {
      String[] said = line.split(":", 2);
      String was = said.length < 2 ? null : head.replace(said[0].strip(), said[1].strip());
      if (was == null || !was.isEmpty()) {
        return new WrittenText(Map.of(), source, 0);
      }
    }
    return end == 0 ? new WrittenText(Map.of(), source, 0)
        : new WrittenText(head, String.join("\n", lines.subList(end + 1, lines.size())), end + 1);
  }

  /** The whole of a form: what its fields hold, where it has them. */
  static String sent(Map<String, String> form) {
    String body = form.getOrDefault("source", "").replace("\r\n", "\n");
    return !form.containsKey("subject") ? body
        : FENCE + "\n"
            + ASKED.stream().map(name -> line(name, form)).collect(Collectors.joining())
            + OFFERED.stream().filter(name -> !line(name, form).isBlank() && !value(name, form).isEmpty())
                .map(name -> line(name, form)).collect(Collectors.joining())
            + FENCE + "\n" + body;
  }

  private static String line(String name, Map<String, String> form) {
    return name + ": " + value(name, form) + "\n";
  }

  private static String value(String name, Map<String, String> form) {
    return form.getOrDefault(name, "").replaceAll("[\r\n]", " ").strip();
  }

  /** Whether it is written in fields. */
  public boolean inFields() {
    return !head.isEmpty();
  }

  /** What every mail has beside its words. */
  public List<String> asked() {
    return ASKED;
  }

  /** What a mail may offer. */
  public List<String> offered() {
    return OFFERED;
  }

  /** Whether it offers anything. */
  public boolean offers() {
    return OFFERED.stream().anyMatch(name -> !head.getOrDefault(name, "").isEmpty());
  }

  /** What is wrong, with the lines as the form has them: what is wrong in the head is of no line. */
  TextPreview placed(TextPreview whole) {
    return new TextPreview(
        whole.faults().stream().map(one -> new TextFault(Math.max(0, one.line() - before), one.words())).toList(),
        whole.warnings(), whole.mail());
  }
}
