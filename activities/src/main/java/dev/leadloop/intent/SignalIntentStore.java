package dev.leadloop.intent;

import dev.leadloop.store.Json;
import dev.leadloop.store.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Signals that tell what a company reads up on. */
final class SignalIntentStore {
  private final JdbcClient jdbc;

  SignalIntentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** A signal, and what tells the company of whose it is. */
  record SignalTold(@Nullable String emailKey, @Nullable String company, Map<String, String> properties, Instant at) {}

  /** The newest of them, of people whose accounts are about to be counted anew. */
  List<SignalTold> ofAccountsToCount(Instant from, Instant now, int most) {
    return jdbc.sql(
            """
            select l.email_key, l.company, g.properties, g.occurred_at
              from signal g join lead l using (lead_id)
             where g.type = 'intent_surge' and not g.voided and g.occurred_at > :from and g.occurred_at <= :now
               and l.erased_at is null and l.account_id in (select account_id from account_dirty)
             order by g.occurred_at desc, g.lead_id, g.event_id limit :most""")
        .param("from", Times.in(from))
        .param("now", Times.in(now))
        .param("most", most)
        .query((row, n) -> new SignalTold(
            row.getString("email_key"), row.getString("company"), Json.texts(row.getString("properties")),
            Times.out(row, "occurred_at")))
        .list();
  }
}
