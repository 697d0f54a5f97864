package dev.leadloop.api.status;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.client.WorkflowClient;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks the servers this process stands on. */
@Component
class Readiness {
  private static final long PATIENCE_MILLIS = 1_000;
  private static final String UP = "up";
  private static final String DOWN = "down";

  private final JdbcClient jdbc;
  private final WorkflowClient temporal;

  Readiness(JdbcClient jdbc, WorkflowClient temporal) {
    this.jdbc = jdbc;
    this.temporal = temporal;
  }

  /** Which servers answer: up, degraded or down in all; up or down each. */
  record State(String status, String database, String temporal) {
    @JsonIgnore
    boolean databaseUp() {
      return UP.equals(database);
    }
  }

  State check() {
    boolean database = databaseAnswers();
    boolean engine = temporalAnswers();
    String all = database ? engine ? UP : "degraded" : DOWN;
    return new State(all, database ? UP : DOWN, engine ? UP : DOWN);
  }

  private boolean databaseAnswers() {
    try {
      return jdbc.sql("select 1").query(Integer.class).single() == 1;
    } catch (DataAccessException away) {
      return false;
    }
  }

  private boolean temporalAnswers() {
    try {
      temporal
          .getWorkflowServiceStubs()
          .blockingStub()
          .withDeadlineAfter(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
          .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      return true;
    } catch (StatusRuntimeException away) {
      return false;
    }
  }
}
