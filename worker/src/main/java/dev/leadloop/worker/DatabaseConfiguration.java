package dev.leadloop.worker;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.leadloop.worker.start.DatabaseSettings;
import dev.leadloop.worker.start.LocalServers;
import dev.leadloop.worker.start.StartFailure;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
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

  private static final long CONNECT_MILLIS = 5_000;

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(DatabaseSettings settings, @Nullable LocalServers local) {
    DatabaseSettings database = settings.given() ? settings : required(local).database(settings.poolSize());
    HikariDataSource pool = open(database);
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
