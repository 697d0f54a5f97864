package dev.leadloop.watching;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.leadloop.connect.ConnectorStore;
import dev.leadloop.connect.WaitingStore;
import dev.leadloop.email.transport.SignInRefusals;
import dev.leadloop.view.WatchStore;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.temporal.TemporalProbe;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One registry of all that is measured of this process, of Temporal's client in it, and of the record. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WatchSettings.class)
class WatchingConfiguration {
  private static final int LONGEST_LOOK_SECONDS = 5;

  @Bean
  JvmGcMetrics collections() {
    return new JvmGcMetrics();
  }

  @Bean
  PrometheusMeterRegistry meters(JvmGcMetrics collections) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters.config().meterFilter(new RequestBuckets());
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    new FileDescriptorMetrics().bindTo(meters);
    collections.bindTo(meters);
    return meters;
  }

  @Bean
  WorkNumbers workNumbers(JdbcClient jdbc) {
    return new WorkNumbers(new WatchStore(jdbc));
  }

  @Bean
  ConnectorNumbers connectorNumbers(JdbcClient jdbc) {
    return new ConnectorNumbers(new ConnectorStore(jdbc), new WaitingStore(jdbc));
  }

  @Bean
  Watch watch(
      ObjectProvider<WatchedNumbers> numbers, PlatformTransactionManager transactions, JdbcClient jdbc, DataSource pool,
      PrometheusMeterRegistry meters, Clock clock) throws SQLException {
    TransactionTemplate reading = new TransactionTemplate(transactions);
    reading.setReadOnly(true);
    WatchStore store = new WatchStore(jdbc);
    List<WatchedNumbers> all = numbers.orderedStream().toList();
    Watch watch = new Watch(all, look -> reading.executeWithoutResult(status -> {
      store.atMost(LONGEST_LOOK_SECONDS);
      look.run();
    }), clock);
    meters.getPrometheusRegistry().register(watch);
    if (pool.isWrapperFor(HikariDataSource.class)) {
      HikariDataSource hikari = pool.unwrap(HikariDataSource.class);
      if (hikari.getMetricsTrackerFactory() == null) {
        hikari.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
      }
    }
    return watch;
  }

  @Bean
  RepeatingTasks watchTask(Watch watch, WatchSettings settings) {
    return new RepeatingTasks("watch", !settings.lookEvery().isZero(), () -> {
      watch.look();
      return settings.lookEvery();
    });
  }

  @Bean
  Troubles troubles(
      JdbcClient jdbc, TemporalProbe temporal, SignInRefusals mail, @Value("${leadloop.home:.leadloop}") Path home)
      throws IOException {
    int migrations = new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/V*.sql").length;
    return new Troubles(new ServerStore(jdbc), migrations, temporal::state, mail, () -> usableBytes(home));
  }

  /** Of the folder, or of where it would be made. */
  private static long usableBytes(Path home) {
    for (Path place = home.toAbsolutePath(); place != null; place = place.getParent()) {
      if (Files.isDirectory(place)) {
        long usable = place.toFile().getUsableSpace();
        // A file system that does not tell says nothing.
        return usable > 0 || place.toFile().getTotalSpace() > 0 ? usable : Long.MAX_VALUE;
      }
    }
    return Long.MAX_VALUE;
  }

  @Bean
  WatchServer watchServer(WatchSettings settings, PrometheusMeterRegistry meters) {
    return new WatchServer(settings, meters);
  }
}
