package dev.leadloop.imports;

import dev.leadloop.erasure.Erases;
import dev.leadloop.erasure.HeldRowsStore;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets the rows of files that tell of a person: those that were taken, and those that failed and are kept to be mended. */
final class ImportErasingStore {
  private static final String WHOSE =
      "(lead_id = :lead or cells is not null and exists (select from unnest(:addresses::text[]) as one(address)"
          + " where position(one.address in lower(cells::text)) > 0))";

  private ImportErasingStore() {}

  static Erases over(JdbcClient jdbc) {
    return HeldRowsStore.named("imports", jdbc)
        .clears("import_row", WHOSE,
            Map.of(
                "cells", "null", "warnings", "null", "error", "case when error is not null then 'The person was erased.' end"),
            "that a row of the file was there and what became of it stays, without its cells")
        .deletes("import_seen", "lead_id = :lead");
  }
}
