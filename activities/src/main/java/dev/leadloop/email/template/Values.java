package dev.leadloop.email.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is known for one mail. Values are made one line without control characters. What people type
 * about themselves is treated as not known when it looks like a link or runs long: forms are filled
 * with such "names" to make us mail them on.
 */
record Values(Map<String, String> texts, Map<String, List<String>> lists, Map<String, String> links) {

  private static final Set<String> TYPED_BY_LEADS =
      Set.of("firstName", "lastName", "leadName", "company", "title");
  private static final Set<String> PERSON_NAMES = Set.of("firstName", "lastName", "leadName");
  private static final Pattern LINK = Pattern.compile("(?i)://|www\\.|@");
  private static final Pattern DOMAIN = Pattern.compile("\\p{L}{2,}\\.\\p{L}{2,}");
  private static final int LONGEST_TYPED = 80;

  /** Values whose lists lead nowhere. */
  Values(Map<String, String> texts, Map<String, List<String>> lists) {
    this(texts, lists, Map.of());
  }

  /** These values, and for what they do not say the others. */
  Values over(Map<String, String> others) {
    Map<String, String> merged = new HashMap<>(others);
    merged.putAll(texts);
    return new Values(merged, lists, links);
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
    return value.isEmpty() || unfit(name, value) ? null : value;
  }

  private static boolean unfit(String name, String value) {
    return TYPED_BY_LEADS.contains(name)
        && (value.length() > LONGEST_TYPED
            || LINK.matcher(value).find()
            || (PERSON_NAMES.contains(name) && DOMAIN.matcher(value).find()));
  }

  private static String oneLine(String value) {
    return value.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\s]+", " ").strip();
  }
}
