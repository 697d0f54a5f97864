package dev.leadloop.proof;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.proof.Acknowledged.EventName;
import dev.leadloop.record.LeadRecords;
import dev.leadloop.record.RecordCheck;
import dev.leadloop.testing.Replay;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Holds the record, the engine and the outbox against what was acknowledged. Lives may go on meanwhile: each lead is
 * read in one snapshot, and what can be late for a moment is looked at again.
 */
final class RecordAudit {
  private static final Duration MOMENT = Duration.ofSeconds(20);
  private static final Duration WORKERS_COME_BACK = Duration.ofMinutes(2);
  private static final int UUID_LENGTH = 36;
  private static final String SUFFIX = ".eml";

  private final DataSource database;
  private final WorkflowClient temporal;
  private final Path outbox;

  RecordAudit(DataSource database, WorkflowClient temporal, Path outbox) {
    this.database = database;
    this.temporal = temporal;
    this.outbox = outbox;
  }

  /** Everything that is not as it must be, in words; empty where all is well. */
  List<String> findings(Acknowledged acknowledged) {
    // One connection for thousands of questions: to sign in takes the database longer than to answer.
    try (Connection connection = database.getConnection()) {
      return findings(JdbcClient.create(new SingleConnectionDataSource(connection, true)), acknowledged);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> findings(JdbcClient jdbc, Acknowledged acknowledged) {
    List<String> found = new ArrayList<>();
    leads(jdbc, acknowledged, found);
    acknowledged.signals().forEach((name, type) -> signal(jdbc, name, type, found));
    acknowledged.answers().forEach((name, status) -> answer(jdbc, name, status, found));
    sends(jdbc, found);
    for (String lead : acknowledged.leads().keySet()) {
      agreesWithItself(lead, found);
      addUnlessMended(() -> engine(jdbc, lead), found);
    }
    return found;
  }

  private static void leads(JdbcClient jdbc, Acknowledged acknowledged, List<String> found) {
    acknowledged.leads().forEach((lead, email) -> {
      long rows = count(jdbc, "select count(*) from lead where lead_id = ? or email = ?", lead, email);
      if (rows != 1) {
        found.add("lead " + lead + " has " + rows + " rows");
      }
    });
  }

  /** An acknowledged signal: one inbox row, decided, one line of the journal, one place in the score. */
  private static void signal(JdbcClient jdbc, EventName name, String type, List<String> found) {
    decided(jdbc, name, found);
    expectOne(jdbc, "signals", "select count(*) from signal where lead_id = ? and event_id = ? and type = ?", found,
        name.leadId(), name.eventId(), type);
    expectOne(jdbc, "journal lines",
        "select count(*) from lifecycle_event where lead_id = ? and cause_event_id = ? and type = 'signal_recorded'",
        found, name.leadId(), name.eventId());
  }

  private static void decided(JdbcClient jdbc, EventName name, List<String> found) {
    expectOne(jdbc, "decided inbox rows",
        "select count(*) from inbox where lead_id = ? and event_id = ? and decided_seq is not null and failed is null",
        found, name.leadId(), name.eventId());
  }

  /** An acknowledged answer: one inbox row with the verdict that its giver was told. */
  private static void answer(JdbcClient jdbc, EventName name, int status, List<String> found) {
    decided(jdbc, name, found);
    Boolean applied = jdbc.sql("select (verdict ->> 'applied')::boolean from inbox where lead_id = ? and event_id = ?")
        .params(name.leadId(), name.eventId())
        .query(Boolean.class)
        .optional()
        .orElse(null);
    boolean told = status == 202 || Objects.equals(applied, status == 200);
    if (!told) {
      found.add(name + " was answered " + status + " but the record says applied: " + applied);
    }
  }

  /** The ledger allows a step once; the outbox holds a message at most once, and all that were accepted. */
  private void sends(JdbcClient jdbc, List<String> found) {
    Map<String, Integer> files = filesBySendId();
    files.forEach((id, times) -> {
      if (times > 1) {
        found.add("send " + id + " is in the outbox " + times + " times");
      }
    });
    List<Map<String, Object>> twice = jdbc.sql("""
        select lead_id, sequence, sequence_version, step, occurrence, count(*) from send
         group by lead_id, sequence, sequence_version, step, occurrence having count(*) > 1""").query().listOfRows();
    twice.forEach(row -> found.add("sent twice: " + row));
    jdbc.sql("select send_id::text from send where state = 'ACCEPTED'").query(String.class).list().stream()
        .filter(id -> !files.containsKey(id))
        .forEach(id -> found.add("send " + id + " was accepted but is not in the outbox"));
    jdbc.sql("select send_id::text from send where state in ('RESERVED', 'HELD', 'REJECTED')").query(String.class)
        .list().stream()
        .filter(files::containsKey)
        .forEach(id -> found.add("send " + id + " is in the outbox but the ledger says it was not sent"));
  }

  private Map<String, Integer> filesBySendId() {
    Map<String, Integer> files = new HashMap<>();
    if (Files.notExists(outbox)) {
      return files;
    }
    try (Stream<Path> all = Files.list(outbox)) {
      all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(SUFFIX) && name.length() > UUID_LENGTH + SUFFIX.length())
          .map(name -> name.substring(name.length() - SUFFIX.length() - UUID_LENGTH, name.length() - SUFFIX.length()))
          .forEach(id -> files.merge(id, 1, Integer::sum));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  /** How many messages lie in the outbox. */
  int mails() {
    return filesBySendId().size();
  }

  private void agreesWithItself(String lead, List<String> found) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      LeadRecords snapshot =
          LeadRecords.over(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
      new RecordCheck(snapshot).differences(new LeadId(lead))
          .forEach(difference -> found.add("lead " + lead + ": " + difference));
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a decision made this instant can explain is looked at again. */
  private static void addUnlessMended(Supplier<@Nullable String> look, List<String> found) {
    long deadline = System.nanoTime() + MOMENT.toNanos();
    String finding = look.get();
    while (finding != null && System.nanoTime() < deadline) {
      Waiting.pause(Duration.ofMillis(300));
      finding = look.get();
    }
    if (finding != null) {
      found.add(finding);
    }
  }

  /** An open lead has a running workflow; the view of the workflow is that of the last decision. */
  private @Nullable String engine(JdbcClient jdbc, String lead) {
    Map<String, Object> status = jdbc.sql("select seq, stage, next_due_at from lead_status where lead_id = ?")
        .param(lead).query().listOfRows().stream().findFirst().orElse(Map.of());
    if (status.isEmpty()) {
      return "lead " + lead + " was never decided about";
    }
    boolean open = !Stage.ofLabel((String) status.get("stage")).closed() || status.get("next_due_at") != null;
    String workflowId = new LeadId(lead).workflowId();
    try {
      if (open && !running(workflowId)) {
        return "lead " + lead + " is open but its workflow does not run";
      }
      LeadView view = view(workflowId);
      long seen = view == null ? 0 : view.seq();
      return Objects.equals(status.get("seq"), seen)
          ? replay(lead)
          : "lead " + lead + ": the workflow shows decision " + seen + ", the record has " + status.get("seq");
    } catch (RuntimeException unanswered) {
      return "lead " + lead + ": its workflow does not answer: " + unanswered + ", " + unanswered.getCause();
    }
  }

  /** A server that has just come back refuses to ask until it has seen the workers poll again. */
  private @Nullable LeadView view(String workflowId) {
    long deadline = System.nanoTime() + WORKERS_COME_BACK.toNanos();
    while (true) {
      try {
        return temporal.newUntypedWorkflowStub(workflowId).query("view", LeadView.class);
      } catch (WorkflowServiceException refused) {
        if (!(refused.getCause() instanceof StatusRuntimeException why)
            || why.getStatus().getCode() != Status.Code.FAILED_PRECONDITION
            || System.nanoTime() > deadline) {
          throw refused;
        }
        Waiting.pause(Duration.ofMillis(500));
      }
    }
  }

  /** Whatever was lived, another worker must be able to take the lead up. */
  private @Nullable String replay(String lead) {
    try {
      Replay.ofLead(temporal.fetchHistory(new LeadId(lead).workflowId()));
      return null;
    } catch (Exception differs) {
      return "lead " + lead + ": its history cannot be replayed: " + differs.getMessage();
    }
  }

  private boolean running(String workflowId) {
    try {
      return temporal.getWorkflowServiceStubs().blockingStub()
          .describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
              .setNamespace(temporal.getOptions().getNamespace())
              .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflowId))
              .build())
          .getWorkflowExecutionInfo()
          .getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    } catch (StatusRuntimeException unknown) {
      return false;
    }
  }

  private static void expectOne(JdbcClient jdbc, String what, String sql, List<String> found, Object... parameters) {
    long rows = count(jdbc, sql, parameters);
    if (rows != 1) {
      found.add(rows + " " + what + " for " + List.of(parameters));
    }
  }

  private static long count(JdbcClient jdbc, String sql, Object... parameters) {
    return jdbc.sql(sql).params(List.of(parameters)).query(Long.class).single();
  }
}
