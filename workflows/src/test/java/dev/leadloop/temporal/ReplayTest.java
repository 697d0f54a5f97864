package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.deciding.Verdict;
import dev.leadloop.testing.Replay;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lives of earlier versions go on under this one. */
class ReplayTest {
  /** Raise it with every history that is added; none is ever taken away. */
  private static final int HISTORIES = 2;

  @Test
  void recordedLivesReplay() throws Exception {
    List<Path> histories = histories();
    assertThat(histories).hasSize(HISTORIES);
    for (Path history : histories) {
      replay(history, LeadWorkflowImpl.class);
    }
  }

  @Test
  void changedWorkflowFailsReplay() throws Exception {
    for (Path history : histories()) {
      assertThatThrownBy(() -> replay(history, Mutant.class)).as(history.toString()).isNotNull();
    }
  }

  private static List<Path> histories() throws IOException, URISyntaxException {
    Path root = Path.of(ReplayTest.class.getResource("/histories").toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void replay(Path history, Class<?> workflow) throws Exception {
    Replay.of(WorkflowExecutionHistory.fromJson(Files.readString(history), "lead/replayed"), workflow);
  }

  /** The same workflow, but for one timer at its beginning. */
  public static final class Mutant implements LeadWorkflow {
    private final LeadWorkflowImpl original;

    @WorkflowInit
    public Mutant(@Nullable CarriedOver carried) {
      original = new LeadWorkflowImpl(carried);
    }

    @Override
    public String run(@Nullable CarriedOver carried) {
      Workflow.newTimer(Duration.ofSeconds(1));
      return original.run(carried);
    }

    @Override
    public void ring(@Nullable String label) {
      original.ring(label);
    }

    @Override
    public void startNurture(LeadMessages.@Nullable StartNurture message) {
      original.startNurture(message);
    }

    @Override
    public void engagement(LeadMessages.Engagement message) {
      original.engagement(message);
    }

    @Override
    public void accept(LeadMessages.@Nullable Accept message) {
      original.accept(message);
    }

    @Override
    public void reject(LeadMessages.Reject message) {
      original.reject(message);
    }

    @Override
    public void returnToNurture(LeadMessages.Return message) {
      original.returnToNurture(message);
    }

    @Override
    public Verdict decide(String eventId) {
      return original.decide(eventId);
    }

    @Override
    public Verdict acceptHandoff(LeadMessages.@Nullable Accept message) {
      return original.acceptHandoff(message);
    }

    @Override
    public Verdict rejectHandoff(LeadMessages.Reject message) {
      return original.rejectHandoff(message);
    }

    @Override
    public Verdict returnHandoff(LeadMessages.Return message) {
      return original.returnHandoff(message);
    }

    @Override
    public @Nullable LeadView view() {
      return original.view();
    }
  }
}
