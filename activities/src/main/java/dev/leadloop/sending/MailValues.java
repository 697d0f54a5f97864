package dev.leadloop.sending;

import dev.leadloop.record.LeadRecord;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a nurture mail may say of its reader, as far as it is known. */
public final class MailValues {
  private MailValues() {}

  /** The values of a lead, by placeholder. */
  public static Map<String, String> of(LeadRecord person) {
    Map<String, String> values = new HashMap<>();
    put(values, "firstName", person.firstName());
    put(values, "lastName", person.lastName());
    put(values, "company", person.profile().company().name());
    put(values, "title", person.profile().title());
    put(values, "topic", person.profile().answers().get("topic"));
    return values;
  }

  private static void put(Map<String, String> values, String name, @Nullable String value) {
    if (value != null) {
      values.put(name, value);
    }
  }
}
