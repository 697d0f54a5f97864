package dev.leadloop.web;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets the visits of a person to the company's pages; the browser is a stranger's from then on. */
final class VisitErasingStore {
  private VisitErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("visits", jdbc)
        .deletes("visit_event", "visitor_id in (select visitor_id from visitor where lead_id = :lead)")
        .deletes("visitor", "lead_id = :lead");
  }
}
