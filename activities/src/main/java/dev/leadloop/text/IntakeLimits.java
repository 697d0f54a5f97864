package dev.leadloop.text;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How long the texts are, and how large the numbers, that may tell of a lead. The API, imports, hosted forms and whatever
 * connects to Leadloop have these limits and no others; lengths are those of a Java text. A fault is said in words that
 * follow the field's name.
 */
public final class IntakeLimits {
  /** RFC 5321 gives a path 256 characters, two of which are its brackets. */
  public static final int EMAIL = 254;

  public static final int SYSTEM = 64;
  public static final int EXTERNAL_ID = 200;
  public static final int NAME = 100;
  public static final int COMPANY = 200;
  public static final int TITLE = 200;
  public static final int INDUSTRY = 100;
  public static final int COUNTRY = 100;
  public static final int TIME_ZONE = 64;
  public static final int SOURCE = 100;
  public static final int CAMPAIGN = 200;
  public static final int CONTENT = 200;
  public static final int CHANNEL = 50;

  /** Free questions one telling may answer. */
  public static final int ANSWERS = 50;

  public static final int ANSWER_NAME = 100;
  public static final int ANSWER = 2_000;

  /** Where consent was given. */
  public static final int CONSENT_PLACE = 500;

  public static final int CONSENT_WORDING = 2_000;

  public static final int LEAST_PEOPLE = 1;
  public static final int MOST_PEOPLE = 10_000_000;

  public static final int EVENT_ID = 128;
  public static final int PROPERTIES = 30;
  public static final int PROPERTY_NAME = 64;
  public static final int PROPERTY = 500;

  /** Names of systems. */
  public static final String SYSTEM_FORM = "[A-Za-z0-9._-]+";

  public static final String SYSTEM_HINT = "may have letters, digits, dots, dashes and underscores";

  /** Types of signals. */
  public static final String TYPE_FORM = "[a-z][a-z0-9_]{0,63}";

  public static final String TYPE_HINT = "must look like pricing_page_view";

  /** Names of answers and of properties. */
  public static final String PLAIN_NAME_FORM = "[^\\p{Cntrl}]*";

  public static final String PLAIN_NAME_HINT = "has a name with control characters";

  public static final String ANSWER_NAME_HINT = "has a name that is empty or longer than " + ANSWER_NAME + " characters";
  public static final String PROPERTY_NAME_HINT = "has a name that is empty or longer than " + PROPERTY_NAME + " characters";

  private static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final Pattern SYSTEM_NAME = Pattern.compile(SYSTEM_FORM);
  private static final Pattern TYPE = Pattern.compile(TYPE_FORM);

  private static final int PEOPLE_DIGITS = 8;
  private static final String ANSWERS_PREFIX = "answers.";

  private IntakeLimits() {}

  /**
   * How many characters a field may have.
   *
   * @param field as the API names it, such as source, or answers.budget
   * @throws IllegalArgumentException when no text of a lead has that name
   */
  public static int longest(String field) {
    return switch (field) {
      case "email" -> EMAIL;
      case "system" -> SYSTEM;
      case "externalId" -> EXTERNAL_ID;
      case "firstName", "lastName" -> NAME;
      case "company" -> COMPANY;
      case "title" -> TITLE;
      case "companySize" -> PEOPLE_DIGITS;
      case "industry" -> INDUSTRY;
      case "country" -> COUNTRY;
      case "timeZone" -> TIME_ZONE;
      case "source" -> SOURCE;
      case "campaign" -> CAMPAIGN;
      case "content" -> CONTENT;
      case "channel" -> CHANNEL;
      case "consent.where" -> CONSENT_PLACE;
      case "consent.wording" -> CONSENT_WORDING;
      default -> {
        if (!field.startsWith(ANSWERS_PREFIX)) {
          throw new IllegalArgumentException("'" + field + "' is no text of a lead");
        }
        yield ANSWER;
      }
    };
  }

  /** What is wrong with the text of a field; empty when nothing is. */
  public static Optional<String> fault(String field, String text) {
    return text(text, longest(field));
  }

  /** What is wrong with a text that may have so many characters; empty when nothing is. */
  public static Optional<String> text(String text, int longest) {
    return text.length() > longest
        ? Optional.of("may have at most " + longest + " characters and has " + text.length() + "; shorten it")
        : CleanText.fault(text);
  }

  /** What is wrong with the name of an answer or of a property. */
  public static Optional<String> name(String name, int longest) {
    return VisibleText.isBlank(name)
        ? Optional.of("must not be empty")
        : name.chars().anyMatch(Character::isISOControl)
            ? Optional.of("holds a control character")
            : text(name, longest);
  }

  /** What is wrong with the name of another system. */
  public static Optional<String> system(String system) {
    return SYSTEM_NAME.matcher(system).matches() ? text(system, SYSTEM) : Optional.of(SYSTEM_HINT);
  }

  /** What is wrong with the type of a signal. */
  public static Optional<String> type(String type) {
    return TYPE.matcher(type).matches() ? Optional.empty() : Optional.of(TYPE_HINT);
  }

  /** What is wrong with a number of people. */
  public static Optional<String> people(long people) {
    return people < LEAST_PEOPLE || people > MOST_PEOPLE
        ? Optional.of("must be a whole number from " + LEAST_PEOPLE + " to " + MOST_PEOPLE)
        : Optional.empty();
  }

  /** Whether something that happened to a lead can have happened then: from 1990 to 2200. */
  public static boolean plausible(Instant time) {
    return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
  }
}
