package dev.leadloop.watching;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Asks the database how it stands. */
final class ServerStore {
  private final JdbcClient jdbc;

  ServerStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** How many changes of its tables it has seen; fails with a data access exception where it is away. */
  int migrations() {
    return jdbc.sql("select count(*) from flyway_schema_history where success and version is not null")
        .query(Integer.class).single();
  }
}
