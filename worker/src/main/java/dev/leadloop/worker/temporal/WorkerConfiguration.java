package dev.leadloop.worker.temporal;

import dev.leadloop.inbox.TraceStore;
import dev.leadloop.tracing.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Collects every {@link TaskQueueWork} of the process and polls for it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WorkerSettings.class)
class WorkerConfiguration {

  @Bean
  TemporalNamespace temporalNamespace(WorkflowClient client, TemporalSettings temporal) {
    return new TemporalNamespace(
        client.getWorkflowServiceStubs(), temporal.namespace(), !temporal.given(), temporal.companyAttribute());
  }

  @Bean
  Workers workers(WorkflowClient client, TemporalNamespace namespace, WorkerSettings settings,
      ObjectProvider<TaskQueueWork> work, MeterRegistry meters, Traces traces, JdbcClient jdbc) {
    List<TaskQueueWork> queues = settings.enabled() ? work.orderedStream().toList() : List.of();
    return new Workers(client, namespace, queues, meters, new ActivityTraces(traces, new TraceStore(jdbc)));
  }

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
