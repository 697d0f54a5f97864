package dev.leadloop.local;

import dev.leadloop.local.postgres.PostgresBinaries;
import dev.leadloop.local.postgres.PostgresServer;
import dev.leadloop.local.process.DataFolder;
import dev.leadloop.worker.start.DatabaseSettings;
import dev.leadloop.worker.temporal.TemporalSettings;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gives the process its data folder and, where no servers are named, servers of its own. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LocalSettings.class)
class LocalConfiguration {

  @Bean
  DataFolder dataFolder(LocalSettings settings) {
    return new DataFolder(settings.home());
  }

  @Bean(initMethod = "start", destroyMethod = "close")
  LocalStack localStack(
      DataFolder folder, LocalSettings settings, TemporalSettings temporal, DatabaseSettings database) {
    return new LocalStack(
        folder,
        temporal.given()
            ? Optional.empty()
            : Optional.of(new TemporalDevServer(
                folder, TemporalBinary.of(folder), temporal.namespace(), settings.temporal())),
        database.given()
            ? Optional.empty()
            : Optional.of(new PostgresServer(folder, settings.database().port(), new PostgresBinaries(folder))));
  }
}
