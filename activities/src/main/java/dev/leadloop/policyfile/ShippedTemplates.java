package dev.leadloop.policyfile;

import java.util.regex.Pattern;

/** The e-mail templates that come with the product. */
public final class ShippedTemplates {
  private static final Pattern ID = Pattern.compile("[a-z0-9-]+(/[a-z0-9-]+)+");

  private ShippedTemplates() {}

  /** Whether there is a template of that id, such as {@code nurture/1-guide}. */
  public static boolean has(String id) {
    return ID.matcher(id).matches() && ShippedTemplates.class.getResource("/templates/" + id + ".md") != null;
  }
}
