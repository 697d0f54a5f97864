package dev.leadloop.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces are off unless asked for; where they go is said by OpenTelemetry's own variables, such as its OTLP endpoint. */
@Configuration(proxyBeanMethods = false)
class TracingConfiguration {
  /** The sender that comes with the JDK speaks HTTP; metrics and logs have ways of their own. */
  private static final Map<String, String> DEFAULTS = Map.of(
      "otel.service.name", "leadloop",
      "otel.exporter.otlp.protocol", "http/protobuf",
      "otel.metrics.exporter", "none",
      "otel.logs.exporter", "none");

  /** Ends with what it has not told yet. */
  @Bean
  OpenTelemetry openTelemetry(@Value("${leadloop.tracing.enabled:false}") boolean enabled) {
    return enabled
        ? AutoConfiguredOpenTelemetrySdk.builder().addPropertiesSupplier(() -> DEFAULTS).build().getOpenTelemetrySdk()
        : OpenTelemetry.noop();
  }

  @Bean
  Traces traces(OpenTelemetry telemetry, @Value("${leadloop.tracing.enabled:false}") boolean enabled) {
    return new Traces(telemetry, enabled);
  }
}
