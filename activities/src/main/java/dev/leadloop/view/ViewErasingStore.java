package dev.leadloop.view;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes out lists that somebody kept by searching for a person's address. */
final class ViewErasingStore {
  private static final String WHOSE =
      """
      exists (select from unnest(:addresses::text[]) as one(address)
               where position(one.address in lower(replace(query, '%40', '@'))) > 0
                  or position(one.address in lower(name)) > 0)
      and (:lead::text is null or true)""";

  private ViewErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("lists", jdbc).deletes("lead_view", WHOSE);
  }
}
