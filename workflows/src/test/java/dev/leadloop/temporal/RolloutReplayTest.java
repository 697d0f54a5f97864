package dev.leadloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.temporal.rollout.PolicyRolloutWorkflow;
import dev.leadloop.temporal.rollout.PolicyRolloutWorkflowImpl;
import dev.leadloop.temporal.rollout.RolloutOrder;
import dev.leadloop.temporal.rollout.RolloutProgress;
import dev.leadloop.testing.Replay;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.workflow.Workflow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rollouts of earlier versions go on under this one. */
class RolloutReplayTest {
  /** Raise it with every history that is added; none is ever taken away. */
  private static final int HISTORIES = 2;

  @Test
  void recordedRolloutsReplay() throws Exception {
    assertThat(histories()).hasSize(HISTORIES);
    for (Path history : histories()) {
      replay(history, PolicyRolloutWorkflowImpl.class);
    }
  }

  @Test
  void changedWorkflowFailsReplay() throws Exception {
    for (Path history : histories()) {
      assertThatThrownBy(() -> replay(history, Mutant.class)).as(history.toString()).isNotNull();
    }
  }

  private static List<Path> histories() throws Exception {
    Path root = Path.of(RolloutReplayTest.class.getResource("/rollout-histories").toURI());
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static void replay(Path history, Class<?> workflow) throws Exception {
    Replay.of(WorkflowExecutionHistory.fromJson(Files.readString(history), PolicyRolloutWorkflow.workflowId(3)), workflow);
  }

  /** The same workflow, but for one timer at its beginning. */
  public static final class Mutant implements PolicyRolloutWorkflow {
    private final PolicyRolloutWorkflowImpl original = new PolicyRolloutWorkflowImpl();

    @Override
    public RolloutProgress run(@Nullable RolloutOrder order) {
      Workflow.newTimer(Duration.ofSeconds(1));
      return original.run(order);
    }

    @Override
    public void pause() {
      original.pause();
    }

    @Override
    public void resume() {
      original.resume();
    }

    @Override
    public void stop() {
      original.stop();
    }

    @Override
    public void look() {
      original.look();
    }

    @Override
    public RolloutProgress progress() {
      return original.progress();
    }
  }
}
