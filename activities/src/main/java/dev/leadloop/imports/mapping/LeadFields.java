package dev.leadloop.imports.mapping;

import dev.leadloop.naming.NearestName;
import java.util.List;

/** The fields of a lead that a column may be mapped to. */
public final class LeadFields {
  /** The address that the lead is mailed at. */
  public static final String EMAIL = "email";
  /** The lead's id in the system that the file comes from. */
  public static final String EXTERNAL_ID = "externalId";
  /** Number of employees. */
  public static final String COMPANY_SIZE = "companySize";
  /** Code or name of a country, as given. */
  public static final String COUNTRY = "country";
  /** IANA id of the time zone the lead is in. */
  public static final String TIME_ZONE = "timeZone";
  /** When the lead first came to us. */
  public static final String TOUCHED_AT = "touchedAt";
  /** Yes, true or 1: the person must not be mailed. */
  public static final String DO_NOT_EMAIL = "doNotEmail";
  /** What the name of an answer to a free question begins with. */
  private static final String ANSWERS = "answers.";

  static final List<String> NAMES =
      List.of(
          EMAIL, EXTERNAL_ID, "firstName", "lastName", "company", "title", COMPANY_SIZE, "industry", COUNTRY,
          TIME_ZONE, "source", "campaign", "content", "channel", TOUCHED_AT, DO_NOT_EMAIL);

  private LeadFields() {}

  /** All of them but answers, whose names are anybody's. */
  public static List<String> names() {
    return NAMES;
  }

  /** Whether a column may be mapped to that name. */
  public static boolean known(String name) {
    return NAMES.contains(name) || (isAnswer(name) && name.length() > ANSWERS.length());
  }

  /** Whether that is an answer to a free question. */
  public static boolean isAnswer(String name) {
    return name.startsWith(ANSWERS);
  }

  /** The name of the question that such a field answers. */
  public static String question(String answer) {
    return answer.substring(ANSWERS.length());
  }

  /** What to say of a name that is not known: the nearest one, or all there are. */
  public static String hint(String name) {
    return NearestName.to(name, NAMES)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElse("known are " + String.join(", ", NAMES) + " and answers.<name>.");
  }
}
