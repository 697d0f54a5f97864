package dev.leadloop.bulk;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what was written with an order for many leads of which one was the person; that it was given stays. */
final class BulkErasingStore {
  private BulkErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("bulk-orders", jdbc)
        .clears("bulk_order", "bulk_order_id in (select bulk_order_id from bulk_order_lead where lead_id = :lead)",
            Map.of("note", "null"), "what was ordered stays, without the note")
        .clears("bulk_order_lead", "lead_id = :lead", Map.of("message", "null"), "that the order was given stays");
  }
}
