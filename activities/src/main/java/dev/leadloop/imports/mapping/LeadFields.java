package dev.leadloop.imports.mapping;

import dev.leadloop.naming.NearestName;
import java.util.List;

/** The fields of a lead that a column may be mapped to. */
public final class LeadFields {
  public static final String EMAIL = "email";
  public static final String EXTERNAL_ID = "externalId";
  public static final String COMPANY_SIZE = "companySize";
  public static final String COUNTRY = "country";
  public static final String TIME_ZONE = "timeZone";
  /** When the lead first came to us. */
  public static final String TOUCHED_AT = "touchedAt";
  /** Yes, true or 1: the person must not be mailed. */
  public static final String DO_NOT_EMAIL = "doNotEmail";
  public static final String ANSWERS = "answers.";

  static final List<String> NAMES =
      List.of(
          EMAIL, EXTERNAL_ID, "firstName", "lastName", "company", "title", COMPANY_SIZE, "industry", COUNTRY,
          TIME_ZONE, "source", "campaign", "content", "channel", TOUCHED_AT, DO_NOT_EMAIL);

  private LeadFields() {}

  public static boolean known(String name) {
    return NAMES.contains(name) || (name.startsWith(ANSWERS) && name.length() > ANSWERS.length());
  }

  public static String hint(String name) {
    return NearestName.to(name, NAMES)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("known are " + String.join(", ", NAMES) + " and answers.<name>.");
  }
}
