package dev.leadloop.dryrun;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes out dry runs whose file or result has a person's address: files are many people's, and what came of one is theirs. */
final class DryRunErasingStore {
  private static final String WHOSE =
      """
      exists (select from unnest(:addresses::text[]) as one(address)
               where position(convert_to(one.address, 'UTF8') in coalesce(file, ''::bytea)) > 0
                  or position(one.address in lower(concat(result::text, asked::text, failure))) > 0)
      and (:lead::text is null or true)""";

  private DryRunErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("dry-runs", jdbc).deletes("simulation", WHOSE);
  }
}
