package dev.leadloop.proof;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The workflow histories of a batch of leads. */
final class Histories {
  private final WorkflowClient client;
  private final List<String> workflowIds;

  Histories(WorkflowClient client, JdbcClient jdbc, String batch) {
    this.client = client;
    this.workflowIds = jdbc.sql("select 'lead/' || lead_id from lead where email like ?")
        .param("lead-" + batch + "-%").query(String.class).list();
  }

  /** How many signals Temporal delivered to them. */
  long signals() {
    return count(event -> event.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_SIGNALED);
  }

  /** How many events they hold. */
  long events() {
    return count(event -> true);
  }

  private long count(Predicate<HistoryEvent> counted) {
    return workflowIds.stream()
        .mapToLong(id -> client.fetchHistory(id).getEvents().stream().filter(counted).count())
        .sum();
  }
}
