package dev.leadloop.provider;

import static dev.leadloop.erasure.HeldRowsStore.OF_BOTH;

import dev.leadloop.erasure.Erased;
import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import dev.leadloop.erasure.Holding;
import dev.leadloop.erasure.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what a provider said of a person's mails, and what the person wrote back; that a mail came or was opened stays. */
final class ProviderErasingStore implements Erases {
  private final JdbcClient jdbc;
  private final HeldRowsStore events;

  ProviderErasingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.events = HeldRowsStore.named("provider", jdbc)
        .clears("provider_event", OF_BOTH, Map.of("email_key", "null", "body", "'{}'::jsonb"),
            "what kind of event it was and when stays, without address and words");
  }

  @Override
  public String name() {
    return events.name();
  }

  @Override
  public List<Holding> holdings() {
    List<Holding> all = new ArrayList<>(events.holdings());
    all.add(new Holding("provider_batch", java.util.Set.of("events"), "made into events within seconds, then gone"));
    return all;
  }

  @Override
  public Erased erase(Person person) {
    Erased erased = events.erase(person);
    boolean waits = jdbc.sql(
            """
            select exists (select from provider_batch b join unnest(:addresses::text[]) as one(address)
                              on position(one.address in lower(b.events)) > 0)""")
        .param("addresses", person.addresses().toArray(String[]::new))
        .query(Boolean.class)
        .single();
    return waits ? new Erased(erased.counts(), "events of the provider that are not read yet") : erased;
  }

  @Override
  public Map<String, List<Map<String, Object>>> tell(Person person) {
    return events.tell(person);
  }
}
