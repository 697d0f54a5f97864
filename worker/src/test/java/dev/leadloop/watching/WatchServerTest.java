package dev.leadloop.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.testing.TestDatabase;
import dev.leadloop.testing.TestPostgres;
import dev.leadloop.worker.WorkerApplication;
import dev.leadloop.worker.start.StartFailure;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;

class WatchServerTest {
  private static final WatchedGauge ONE = WatchedGauge.of("leadloop_one", "One.");
  private static final String DATABASE = Watch.DATABASE.metric();
  private static final String AGE = Watch.AGE.metric();
  private static final WatchedGauge OTHER = WatchedGauge.of("leadloop_other", "Other.");

  @Test
  void workerOfItsOwnTellsWhoHasTheTokenWhatItMeasures() throws IOException, InterruptedException {
    try (TestDatabase database = TestPostgres.freshDatabase();
        ConfigurableApplicationContext worker = worker(
            "--leadloop.temporal.target=127.0.0.1:1", "--leadloop.database.url=" + database.url(),
            "--leadloop.management.port=0", "--leadloop.management.token=of-this-test")) {
      worker.getBean(Watch.class).look();
      int port = worker.getBean(WatchServer.class).port();
      assertThat(get(port, "/metrics", null).statusCode()).isEqualTo(401);
      assertThat(get(port, "/metrics", "of-another").statusCode()).isEqualTo(401);
      assertThat(get(port, "/other", "of-this-test").statusCode()).isEqualTo(404);
      assertThat(get(port, "/healthz", null).body()).isEqualTo("up\n");
      String metrics = get(port, "/metrics", "of-this-test").body();
      for (WatchedGauge gauge : List.of(WorkNumbers.LEADS, WorkNumbers.INBOX_OLDEST, WorkNumbers.RING_LAG, Watch.AGE)) {
        assertThat(metrics)
            .contains("# HELP " + gauge.metric() + " " + gauge.help() + "\n", "# TYPE " + gauge.metric() + " gauge\n");
      }
      assertThat(metrics).contains(
          "leadloop_database_up 1.0", "jvm_memory_used_bytes",
          "leadloop_decision_seconds_bucket{outcome=\"recorded\",le=\"0.05\"} 0",
          "hikaricp_connections_active{pool=\"leadloop\"}", "temporal_");
    }
  }

  @Test
  void nobodyOpensItToOthersWithoutAToken() {
    WatchSettings open = new WatchSettings(0, "0.0.0.0", " ", Duration.ZERO);
    assertThatThrownBy(() -> new WatchServer(open, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)))
        .isInstanceOf(StartFailure.class).hasMessageContaining("LEADLOOP_MANAGEMENT_TOKEN");
  }

  @Test
  void whatFailsAloneIsLeftOutAloneAndWhatIsOldIsNotTold() {
    AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    Watch watch = new Watch(List.of(numbers(ONE, failure), numbers(OTHER, new AtomicReference<>())), Runnable::run, now::get);
    watch.look();
    assertThat(told(watch)).containsExactlyInAnyOrder("leadloop_one", "leadloop_other", DATABASE, AGE);
    now.set(Instant.EPOCH.plus(Duration.ofMinutes(3)));
    assertThat(told(watch)).as("nobody has looked").containsExactlyInAnyOrder(DATABASE, AGE);
    failure.set(new QueryTimeoutException("too long"));
    watch.look();
    assertThat(told(watch)).containsExactlyInAnyOrder("leadloop_other", DATABASE, AGE);
    failure.set(new DataAccessResourceFailureException("away"));
    watch.look();
    assertThat(told(watch)).containsExactlyInAnyOrder(DATABASE, AGE);
  }

  private static List<String> told(Watch watch) {
    return watch.collect().stream().map(one -> one.getMetadata().getName()).toList();
  }

  private static WatchedNumbers numbers(WatchedGauge gauge, AtomicReference<@Nullable RuntimeException> failure) {
    return new WatchedNumbers() {
      @Override
      public List<WatchedGauge> gauges() {
        return List.of(gauge);
      }

      @Override
      public void look(Readings readings) {
        RuntimeException failing = failure.get();
        if (failing != null) {
          throw failing;
        }
        readings.set(gauge, 1);
      }
    };
  }

  private static HttpResponse<String> get(int port, String path, @Nullable String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.ofString());
    }
  }

  private static ConfigurableApplicationContext worker(String... arguments) {
    SpringApplication application = new SpringApplication(WorkerApplication.class);
    application.setLogStartupInfo(false);
    application.setBannerMode(Banner.Mode.OFF);
    return application.run(arguments);
  }
}
