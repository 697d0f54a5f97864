package dev.leadloop.checks;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks the database whether it is there. */
@Component
class ReadinessStore {
  private final JdbcClient jdbc;

  ReadinessStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** True where it answers; fails with a data access exception where it does not. */
  boolean answers() {
    return jdbc.sql("select 1").query(Integer.class).single() == 1;
  }
}
