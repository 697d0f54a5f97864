package dev.leadloop.connect.mapping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a lead, as a mapping calls it.
 *
 * @param values by name; what is not known is left out
 */
public record LeadFacts(Map<String, String> values) {
  public static final String EMAIL = "email";
  public static final String STAGE = "stage";
  /** The stage once more, for a second field that says where sales stands. */
  public static final String STATUS = "status";
  /** The owner, by address. */
  public static final String OWNER = "owner";
  public static final String ANSWERS = "answers.";

  /** What the other side may tell us of a person. */
  public static final List<String> OF_PERSON =
      List.of("firstName", "lastName", "company", "title", "companySize", "industry", "country");

  /** Everything that may be told. */
  public static final List<String> NAMES = List.of(
      "firstName", "lastName", "company", "title", "companySize", "industry", "country", EMAIL, STAGE, STATUS, OWNER, "score",
      "fit", "grade", "reason", "amount", "currency", "leadId");

  public LeadFacts {
    values = Map.copyOf(values);
  }

  /** Facts of which some may not be known. */
  public static LeadFacts of(Map<String, @Nullable String> known) {
    Map<String, String> values = new HashMap<>();
    known.forEach((name, value) -> {
      if (value != null && !value.isBlank()) {
        values.put(name, value);
      }
    });
    return new LeadFacts(values);
  }

  /** The fact of that name; null where it is not known. */
  public @Nullable String get(String name) {
    return values.get(name);
  }
}
