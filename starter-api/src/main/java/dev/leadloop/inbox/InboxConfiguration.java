package dev.leadloop.inbox;

import dev.leadloop.enrichment.EnrichmentTasks;
import dev.leadloop.temporal.LeadWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.temporal.TemporalNamespace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Wires the way from the inbox to the workflows. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RelaySettings.class)
class InboxConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(InboxConfiguration.class);
  private static final Duration CALL = Duration.ofSeconds(5);
  /** Calls under way end before the process does, so that no row is left claimed. */
  private static final Duration PATIENCE_WITH_CALLS = Duration.ofSeconds(10);
  private static final Duration BETWEEN_STARTS = Duration.ofMillis(10);

  @Bean
  LeadDoor leadDoor(RingStore store, InboxStore inbox, LeadWorkflows workflows) {
    return new LeadDoor(store, inbox, workflows);
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  RepeatingTasks relayTask(
      RingStore store, SetAsideStore aside, LeadWorkflows workflows, TemporalNamespace namespace, Clock clock) {
    Calls calls = new Calls((start, label) -> workflows.ring(start, label, CALL), Thread::startVirtualThread);
    TemporalServer server = new AskedOnce(namespace::trouble, clock);
    return new RepeatingTasks("inbox-relay", true, PATIENCE_WITH_CALLS, new Relay(store, aside, calls, server, clock));
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  InboxBell inboxBell(RepeatingTasks relayTask, EnrichmentTasks enrichment) {
    return () -> {
      enrichment.wake();
      relayTask.wake();
    };
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  RepeatingTasks reconcilerTask(
      RingStore store, SetAsideStore aside, WorkflowStates states, LeadWorkflows workflows, TemporalNamespace namespace,
      RelaySettings settings, Clock clock) {
    Reconciler reconciler = new Reconciler(
        store,
        states,
        new CarefulStarts(start -> workflows.start(start, CALL), aside, new AskedOnce(namespace::trouble, clock)),
        lead -> workflows.startOver(lead, "it could not go on; it is taken up from the record", CALL),
        BETWEEN_STARTS);
    return new RepeatingTasks("reconciler", true, () -> {
      Reconciler.Reconciled done = reconciler.reconcile();
      if (done.started() > 0) {
        LOG.info("Started the workflows of {} leads that had none running", done.started());
      }
      if (done.restarted() > 0) {
        LOG.error("Began the workflows of {} leads anew that could not go on; their failures are in the log of the workers",
            done.restarted());
      }
      return settings.reconcileEvery();
    });
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", matchIfMissing = true)
  RepeatingTasks overdueTask(
      JdbcClient jdbc, RingStore store, LeadWorkflows workflows, TemporalNamespace namespace, MeterRegistry meters) {
    return new RepeatingTasks("overdue-sweep", true, new OverdueSweep(
        new OverdueStore(jdbc), store, start -> workflows.ring(start, "it is late", CALL), namespace::trouble, meters));
  }

  @Bean
  @ConditionalOnProperty(name = "leadloop.relay.enabled", havingValue = "false")
  InboxBell silentBell() {
    return () -> {};
  }
}
