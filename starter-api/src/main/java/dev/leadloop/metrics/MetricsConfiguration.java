package dev.leadloop.metrics;

import dev.leadloop.checks.Attention;
import dev.leadloop.checks.Losses;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.view.WatchStore;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One registry of all that is measured of this process and of the record. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

  @Bean
  JvmGcMetrics collections() {
    return new JvmGcMetrics();
  }

  @Bean
  PrometheusMeterRegistry meters(
      JdbcClient jdbc, Attention attention, Losses losses, Measuring measuring, Clock clock, JvmGcMetrics collections) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(meters);
    new JvmThreadMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new UptimeMetrics().bindTo(meters);
    collections.bindTo(meters);
    meters.getPrometheusRegistry().register(new WatchedGauges(new WatchStore(jdbc), attention, losses, measuring, clock));
    return meters;
  }
}
