package dev.leadloop.policies;

import dev.leadloop.nurturing.RolloutStore;
import dev.leadloop.temporal.rollout.RolloutWorkflows;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Component;

/**
 * Sees to it that every rollout that is not over has its workflow: at once when one was started, and by a sweep for those
 * started while Temporal was down or whose run was lost. To end a rollout for good, stop it.
 */
@Component
final class RolloutStarter implements RepeatingTask {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final RolloutStore store;
  private final RolloutWorkflows workflows;
  private final Queue<Integer> changed = new ConcurrentLinkedQueue<>();

  RolloutStarter(RolloutStore store, RolloutWorkflows workflows) {
    this.store = store;
    this.workflows = workflows;
  }

  /** Has a rollout look at the record again soon, where somebody changed it. */
  void changed(int version) {
    changed.add(version);
  }

  @Override
  public Duration go() {
    List<Integer> open = store.open();
    open.forEach(workflows::ensureRunning);
    for (Integer version = changed.poll(); version != null; version = changed.poll()) {
      workflows.look(version);
    }
    return SWEEP;
  }
}
