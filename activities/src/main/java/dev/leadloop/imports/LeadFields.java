package dev.leadloop.imports;

import dev.leadloop.naming.NearestName;
import java.util.List;

/** The fields of a lead that a column may be mapped to. */
final class LeadFields {
  static final String EMAIL = "email";
  static final String EXTERNAL_ID = "externalId";
  static final String COMPANY_SIZE = "companySize";
  static final String COUNTRY = "country";
  static final String TIME_ZONE = "timeZone";
  /** When the lead first came to us. */
  static final String TOUCHED_AT = "touchedAt";
  /** Yes, true or 1: the person must not be mailed. */
  static final String DO_NOT_EMAIL = "doNotEmail";
  static final String ANSWERS = "answers.";

  static final List<String> NAMES =
      List.of(
          EMAIL, EXTERNAL_ID, "firstName", "lastName", "company", "title", COMPANY_SIZE, "industry", COUNTRY,
          TIME_ZONE, "source", "campaign", "content", "channel", TOUCHED_AT, DO_NOT_EMAIL);

  private LeadFields() {}

  static boolean known(String name) {
    return NAMES.contains(name) || (name.startsWith(ANSWERS) && name.length() > ANSWERS.length());
  }

  static String hint(String name) {
    return NearestName.to(name, NAMES)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("known are " + String.join(", ", NAMES) + " and answers.<name>.");
  }
}
