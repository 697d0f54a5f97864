package dev.leadloop.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class TracingConfigurationTest {
  private static final String ENDPOINT = "otel.exporter.otlp.traces.endpoint";

  @Test
  void spansAreSentToTheReceiverThatOpenTelemetrysSettingsName() throws IOException {
    List<String> received = new CopyOnWriteArrayList<>();
    HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", exchange -> {
      received.add(exchange.getRequestURI() + " "
          + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
      exchange.sendResponseHeaders(200, -1);
      exchange.close();
    });
    receiver.start();
    System.setProperty(ENDPOINT, "http://127.0.0.1:" + receiver.getAddress().getPort() + "/v1/traces");
    try {
      OpenTelemetry telemetry = new TracingConfiguration().openTelemetry(true);
      new Traces(telemetry, true).within("a decision", SpanKind.INTERNAL, null, span -> null);
      ((OpenTelemetrySdk) telemetry).close();
    } finally {
      System.clearProperty(ENDPOINT);
      receiver.stop(0);
    }
    assertThat(received).singleElement().asString().startsWith("/v1/traces ").contains("a decision", "leadloop");
  }

  @Test
  void nothingIsRecordedUnlessItIsAskedFor() {
    OpenTelemetry none = new TracingConfiguration().openTelemetry(false);
    assertThat(none).isSameAs(OpenTelemetry.noop());
    Traces traces = new Traces(none, false);
    assertThat(traces.recorded()).isFalse();
    assertThat(traces.<Boolean, RuntimeException>within("x", SpanKind.INTERNAL, "no header", span -> span.isRecording()))
        .isFalse();
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }
}
