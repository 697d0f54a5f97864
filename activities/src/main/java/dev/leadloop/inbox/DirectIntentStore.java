package dev.leadloop.inbox;

import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which signals go into the first line: those by which, after the latest policy, a lead asks for sales itself. */
public final class DirectIntentStore {
  private final JdbcClient jdbc;

  public DirectIntentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Keeps these and no others. */
  public void keep(Collection<String> signals) {
    jdbc.sql(
            """
            with gone as (delete from direct_intent where signal <> all (:signals))
            insert into direct_intent (signal) select unnest(:signals) on conflict do nothing""")
        .param("signals", signals.stream().distinct().toArray(String[]::new))
        .update();
  }
}
