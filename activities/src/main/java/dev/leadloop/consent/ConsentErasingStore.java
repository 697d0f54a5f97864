package dev.leadloop.consent;

import static dev.leadloop.erasure.HeldRowsStore.OF_ADDRESS;
import static dev.leadloop.erasure.HeldRowsStore.OF_BOTH;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what a person agreed to and left; that an address wanted no mail stays known by its hash. */
final class ConsentErasingStore {
  private ConsentErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("consent", jdbc)
        .deletes("consent_record", OF_BOTH)
        .deletes("topic_left", OF_ADDRESS)
        .deletes("address_event", OF_ADDRESS)
        .deletes("address", OF_ADDRESS);
  }
}
