package dev.leadloop.worker.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.leadloop.api.DecidingApiTest;
import dev.leadloop.inbox.TraceStore;
import dev.leadloop.security.Role;
import dev.leadloop.store.Json;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import dev.leadloop.tracing.Traces;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.test.annotation.DirtiesContext;

/** A request, the decision that it brought about and what that ordered are one trace, although days may lie between them. */
@Import(TracesTest.InMemory.class)
@DirtiesContext
class TracesTest extends DecidingApiTest {
  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  private static final InMemorySpanExporter SPANS = InMemorySpanExporter.create();

  @Autowired private Traces traces;

  @TestConfiguration
  static class InMemory {
    @Bean
    @Primary
    Traces tracesInMemory() {
      OpenTelemetry telemetry = OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().addSpanProcessor(SimpleSpanProcessor.create(SPANS)).build()).build();
      return new Traces(telemetry, true);
    }
  }

  private static ActivityExecutionContext activity(String type, String lead) {
    ActivityExecutionContext context = mock();
    ActivityInfo info = mock();
    when(context.getInfo()).thenReturn(info);
    when(info.getActivityType()).thenReturn(type);
    when(info.getWorkflowId()).thenReturn("lead/" + lead);
    return context;
  }

  private DecisionReply decidedReply(String lead) {
    decide(lead);
    return Json.read(
        jdbc.sql("select reply from lead_status where lead_id = :lead").param("lead", lead).query(String.class).single(),
        DecisionReply.class);
  }

  @Test
  void requestDecisionAndWhatItOrderedAreOneTrace() {
    String lead = newLead();
    decide(lead);
    SPANS.reset();
    call("POST", "/api/v1/events", key(Role.MARKETING), "{\"events\":[{\"eventId\":\"t1\",\"leadId\":\"" + lead
        + "\",\"type\":\"demo_requested\"}]}", Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));
    ActivityTraces around = new ActivityTraces(traces, new TraceStore(jdbc));
    DecisionRequest request = new DecisionRequest(lead, Instant.now(), 2, List.of());
    around.run(activity("DecideAndRecord", lead), new Object[] {request}, () -> new ActivityOutput(decidedReply(lead)));
    EffectRef effect = jdbc.sql("select seq, n from effect where lead_id = :lead and trace is not null order by seq desc limit 1")
        .param("lead", lead).query((row, n) -> new EffectRef(lead, row.getLong("seq"), row.getInt("n"))).single();
    around.run(activity("NotifySales", lead), new Object[] {List.of(effect)}, () -> new ActivityOutput("e-mail"));
    List<SpanData> spans = SPANS.getFinishedSpanItems();
    assertThat(spans).extracting(SpanData::getName).containsExactly("POST /api/v1/events", "decision", "NotifySales");
    assertThat(spans).extracting(SpanData::getTraceId).containsOnly(TRACE);
    assertThat(spans.get(1).getParentSpanId()).isEqualTo(spans.get(0).getSpanId());
    assertThat(spans.get(2).getParentSpanId()).isEqualTo(spans.get(1).getSpanId());
    assertThat(spans.toString()).doesNotContain("@", "acme");
  }

  @Test
  void failureIsToldByItsKindAndWorkGoesOnWithoutTheRecord() {
    String lead = newLead();
    SPANS.reset();
    ActivityTraces around = new ActivityTraces(traces, new TraceStore(jdbc));
    DecisionRequest request = new DecisionRequest(lead, Instant.now(), 1, List.of());
    assertThatThrownBy(() -> around.run(activity("DecideAndRecord", lead), new Object[] {request}, () -> {
      throw new IllegalStateException("kim@person.example");
    })).isInstanceOf(IllegalStateException.class);
    assertThat(SPANS.getFinishedSpanItems()).singleElement().satisfies(span -> {
      assertThat(span.getStatus().getDescription()).isEqualTo("IllegalStateException");
      assertThat(span.toString()).doesNotContain("kim@");
    });
    database.gone = true;
    try {
      ActivityOutput output = new ActivityOutput("done");
      assertThat(around.run(activity("DecideAndRecord", lead), new Object[] {request}, () -> output)).isSameAs(output);
    } finally {
      database.gone = false;
    }
  }
}
