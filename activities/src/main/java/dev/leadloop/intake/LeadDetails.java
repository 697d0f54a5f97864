package dev.leadloop.intake;

import dev.leadloop.record.ExternalId;
import dev.leadloop.text.VisibleText;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What someone told us about a lead; null means unknown, and never takes away what is known. By whatever door it came in,
 * blanks and characters that cannot be seen are taken off its edges here.
 *
 * @param email the address as given; needed where there is no external id
 * @param externalId needed where there is no address
 * @param consent what the person agreed to; {@code status} {@code declined} means no mail
 */
public record LeadDetails(
    @Nullable String email,
    @Nullable ExternalId externalId,
    Facts facts,
    Touch touch,
    Map<String, String> consent) {

  /** Facts about the person and their company; a later one that is known replaces an earlier one. */
  public record Facts(
      @Nullable String firstName,
      @Nullable String lastName,
      @Nullable String company,
      @Nullable String title,
      @Nullable Integer companySize,
      @Nullable String industry,
      @Nullable String country,
      @Nullable String timeZone,
      Map<String, String> answers) {

    /** Nothing known. */
    public static final Facts NONE = new Facts(null, null, null, null, null, null, null, null, Map.of());

    private static final String ANSWERS = "answers.";

    public Facts {
      firstName = known(firstName);
      lastName = known(lastName);
      company = known(company);
      title = known(title);
      industry = known(industry);
      country = known(country);
      timeZone = known(timeZone);
      answers = knownOf(answers);
    }

    /** Those that rules go by, by the names policies call them; what is not known is left out. */
    Map<String, String> byField() {
      Map<String, String> fields = new TreeMap<>();
      put(fields, "title", title);
      put(fields, "company", company);
      put(fields, "companySize", companySize == null ? null : companySize.toString());
      put(fields, "industry", industry);
      put(fields, "country", country);
      put(fields, "timeZone", timeZone);
      answers.forEach((question, answer) -> fields.put(ANSWERS + question, answer));
      return fields;
    }

    /** These facts, with others of those names in their place; null is not known. */
    Facts with(Map<String, @Nullable String> fields) {
      Map<String, String> answered = new HashMap<>(answers);
      fields.forEach((field, value) -> {
        if (field.startsWith(ANSWERS)) {
          answered.compute(field.substring(ANSWERS.length()), (question, before) -> value);
        }
      });
      String size = value(fields, "companySize", companySize == null ? null : companySize.toString());
      return new Facts(
          firstName, lastName, value(fields, "company", company), value(fields, "title", title),
          size == null ? null : Integer.valueOf(size), value(fields, "industry", industry), value(fields, "country", country),
          value(fields, "timeZone", timeZone), answered);
    }

    private static void put(Map<String, String> fields, String field, @Nullable String value) {
      if (value != null) {
        fields.put(field, value);
      }
    }

    private static @Nullable String value(Map<String, @Nullable String> fields, String field, @Nullable String otherwise) {
      return fields.containsKey(field) ? fields.get(field) : otherwise;
    }

    /** These facts, with those of a later telling laid over them. */
    Facts overlaidBy(Facts later) {
      Map<String, String> both = new HashMap<>(answers);
      both.putAll(later.answers);
      return new Facts(
          or(later.firstName, firstName),
          or(later.lastName, lastName),
          or(later.company, company),
          or(later.title, title),
          or(later.companySize, companySize),
          or(later.industry, industry),
          or(later.country, country),
          or(later.timeZone, timeZone),
          both);
    }
  }

  /**
   * What brought the lead to us this time.
   *
   * @param channel such as "form", "import" or "webinar"
   */
  public record Touch(
      @Nullable String source, @Nullable String campaign, @Nullable String content, @Nullable String channel) {
    /** Nothing known. */
    public static final Touch NONE = new Touch(null, null, null, null);

    public Touch {
      source = known(source);
      campaign = known(campaign);
      content = known(content);
      channel = known(channel);
    }
  }

  public LeadDetails {
    email = known(email);
    consent = Map.copyOf(consent);
  }

  static <T> @Nullable T or(@Nullable T first, @Nullable T second) {
    return first == null ? second : first;
  }

  private static @Nullable String known(@Nullable String text) {
    return VisibleText.known(text);
  }

  private static Map<String, String> knownOf(Map<String, String> answers) {
    Map<String, String> known = new HashMap<>();
    answers.forEach((name, answer) -> {
      String text = known(answer);
      if (text != null) {
        known.put(VisibleText.trim(name), text);
      }
    });
    return Map.copyOf(known);
  }
}
