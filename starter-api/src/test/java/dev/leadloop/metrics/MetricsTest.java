package dev.leadloop.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.checks.Attention;
import dev.leadloop.checks.Losses;
import dev.leadloop.lead.Stage;
import dev.leadloop.measures.counting.Measuring;
import dev.leadloop.security.Role;
import dev.leadloop.view.AttentionStore.Why;
import dev.leadloop.view.WatchStore;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Gauges against counts of their own, over a record in which nobody else does anything. */
@TestPropertySource(properties = "spring.application.name=metrics")
@DirtiesContext
class MetricsTest extends DecidingApiTest {
  @Autowired private Attention attention;
  @Autowired private Losses losses;
  @Autowired private Measuring measuring;

  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());

  private WatchedGauges gauges() {
    return new WatchedGauges(new WatchStore(jdbc), attention, losses, measuring, now::get);
  }

  /** What a gauge says, by its labels in order. */
  private static Map<List<String>, Double> values(MetricSnapshots all, Gauge gauge) {
    Map<List<String>, Double> values = new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    for (MetricSnapshot one : all) {
      if (one.getMetadata().getName().equals(gauge.metric()) && one instanceof GaugeSnapshot found) {
        for (GaugeDataPointSnapshot point : found.getDataPoints()) {
          values.put(gauge.labels().stream().map(label -> point.getLabels().get(label)).toList(), point.getValue());
        }
      }
    }
    return values;
  }

  @Test
  void handoffsAreCountedAsTheyWaitComeTooLateAndAreAnswered() {
    String first = handedOver("Watched One");
    String second = handedOver("Watched Two");
    handedOver("Watched Three");
    jdbc.sql("update handoff_cycle set deadline = now() - interval '2 minutes' where lead_id = :lead")
        .param("lead", first).update();
    jdbc.sql("update handoff_cycle set level = 'PAUSED', deadline = now() - interval '9 minutes' where lead_id = :lead")
        .param("lead", second).update();
    MetricSnapshots seen = gauges().collect();
    String slaClass = jdbc.sql("select sla_class from handoff_cycle where lead_id = :lead").param("lead", first)
        .query(String.class).single();
    long others = count("select count(*) from handoff_cycle where ended_at is null and sla_class = '" + slaClass + "'") - 2L;
    Map<List<String>, Double> open = values(seen, Gauge.HANDOFFS);
    assertThat(open).containsEntry(List.of(slaClass, "rep", "overdue"), 1.0)
        .containsEntry(List.of(slaClass, "rep", "paused"), 1.0);
    assertThat(open.getOrDefault(List.of(slaClass, "rep", "in_time"), 0.0)
        + open.getOrDefault(List.of(slaClass, "queue", "in_time"), 0.0)).isEqualTo(others);
    assertThat(values(seen, Gauge.OVERDUE).get(List.of(slaClass))).as("what is paused is not late").isBetween(119.0, 400.0);
    assertThat(post("/api/v1/leads/" + first + "/accept", key(Role.SALES), "{}").status()).isEqualTo(200);
    now.updateAndGet(at -> at.plusSeconds(11));
    MetricSnapshots later = gauges().collect();
    assertThat(values(later, Gauge.HANDOFFS)).doesNotContainKey(List.of(slaClass, "rep", "overdue"));
    assertThat(values(later, Gauge.OVERDUE)).containsEntry(List.of(slaClass), 0.0);
  }

  @Test
  void leadsAreCountedInEveryStageAndOnlyNowAndThen() {
    newLead();
    WatchedGauges gauges = gauges();
    MetricSnapshots before = gauges.collect();
    Map<List<String>, Double> stages = values(before, Gauge.LEADS);
    assertThat(stages).hasSize(Stage.values().length);
    assertThat(values(before, Gauge.STANDING_STILL)).hasSize(Why.values().length);
    for (Stage stage : Stage.values()) {
      assertThat(stages.get(List.of(stage.label()))).as(stage.label())
          .isEqualTo(count("select count(*) from lead_status where stage = '" + stage.label() + "'"));
    }
    handedOver("Watched Four");
    assertThat(gauges.collect()).as("a look is good for ten seconds").isSameAs(before);
    now.updateAndGet(at -> at.plus(Duration.ofSeconds(11)));
    assertThat(values(gauges.collect(), Gauge.LEADS).get(List.of("SQL"))).isEqualTo(stages.get(List.of("SQL")) + 1);
  }

  @Test
  void whatWaitsIsSeenWithItsAge() {
    String lead = newLead();
    jdbc.sql("update inbox set ring_at = now() - interval '1 minute', urgency = 2, recorded_at = now() - interval '3 minutes'"
            + " where lead_id = :lead").param("lead", lead).update();
    MetricSnapshots seen = gauges().collect();
    assertThat(values(seen, Gauge.INBOX).get(List.of("BULK")))
        .isEqualTo(count("select count(*) from inbox where urgency = 2 and decided_seq is null and not quiet"));
    assertThat(values(seen, Gauge.INBOX_OLDEST).get(List.of("BULK"))).isBetween(180.0, 400.0);
    decide(lead);
    jdbc.sql("update effect set created_at = now() - interval '1 hour' where lead_id = :lead and status = 'OPEN'")
        .param("lead", lead).update();
    now.updateAndGet(at -> at.plusSeconds(11));
    MetricSnapshots later = gauges().collect();
    assertThat(values(later, Gauge.INBOX).get(List.of("BULK"))).isZero();
    assertThat(values(later, Gauge.INBOX_OLDEST).get(List.of("BULK"))).isZero();
    double effects = values(later, Gauge.EFFECTS).values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(effects).isEqualTo(count("select count(*) from effect where status = 'OPEN'"));
  }

  @Test
  void aDatabaseThatIsAwayIsSaidAndNothingIsMadeUp() {
    WatchedGauges gauges = gauges();
    assertThat(values(gauges.collect(), Gauge.DATABASE).values()).containsExactly(1.0);
    database.gone = true;
    try {
      now.updateAndGet(at -> at.plusSeconds(11));
      MetricSnapshots away = gauges.collect();
      assertThat(values(away, Gauge.DATABASE).values()).containsExactly(0.0);
      assertThat(away.size()).isEqualTo(1);
    } finally {
      database.gone = false;
    }
  }

  @Test
  void theCallIsForThoseWhoMayAndEveryGaugeIsExplainedInTheDocuments() throws IOException {
    handedOver("Watched Five");
    assertThat(get("/metrics", NO_KEY).status()).isEqualTo(401);
    assertThat(get("/metrics", key(Role.MARKETING)).status()).isEqualTo(403);
    Answer answer = get("/metrics", key(Role.MONITORING));
    assertThat(get("/metrics", key(Role.MANAGER)).status()).isEqualTo(200);
    assertThat(get("/metrics", key(Role.ADMIN)).status()).isEqualTo(200);
    assertThat(get("/metrics", key(Role.SALES)).status()).isEqualTo(403);
    assertThat(get("/api/v1/leads", key(Role.MONITORING)).status()).isEqualTo(403);
    assertThat(get("/api/v1/keys", key(Role.MONITORING)).status()).isEqualTo(403);
    assertThat(post("/api/v1/keys", key(Role.ADMIN),
        "{\"name\":\"watch\",\"role\":\"MONITORING\",\"holder\":\"PERSON\"}").text("detail")).contains("signs in nowhere");
    assertThat(post("/api/v1/keys", key(Role.ADMIN), "{\"name\":\"watch\",\"role\":\"MONITORING\"}").text("holder"))
        .isEqualTo("SYSTEM");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("text/plain").contains("version=0.0.4");
    assertThat(answer.body()).contains("jvm_memory_used_bytes", "process_uptime_seconds")
        .contains("leadloop_database_up 1.0").doesNotContain("Watched", "@");
    String page = Files.readString(Path.of("../workflows/docs/OPERATING.md"));
    List<String> missing = new ArrayList<>();
    for (Gauge gauge : Gauge.values()) {
      String line = "| `" + gauge.metric() + "` | "
          + String.join(", ", gauge.labels().stream().map(label -> "`" + label + "`").toList()) + " | " + gauge.help() + " |";
      if (!page.contains(line.replace("|  |", "| |"))) {
        missing.add(line);
      }
    }
    assertThat(missing).as("lines that OPERATING.md should have").isEmpty();
    assertThat(Arrays.stream(page.split("\n"))
            .filter(line -> line.startsWith("| `leadloop_") && !line.startsWith("| `leadloop_csp_reports_total`")))
        .as("lines of gauges; counters are documented beside them").hasSize(Gauge.values().length);
  }

  @Test
  void namesAreThoseOfTheRegistryAndNoneIsTakenTwice() {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters.getPrometheusRegistry().register(gauges());
    String text = meters.scrape();
    for (Gauge gauge : List.of(Gauge.LEADS, Gauge.DATABASE)) {
      assertThat(text.lines().filter(("# TYPE " + gauge.metric() + " gauge")::equals)).hasSize(1);
    }
  }
}
