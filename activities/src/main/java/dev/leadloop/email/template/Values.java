package dev.leadloop.email.template;

import dev.leadloop.lead.text.ShortText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known for one mail. Values are made one line without control characters. In mail to leads,
 * what people type about themselves is treated as not known when it looks like a link or runs long:
 * forms are filled with such "names" to make us mail them on. Our own people read it as it was
 * typed, cut where it runs long.
 *
 * @param toLeads whether the mail goes to a lead
 */
record Values(
    Map<String, String> texts,
    Map<String, List<String>> lists,
    Map<String, String> links,
    boolean toLeads) {

  private static final Set<String> TYPED_BY_LEADS =
      Set.of("firstName", "lastName", "leadName", "company", "title");
  private static final Set<String> PERSON_NAMES = Set.of("firstName", "lastName", "leadName");
  private static final Pattern LINK = Pattern.compile("(?i)://|www\\.|@");
  private static final Pattern DOMAIN = Pattern.compile("\\p{L}{2}\\.\\p{L}{2}");
  private static final int LONGEST_TYPED = 80;

  /** What a notice shows of a name that runs long. */
  private static final int LONGEST_SHOWN = 120;

  /** Turns the direction of what follows around, or ends that. */
  private static final Pattern DIRECTION = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

  /** Values of a mail to a lead, which has no lists. */
  static Values forLead(Map<String, String> texts) {
    return new Values(texts, Map.of(), Map.of(), true);
  }

  /** Values of a mail to one of our own people, whose lists lead nowhere. */
  static Values forUs(Map<String, String> texts, Map<String, List<String>> lists) {
    return new Values(texts, lists, Map.of(), false);
  }

  /** These values, and for what they do not say the others. */
  Values over(Map<String, String> others) {
    Map<String, String> merged = new HashMap<>(others);
    merged.putAll(texts);
    return new Values(merged, lists, links, toLeads);
  }

  /** The value, else the placeholder's fallback. */
  String of(String templateId, Placeholder placeholder) {
    String value = text(placeholder.name());
    if (value != null) {
      return value;
    }
    String fallback = placeholder.fallback();
    if (fallback == null) {
      throw new TemplateException(
          "The mail "
              + templateId
              + " cannot do without a value for {{"
              + placeholder.name()
              + "}}.");
    }
    return fallback;
  }

  /** The entries of the list, blank ones left out. */
  List<String> list(String name) {
    return lists.getOrDefault(name, List.of()).stream()
        .map(Values::oneLine)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  /** Where an entry of a list leads; null where it leads nowhere. */
  @Nullable String link(String entry) {
    return links.entrySet().stream()
        .filter(link -> oneLine(link.getKey()).equals(entry))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private @Nullable String text(String name) {
    String raw = texts.get(name);
    String value = raw == null ? "" : oneLine(raw);
    if (value.isEmpty() || (toLeads && unfit(name, value))) {
      return null;
    }
    return TYPED_BY_LEADS.contains(name) && value.length() > LONGEST_SHOWN
        ? ShortText.of(value, LONGEST_SHOWN - 1) + "…"
        : value;
  }

  private static boolean unfit(String name, String value) {
    return TYPED_BY_LEADS.contains(name)
        && (value.length() > LONGEST_TYPED
            || LINK.matcher(value).find()
            || (PERSON_NAMES.contains(name) && DOMAIN.matcher(value).find()));
  }

  private static String oneLine(String value) {
    return DIRECTION.matcher(value).replaceAll("").replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
  }
}
