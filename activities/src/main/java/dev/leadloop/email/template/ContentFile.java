package dev.leadloop.email.template;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/** A company's own guides, case studies and pages, put into the templates that offer them. */
final class ContentFile {

  static final String NAME = "content.properties";
  private static final String EVERY_MAIL = "*";

  private ContentFile() {}

  static Map<String, EmailTemplate> apply(Path file, Map<String, EmailTemplate> templates)
      throws IOException {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IllegalArgumentException malformed) {
      throw new TemplateException(NAME + " cannot be read: " + malformed.getMessage());
    }
    Map<String, EmailTemplate> changed = new TreeMap<>(templates);
    // '*' sorts before every letter, so what is said of one mail wins over what is said of all.
    for (String key : new TreeSet<>(properties.stringPropertyNames())) {
      apply(key, properties.getProperty(key).strip(), changed);
    }
    return changed;
  }

  private static void apply(String key, String value, Map<String, EmailTemplate> templates) {
    int dot = key.lastIndexOf('.');
    String id = dot < 0 ? key : key.substring(0, dot);
    String placeholder = key.substring(dot + 1);
    if (dot < 0 || !EmailTemplate.CONTENT.contains(placeholder)) {
      throw new TemplateException(
          NAME
              + ": '"
              + key
              + "' must end in one of ."
              + String.join(", .", new TreeSet<>(EmailTemplate.CONTENT))
              + ".");
    }
    if (id.equals(EVERY_MAIL)) {
      templates.replaceAll((any, template) -> template.offering(placeholder, value));
    } else if (templates.computeIfPresent(
            id, (same, template) -> template.offering(placeholder, value))
        == null) {
      throw new TemplateException(NAME + ": there is no mail template '" + id + "'.");
    }
  }
}
