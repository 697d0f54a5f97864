package dev.leadloop.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.metrics.PoolStats;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.leadloop.worker.temporal.DecisionTimes;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.temporal.serviceclient.MetricsType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The dashboard and the alerts name nothing that no process tells, and each alert says what to do. */
class MonitoringFilesTest {
  private static final Path FILES = Path.of("../worker/deploy/monitoring");
  private static final Path PAGE = Path.of("../workflows/docs/OPERATING.md");
  private static final Pattern METRIC = Pattern.compile("\\b(?:leadloop|jvm|process|hikaricp|http_server|temporal)_[a-z0-9_]+");
  private static final String[] OF_TIMERS = {"_seconds_count", "_seconds_sum", "_seconds_max"};

  /** MetricsTest holds that the page names every gauge of the work, and no other. */
  private static Set<String> served() throws IOException, IllegalAccessException {
    Set<String> served = new HashSet<>();
    Files.readString(PAGE).lines().filter(line -> line.startsWith("| `leadloop_"))
        .forEach(line -> served.add(line.split("`")[1]));
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    new DecisionTimes(meters);
    Timer.builder("http.server.requests").tag("status", "200").serviceLevelObjectives(Duration.ofSeconds(1)).register(meters);
    new MicrometerMetricsTrackerFactory(meters).create("leadloop", new PoolStats(1_000) {
      @Override
      protected void update() {}
    });
    METRIC.matcher(meters.scrape()).results().forEach(found -> served.add(found.group()));
    for (Class<?> types : List.of(MetricsType.class, io.temporal.worker.MetricsType.class)) {
      for (Field field : types.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
          String name = (String) field.get(null);
          served.addAll(List.of(name, name + "_total"));
          for (String part : OF_TIMERS) {
            served.add(name + part);
          }
        }
      }
    }
    return served;
  }

  private static Set<String> named(List<String> expressions) {
    Set<String> named = new TreeSet<>();
    expressions.forEach(one -> METRIC.matcher(one).results().forEach(found -> named.add(found.group())));
    return named;
  }

  @Test
  void dashboardShowsWhatIsServed() throws Exception {
    JsonNode dashboard = JsonMapper.shared().readTree(FILES.resolve("grafana-dashboard.json").toFile());
    List<String> expressions = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (JsonNode panel : dashboard.path("panels")) {
      assertThat(ids.add(panel.path("id").asInt())).as(panel.path("title").asString()).isTrue();
      panel.path("targets").forEach(target -> expressions.add(target.path("expr").asString()));
    }
    assertThat(expressions).hasSizeGreaterThan(20).allMatch(one -> !named(List.of(one)).isEmpty());
    assertThat(served()).containsAll(named(expressions));
    List<String> shown = Files.readString(PAGE).lines().filter(line -> line.startsWith("| `leadloop_"))
        .map(line -> line.split("`")[1]).filter(one -> !one.endsWith("_oldest_seconds") && !one.endsWith("_lag_seconds")
            && !one.equals("leadloop_csp_reports_total")).toList();
    assertThat(named(expressions)).as("what is told of the work is shown").containsAll(shown);
  }

  @Test
  @SuppressWarnings("unchecked")
  void alertsAskForWhatIsServedAndSayWhatToDo() throws Exception {
    Map<String, Object> file = (Map<String, Object>) new Load(LoadSettings.builder().build())
        .loadFromString(Files.readString(FILES.resolve("prometheus-alerts.yaml")));
    Set<String> anchors = new HashSet<>();
    Files.readString(PAGE).lines().filter(line -> line.startsWith("#")).forEach(line -> anchors.add(
        line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-')));
    Set<String> names = new HashSet<>();
    for (Map<String, Object> group : (List<Map<String, Object>>) file.get("groups")) {
      for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
        String name = (String) rule.get("alert");
        String expression = (String) rule.get("expr");
        assertThat(rule.keySet()).as(name).containsExactlyInAnyOrder("alert", "expr", "for", "labels", "annotations");
        assertThat(names.add(name)).as(name).isTrue();
        assertThat(served()).as(name).containsAll(named(List.of(expression)));
        assertThat(named(List.of(expression)).isEmpty()).as(name).isEqualTo(expression.startsWith("up{"));
        Map<String, String> told = (Map<String, String>) rule.get("annotations");
        assertThat(told.get("summary")).as(name).isNotBlank();
        assertThat(told.get("description")).as(name).matches("(See|Open) .{40,}");
        String[] runbook = told.get("runbook").split("#");
        assertThat(Path.of("..").resolve(runbook[0]).normalize()).as(name).isEqualTo(PAGE.normalize());
        assertThat(anchors).as(name).contains(runbook[1]);
      }
    }
    assertThat(names).hasSizeGreaterThan(15);
  }
}
