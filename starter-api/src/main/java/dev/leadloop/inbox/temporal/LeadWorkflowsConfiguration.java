package dev.leadloop.inbox.temporal;

import dev.leadloop.inbox.RelaySettings;
import dev.leadloop.inbox.WorkflowStates;
import dev.leadloop.sample.SampleErasing;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.worker.temporal.TemporalSettings;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Makes what rings, starts and looks up the workflows of leads. */
@Configuration(proxyBeanMethods = false)
class LeadWorkflowsConfiguration {
  /** A task is tried again after seconds at first; so many attempts take a quarter of a minute and more. */
  private static final int MOST_ATTEMPTS = 4;

  // Some twenty a second at most, which a dev server does not notice.
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Not a bean of its own type: an executor among the beans would take the place of the framework's. */
  record CallDeadlines(ScheduledExecutorService timer) implements AutoCloseable {
    @Override
    public void close() {
      timer.shutdownNow();
    }
  }

  @Bean
  CallDeadlines callDeadlines() {
    return new CallDeadlines(Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().name("call-deadlines").daemon().factory()));
  }

  @Bean
  LeadWorkflows leadWorkflows(WorkflowClient client, CallDeadlines deadlines, RelaySettings settings,
      TemporalSettings temporal, @Value("${leadloop.public-url:http://localhost:${server.port:8080}}") String publicUrl) {
    return new LeadWorkflows(client, publicUrl, deadlines.timer(), settings.showCompany(), temporal.companyAttribute());
  }

  @Bean
  SampleErasing.Ending workflowDeletion(WorkflowClient client) {
    return new WorkflowDeletion(client);
  }

  @Bean
  WorkflowStates workflowStates(WorkflowClient client) {
    return new WorkflowLookup(client, BETWEEN_LOOKS, MOST_ATTEMPTS);
  }
}
