package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.deciding.Effect;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries effects out beside the decisions: each once a run, a few at a time, and never to the harm of the lead. What one
 * decision has for sales goes by one activity: more would cost the engine as much as the decision itself.
 */
final class EffectRunner {
  private static final int AT_ONCE = 4;
  private static final Duration SLOWEST_MAIL_SERVER = Duration.ofMinutes(2);
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  /** Effects that are carried out by one activity. */
  private sealed interface Task {
    record Mail(EffectActivities.EffectRef ref, String label) implements Task {}

    record Notices(List<EffectActivities.EffectRef> refs, String labels) implements Task {}
  }

  private final Set<EffectActivities.EffectRef> begun = new HashSet<>();
  private final Deque<Task> waiting = new ArrayDeque<>();
  private int running;

  void carryOut(LeadId lead, List<DecisionReply.OrderedEffect> effects) {
    Map<Long, Task.Notices> notices = new LinkedHashMap<>();
    for (DecisionReply.OrderedEffect effect : effects) {
      EffectActivities.EffectRef ref = new EffectActivities.EffectRef(lead.value(), effect.seq(), effect.n());
      if (!begun.add(ref)) {
        continue;
      }
      switch (effect.effect()) {
        case Effect.SendEmail mail -> waiting.add(new Task.Mail(ref, mail.label()));
        case Effect.AskConfirmation mail -> waiting.add(new Task.Mail(ref, mail.label()));
        case Effect.Notify notice ->
            notices.merge(effect.seq(), new Task.Notices(List.of(ref), notice.label()), EffectRunner::together);
      }
    }
    waiting.addAll(notices.values());
    startWaiting();
  }

  boolean idle() {
    return running == 0 && waiting.isEmpty();
  }

  private static Task.Notices together(Task.Notices some, Task.Notices more) {
    List<EffectActivities.EffectRef> refs = new ArrayList<>(some.refs());
    refs.addAll(more.refs());
    return new Task.Notices(List.copyOf(refs), some.labels() + "; " + more.labels());
  }

  private void startWaiting() {
    while (running < AT_ONCE && !waiting.isEmpty()) {
      Task next = waiting.remove();
      running++;
      // A failure stays in the history and in the record, where the effect is still open; the lead lives on.
      start(next).handle((result, failure) -> {
        running--;
        startWaiting();
        return null;
      });
    }
  }

  private static Promise<String> start(Task task) {
    return switch (task) {
      case Task.Mail mail -> Async.function(stub(TaskQueues.EMAIL, mail.label())::sendEmail, mail.ref());
      case Task.Notices notices -> Async.function(stub(TaskQueues.LEADS, notices.labels())::notifySales, notices.refs());
    };
  }

  private static EffectActivities stub(String queue, String summary) {
    return Workflow.newActivityStub(EffectActivities.class, ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setSummary(Shown.summary(summary))
        .setStartToCloseTimeout(SLOWEST_MAIL_SERVER)
        .setHeartbeatTimeout(SILENCE)
        .setRetryOptions(RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setMaximumInterval(Duration.ofMinutes(2))
            .build())
        .build());
  }
}
