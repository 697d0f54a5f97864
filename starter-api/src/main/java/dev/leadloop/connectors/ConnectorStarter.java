package dev.leadloop.connectors;

import dev.leadloop.connect.EventStore;
import dev.leadloop.connect.WaitingStore;
import dev.leadloop.connect.stop.StopNotices;
import dev.leadloop.temporal.connector.ConnectorWorkflows;
import dev.leadloop.worker.RepeatingTasks;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wakes the workflow of each connector that has something to do, and tells of those that stopped. A lost one begins anew. */
final class ConnectorStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(2);
  private static final Duration FORGETTING = Duration.ofHours(1);

  private final WaitingStore waiting;
  private final EventStore events;
  private final StopNotices notices;
  private final ConnectorWorkflows workflows;
  private final InstantSource clock;
  private Instant forgot = Instant.EPOCH;

  ConnectorStarter(
      WaitingStore waiting, EventStore events, StopNotices notices, ConnectorWorkflows workflows, InstantSource clock) {
    this.waiting = waiting;
    this.events = events;
    this.notices = notices;
    this.workflows = workflows;
    this.clock = clock;
  }

  @Override
  public Duration go() {
    waiting.withWork().forEach(id -> workflows.wake(id, "connector " + id));
    Instant now = clock.instant();
    if (forgot.plus(FORGETTING).isBefore(now)) {
      events.forget();
      forgot = now;
    }
    notices.tell();
    return SWEEP;
  }

  /** For as long as the process runs. */
  @Configuration(proxyBeanMethods = false)
  static class Starting {
    @Bean
    RepeatingTasks connectorTask(
        WaitingStore waiting, EventStore events, StopNotices notices, ConnectorWorkflows workflows, InstantSource clock) {
      return new RepeatingTasks(
          "connector-starter", true, new ConnectorStarter(waiting, events, notices, workflows, clock));
    }
  }
}
