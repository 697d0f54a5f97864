package dev.leadloop.testing;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** A database of one test or test class, behind a connection pool of its own. */
public final class TestDatabase implements AutoCloseable {

  private final String name;
  private final HikariDataSource pool;
  private boolean told;

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
    told = true;
    return pool.getJdbcUrl();
  }

  /** Deletes every row that a new database has not. */
  public void empty() {
    TestPostgres.empty(pool);
  }

  /** Gives the database back; one that another process knows of is dropped, since that might write once more. */
  @Override
  public void close() {
    pool.close();
    if (told) {
      TestPostgres.drop(name);
    } else {
      TestPostgres.giveBack(name);
    }
  }
}
