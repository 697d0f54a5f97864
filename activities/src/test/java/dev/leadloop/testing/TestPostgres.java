package dev.leadloop.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * One embedded PostgreSQL per JVM. Every database handed out is a copy of a template to which all migrations were
 * applied once, or one that was such a copy before and is {@linkplain UsedDatabase as it was then}. The server is not durable
 * (no fsync): it must not be used to test what survives a crash.
 */
public final class TestPostgres {

  private static final String TEMPLATE = "leadloop_template";
  private static final String COPY = "test_";
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final Deque<String> AS_NEW = new ConcurrentLinkedDeque<>();
  private static @Nullable EmbeddedPostgres server;
  private static @Nullable UsedDatabase used;

  private TestPostgres() {}

  /** A new database with the product's tables and no rows. Close it to drop it; the JVM's end drops it too. */
  public static TestDatabase freshDatabase() {
    String asNew = AS_NEW.poll();
    if (asNew != null) {
      return open(asNew);
    }
    String name = COPY + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return open(name);
  }

  /** A new database without any tables. */
  public static TestDatabase emptyDatabase() {
    String name = "empty_" + NUMBER.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return open(name);
  }

  /** Keeps the database for the next who wants a new one, if it can be made so; drops it otherwise. */
  static void giveBack(String name) {
    if (name.startsWith(COPY) && Objects.requireNonNull(used).madeAsNew(server().getJdbcUrl("postgres", name))) {
      AS_NEW.add(name);
    } else {
      drop(name);
    }
  }

  static void empty(DataSource database) {
    Objects.requireNonNull(used).empty(database);
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
      used = UsedDatabase.comparedWith(started.getJdbcUrl("postgres", TEMPLATE));
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
