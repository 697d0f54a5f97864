package dev.leadloop.intake;

import static dev.leadloop.erasure.HeldRowsStore.OF_LEAD;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets who a lead was. Its row stays, empty but for when it came and by which campaign: measures are counted by that. */
final class IntakeErasingStore {
  private static final int LAST = 100;

  private IntakeErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    Map<String, String> person = new TreeMap<>();
    for (String column : new String[] {
        "email", "email_key", "first_name", "last_name", "company", "title", "company_size", "industry", "country", "time_zone",
        "consent", "consent_confirmed_key", "consent_confirmed_at", "enriched"}) {
      person.put(column, "null");
    }
    person.put("answers", "'{}'::jsonb");
    return HeldRowsStore.named("person", jdbc)
        .deletes("fact_change", OF_LEAD)
        .deletes("lead_identity", OF_LEAD)
        .deletes("idempotency_key", OF_LEAD)
        .clears("lead", OF_LEAD, person,
            "the row stays as a tombstone: when the lead came and by which source, campaign and content")
        .inTurn(LAST);
  }
}
