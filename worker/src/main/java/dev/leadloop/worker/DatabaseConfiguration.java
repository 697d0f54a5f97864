package dev.leadloop.worker;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.leadloop.store.SessionSettings;
import dev.leadloop.worker.start.DatabaseSettings;
import dev.leadloop.worker.start.LocalServers;
import dev.leadloop.worker.start.StartFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The connection to PostgreSQL. Whoever holds it may rely on all migrations having been applied. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

  private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);
  private static final long CONNECT_MILLIS = 5_000;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(DatabaseSettings settings, @Nullable LocalServers local) {
    DatabaseSettings database = settings.given() ? settings : required(local).database(settings.poolSize());
    return waited(database.startPatience(), BETWEEN_TRIES, () -> migrated(open(database)));
  }

  /**
   * What a try brings; while the database is away, tried again until the time is up. A wrong password and the like are told
   * at once.
   */
  static <T> T waited(Duration patience, Duration between, Supplier<T> tried) {
    long began = System.nanoTime();
    while (true) {
      try {
        return tried.get();
      } catch (StartFailure failure) {
        Duration left = patience.minusNanos(System.nanoTime() - began);
        if (!isAway(failure) || left.isNegative()) {
          throw failure;
        }
        LOG.warn("Not started yet: {} It is tried again, for {} s more", failure.getMessage(), left.toSeconds() + 1);
        sleep(between, failure);
      }
    }
  }

  private static void sleep(Duration time, StartFailure failure) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failure;
    }
  }

  /** SQL states 08 (connection) and 57P (shutting down or starting). */
  private static boolean isAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null
          && (sql.getSQLState().startsWith("08") || sql.getSQLState().startsWith("57P"))) {
        return true;
      }
    }
    return false;
  }

  private static HikariDataSource migrated(HikariDataSource pool) {
    try {
      Flyway.configure().dataSource(pool).load().migrate();
      return pool;
    } catch (RuntimeException e) {
      pool.close();
      throw new StartFailure("the database's tables could not be brought up to date: " + lastMessage(e) + ".", e);
    }
  }

  @Bean
  PlatformTransactionManager transactionManager(DataSource dataSource) {
    return new JdbcTransactionManager(dataSource);
  }

  @Bean
  TransactionTemplate transactionTemplate(PlatformTransactionManager transactionManager) {
    return new TransactionTemplate(transactionManager);
  }

  @Bean
  JdbcClient jdbcClient(DataSource dataSource) {
    return JdbcClient.create(dataSource);
  }

  private static HikariDataSource open(DatabaseSettings database) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("leadloop");
    config.setJdbcUrl(database.url());
    config.setUsername(database.username());
    config.setPassword(database.password());
    config.setMaximumPoolSize(database.poolSize());
    // Short, so that a request made while the database is down is refused in good time.
    config.setConnectionTimeout(CONNECT_MILLIS);
    config.setConnectionInitSql(SessionSettings.SQL);
    config.addDataSourceProperty("ApplicationName", "leadloop");
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("socketTimeout", "60");
    // Its details quote the row that could not be written, persons and all, into whatever tells of the exception.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw new StartFailure("the database of leadloop.database.url cannot be reached: " + lastMessage(e) + ".", e);
    }
  }

  private static String lastMessage(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage()).lines().map(String::strip).collect(Collectors.joining(" ")).strip()
        .replaceAll("\\.$", "");
  }

  private static LocalServers required(@Nullable LocalServers local) {
    if (local == null) {
      throw new StartFailure("no database is given: set leadloop.database.url (LEADLOOP_DATABASE_URL)"
          + " to the JDBC address of a PostgreSQL.");
    }
    return local;
  }
}
