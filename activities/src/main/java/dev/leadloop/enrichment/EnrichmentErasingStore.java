package dev.leadloop.enrichment;

import static dev.leadloop.erasure.HeldRowsStore.OF_LEAD;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what was asked and found out about a person. */
public final class EnrichmentErasingStore {
  private EnrichmentErasingStore() {}

  /** Over one data source. */
  public static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("enrichment", jdbc).deletes("enrichment_answer", OF_LEAD).deletes("enrichment_wish", OF_LEAD);
  }
}
