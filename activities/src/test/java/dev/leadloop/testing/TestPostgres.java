package dev.leadloop.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * One embedded PostgreSQL per JVM. Every database handed out is a copy of a template to which all migrations were
 * applied once, so a fresh one costs milliseconds. The server is not durable (no fsync): it must not be used to
 * test what survives a crash.
 */
public final class TestPostgres {

  private static final String TEMPLATE = "leadloop_template";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private TestPostgres() {}

  /** A new database with the product's tables and no rows. Close it to drop it; the JVM's end drops it too. */
  public static TestDatabase freshDatabase() {
    String name = "test_" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return open(name);
  }

  /** A new database without any tables. */
  public static TestDatabase emptyDatabase() {
    String name = "empty_" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return open(name);
  }

  static void drop(String name) {
    execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }

  private static TestDatabase open(String name) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl(server().getJdbcUrl("postgres", name));
    pool.setUsername("postgres");
    pool.setMaximumPoolSize(16);
    pool.setMinimumIdle(0);
    pool.setPoolName(name);
    return new TestDatabase(name, new HikariDataSource(pool));
  }

  private static synchronized EmbeddedPostgres server() {
    EmbeddedPostgres started = server;
    if (started == null) {
      try {
        started = EmbeddedPostgres.builder().setServerConfig("max_connections", "300").start();
      } catch (IOException e) {
        throw new UncheckedIOException("The embedded PostgreSQL for tests did not start", e);
      }
      migrateTemplate(started);
      server = started;
    }
    return started;
  }

  private static void migrateTemplate(EmbeddedPostgres postgres) {
    execute(postgres, "CREATE DATABASE " + TEMPLATE);
    Flyway.configure().dataSource(postgres.getJdbcUrl("postgres", TEMPLATE), "postgres", "").load().migrate();
  }

  private static synchronized void execute(String statement) {
    execute(server(), statement);
  }

  private static void execute(EmbeddedPostgres postgres, String statement) {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("Test database: " + statement, e);
    }
  }
}
