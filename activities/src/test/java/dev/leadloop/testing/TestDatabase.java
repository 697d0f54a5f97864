package dev.leadloop.testing;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** A database of one test class, behind a connection pool of its own. */
public final class TestDatabase implements AutoCloseable {

  private final String name;
  private final HikariDataSource pool;

  TestDatabase(String name, HikariDataSource pool) {
    this.name = name;
    this.pool = pool;
  }

  /** The pool to use in the test. */
  public DataSource dataSource() {
    return pool;
  }

  /** The JDBC address, for a second process; the user is {@code postgres} without a password. */
  public String url() {
    return pool.getJdbcUrl();
  }

  /** Drops the database. */
  @Override
  public void close() {
    pool.close();
    TestPostgres.drop(name);
  }
}
