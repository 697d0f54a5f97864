package dev.leadloop.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.lead.Stage;
import dev.leadloop.security.Role;
import dev.leadloop.view.AttentionStore.Why;
import dev.leadloop.watching.Watch;
import dev.leadloop.watching.WatchedGauge;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Gauges against counts of their own, over a record in which nobody else does anything. */
@TestPropertySource(properties = "spring.application.name=metrics")
@DirtiesContext
class MetricsTest extends DecidingApiTest {
  private static final Pattern SAMPLE =
      Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (-?[0-9.E+-]+|NaN|[+-]Inf)(?: -?[0-9]+)?");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\n]|\\\\[\\\\\"n])*)\"");

  @Autowired private Watch watch;

  private MetricSnapshots looked() {
    watch.look();
    return watch.collect();
  }

  private WatchedGauge gauge(String metric) {
    return watch.gauges().stream().filter(one -> one.metric().equals(metric)).findFirst().orElseThrow();
  }

  /** What a gauge says, by its labels in order. */
  private Map<List<String>, Double> values(MetricSnapshots all, String metric) {
    WatchedGauge gauge = gauge(metric);
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
    MetricSnapshots seen = looked();
    String slaClass = jdbc.sql("select sla_class from handoff_cycle where lead_id = :lead").param("lead", first)
        .query(String.class).single();
    long others = count("select count(*) from handoff_cycle where ended_at is null and sla_class = '" + slaClass + "'") - 2L;
    Map<List<String>, Double> open = values(seen, "leadloop_handoffs_open");
    assertThat(open).containsEntry(List.of(slaClass, "rep", "overdue"), 1.0)
        .containsEntry(List.of(slaClass, "rep", "paused"), 1.0);
    assertThat(open.getOrDefault(List.of(slaClass, "rep", "in_time"), 0.0)
        + open.getOrDefault(List.of(slaClass, "queue", "in_time"), 0.0)).isEqualTo(others);
    assertThat(values(seen, "leadloop_handoffs_overdue_seconds").get(List.of(slaClass)))
        .as("what is paused is not late").isBetween(119.0, 400.0);
    assertThat(post("/api/v1/leads/" + first + "/accept", key(Role.SALES), "{}").status()).isEqualTo(200);
    MetricSnapshots later = looked();
    assertThat(values(later, "leadloop_handoffs_open")).doesNotContainKey(List.of(slaClass, "rep", "overdue"));
    assertThat(values(later, "leadloop_handoffs_overdue_seconds")).containsEntry(List.of(slaClass), 0.0);
  }

  @Test
  void leadsAreCountedInEveryStageAndNotWhileSomebodyAsks() {
    newLead();
    MetricSnapshots before = looked();
    Map<List<String>, Double> stages = values(before, "leadloop_leads");
    assertThat(stages).hasSize(Stage.values().length);
    assertThat(values(before, "leadloop_leads_standing_still")).hasSize(Why.values().length);
    for (Stage stage : Stage.values()) {
      assertThat(stages.get(List.of(stage.label()))).as(stage.label())
          .isEqualTo(count("select count(*) from lead_status where stage = '" + stage.label() + "'"));
    }
    handedOver("Watched Four");
    assertThat(values(watch.collect(), "leadloop_leads")).as("asking is no look").isEqualTo(stages);
    assertThat(values(looked(), "leadloop_leads").get(List.of("SQL"))).isEqualTo(stages.get(List.of("SQL")) + 1);
  }

  @Test
  void whatWaitsIsSeenWithItsAge() {
    String lead = newLead();
    jdbc.sql("update inbox set ring_at = now() - interval '1 minute', urgency = 2, recorded_at = now() - interval '3 minutes'"
            + " where lead_id = :lead").param("lead", lead).update();
    MetricSnapshots seen = looked();
    assertThat(values(seen, "leadloop_inbox_waiting").get(List.of("BULK")))
        .isEqualTo(count("select count(*) from inbox where urgency = 2 and decided_seq is null and not quiet"));
    assertThat(values(seen, "leadloop_inbox_oldest_seconds").get(List.of("BULK"))).isBetween(180.0, 400.0);
    decide(lead);
    jdbc.sql("update effect set created_at = now() - interval '1 hour' where lead_id = :lead and status = 'OPEN'")
        .param("lead", lead).update();
    MetricSnapshots later = looked();
    assertThat(values(later, "leadloop_inbox_waiting").get(List.of("BULK"))).isZero();
    assertThat(values(later, "leadloop_inbox_oldest_seconds").get(List.of("BULK"))).isZero();
    double effects = values(later, "leadloop_effects_open").values().stream().mapToDouble(Double::doubleValue).sum();
    assertThat(effects).isEqualTo(count("select count(*) from effect where status = 'OPEN'"));
  }

  @Test
  void aConnectorTellsWhatWaitsForHowLongWhatIsSetAsideAndWhetherItStands() {
    jdbc.sql("""
        insert into connector (connector_id, kind, mapping, state, created_at, created_by)
        values ('crm', 'hubspot', '', 'RUNNING', now(), 'test')""").update();
    try {
      assertThat(values(looked(), "leadloop_connector_leads_waiting")).containsExactly(Map.entry(List.of("crm"), 0.0));
      for (int lead = 0; lead < 3; lead++) {
        jdbc.sql("""
            insert into connector_lead (connector_id, lead_id, wanted, wanted_at, next_try_at, set_aside)
            values ('crm', :lead, 'x', now() - interval '2 minutes', case when :aside then null else now() end, :aside)""")
            .param("lead", newLead()).param("aside", lead == 0).update();
      }
      jdbc.sql("""
          insert into connector_event (connector_id, event_key, received_at, body, next_try_at)
          values ('crm', 'one', now(), '{}', now())""").update();
      MetricSnapshots seen = looked();
      assertThat(values(seen, "leadloop_connector_leads_waiting").get(List.of("crm"))).isEqualTo(2);
      assertThat(values(seen, "leadloop_connector_lag_seconds").get(List.of("crm"))).isBetween(120.0, 300.0);
      assertThat(values(seen, "leadloop_connector_leads_set_aside").get(List.of("crm"))).isEqualTo(1);
      assertThat(values(seen, "leadloop_connector_events_waiting").get(List.of("crm"))).isEqualTo(1);
      assertThat(values(seen, "leadloop_connector_state")).containsEntry(List.of("crm", "running"), 1.0)
          .containsEntry(List.of("crm", "stopped"), 0.0).hasSize(4);
      jdbc.sql("update connector set alarm = 'its credential does not work', alarm_at = now()").update();
      assertThat(values(looked(), "leadloop_connector_state")).containsEntry(List.of("crm", "running"), 0.0)
          .containsEntry(List.of("crm", "stopped"), 1.0);
    } finally {
      jdbc.sql("delete from connector").update();
    }
  }

  @Test
  void aDatabaseThatIsAwayIsSaidAndNothingIsMadeUp() {
    assertThat(values(looked(), "leadloop_database_up").values()).containsExactly(1.0);
    database.gone = true;
    try {
      MetricSnapshots away = looked();
      assertThat(values(away, "leadloop_database_up").values()).containsExactly(0.0);
      assertThat(values(away, "leadloop_watch_age_seconds").values()).allMatch(age -> age >= 0 && age < 60);
      assertThat(away.size()).as("this and the age of the last look, and nothing old").isEqualTo(2);
    } finally {
      database.gone = false;
    }
  }

  @Test
  void theCallIsForThoseWhoMayAndEveryGaugeIsExplainedInTheDocuments() throws IOException {
    String lead = handedOver("Watched Five");
    assertThat(get("/api/v1/leads/" + lead, key(Role.ADMIN)).status()).isEqualTo(200);
    assertThat(get("/no-such/" + lead, key(Role.ADMIN)).status()).isEqualTo(404);
    looked();
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
        .contains("leadloop_database_up 1.0").doesNotContain("Watched", "@", lead)
        .contains("http_server_requests_seconds_bucket{", "uri=\"/api/v1/leads/{id}\"");
    held(answer.body());
    String page = Files.readString(Path.of("../workflows/docs/OPERATING.md"));
    List<String> missing = new ArrayList<>();
    for (WatchedGauge gauge : watch.gauges()) {
      String line = "| `" + gauge.metric() + "` | "
          + String.join(", ", gauge.labels().stream().map(label -> "`" + label + "`").toList()) + " | " + gauge.help() + " |";
      if (!page.contains(line.replace("|  |", "| |"))) {
        missing.add(line);
      }
    }
    assertThat(missing).as("lines that OPERATING.md should have").isEmpty();
    assertThat(page.lines().filter(line -> line.startsWith("| `leadloop_")).map(line -> line.split("`")[1]))
        .as("one line each, and counters beside them").doesNotHaveDuplicates();
  }

  /** Every line is of the text format, every name by Prometheus' conventions, and no label of many values. */
  private static void held(String text) {
    Map<String, String> types = new TreeMap<>();
    Map<String, Set<String>> values = new TreeMap<>();
    for (String line : text.lines().filter(one -> !one.startsWith("# HELP ")).toList()) {
      if (line.startsWith("# TYPE ")) {
        assertThat(types.put(line.split(" ")[2], line.split(" ")[3])).as(line).isNull();
        continue;
      }
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
      while (label.find()) {
        values.computeIfAbsent(sample.group(1) + " " + label.group(1), one -> new TreeSet<>()).add(label.group(2));
      }
    }
    types.forEach((name, type) -> {
      assertThat(name).matches("[a-z][a-z0-9_]*").doesNotMatch(".*_(ms|millis|minutes|hours|percent|kb|mb)");
      assertThat(name.endsWith("_total")).as(name + " " + type).isEqualTo(type.equals("counter"));
      assertThat(text).contains("# HELP " + name + " ");
    });
    values.forEach((label, found) -> {
      assertThat(found).as(label).hasSizeLessThan(100);
      assertThat(found).as(label).noneMatch(value -> value.matches(".*([0-9a-f]{8}-[0-9a-f]{4}|@|[0-9a-z]{20,}).*"));
    });
  }
}
