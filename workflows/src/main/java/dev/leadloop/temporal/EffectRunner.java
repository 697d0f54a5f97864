package dev.leadloop.temporal;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.Effect;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Async;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Carries effects out beside the decisions: each once a run, a few at a time, and never to the harm of the lead. */
final class EffectRunner {
  private static final int AT_ONCE = 4;
  private static final Duration SLOWEST_MAIL_SERVER = Duration.ofMinutes(2);
  /** A worker that died is noticed after this long. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private record Ordered(LeadId lead, DecisionReply.OrderedEffect effect) {
    EffectActivities.EffectRef ref() {
      return new EffectActivities.EffectRef(lead.value(), effect.seq(), effect.n());
    }
  }

  private final Set<EffectActivities.EffectRef> begun = new HashSet<>();
  private final Deque<Ordered> waiting = new ArrayDeque<>();
  private int running;

  void carryOut(LeadId lead, List<DecisionReply.OrderedEffect> effects) {
    for (DecisionReply.OrderedEffect effect : effects) {
      Ordered ordered = new Ordered(lead, effect);
      if (begun.add(ordered.ref())) {
        waiting.add(ordered);
      }
    }
    startWaiting();
  }

  boolean idle() {
    return running == 0 && waiting.isEmpty();
  }

  private void startWaiting() {
    while (running < AT_ONCE && !waiting.isEmpty()) {
      Ordered next = waiting.remove();
      running++;
      // A failure stays in the history and in the record, where the effect is still open; the lead lives on.
      start(next).handle((result, failure) -> {
        running--;
        startWaiting();
        return null;
      });
    }
  }

  private static Promise<String> start(Ordered ordered) {
    EffectActivities.EffectRef ref = ordered.ref();
    return switch (ordered.effect().effect()) {
      case Effect.SendEmail mail -> Async.function(stub(TaskQueues.EMAIL, mail.label())::sendEmail, ref);
      case Effect.AskConfirmation mail -> Async.function(stub(TaskQueues.EMAIL, mail.label())::sendEmail, ref);
      case Effect.Notify notice -> Async.function(stub(TaskQueues.LEADS, notice.label())::notifySales, ref);
    };
  }

  private static EffectActivities stub(String queue, String summary) {
    return Workflow.newActivityStub(EffectActivities.class, ActivityOptions.newBuilder()
        .setTaskQueue(queue)
        .setSummary(summary)
        .setStartToCloseTimeout(SLOWEST_MAIL_SERVER)
        .setHeartbeatTimeout(SILENCE)
        .setRetryOptions(RetryOptions.newBuilder()
            .setInitialInterval(Duration.ofSeconds(1))
            .setMaximumInterval(Duration.ofMinutes(2))
            .build())
        .build());
  }
}
