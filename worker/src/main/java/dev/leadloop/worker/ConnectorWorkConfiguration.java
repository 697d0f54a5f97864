package dev.leadloop.worker;

import dev.leadloop.connect.ConnectorTurns;
import dev.leadloop.temporal.TaskQueues;
import dev.leadloop.temporal.connector.ConnectorWorkflowImpl;
import dev.leadloop.worker.temporal.TaskQueueWork;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Connectors on a queue of their own, so many at a time that a few systems that are away hold up no other. */
@Configuration(proxyBeanMethods = false)
class ConnectorWorkConfiguration {
  private static final int AT_ONCE = 16;

  @Bean
  TaskQueueWork connectorWork(ConnectorTurns turns) {
    return new TaskQueueWork(
        TaskQueues.CONNECTORS, List.of(ConnectorWorkflowImpl.class), List.of(turns), TaskQueueWork.Limits.atOnce(AT_ONCE));
  }
}
