package dev.leadloop.worker.temporal;

import dev.leadloop.inbox.TraceStore;
import dev.leadloop.lead.LeadId;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import dev.leadloop.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Spans of decisions and of what they ordered. Which trace they belong to stands in the record, and not in histories: a sleeping
 * lead is no longer for it.
 */
final class ActivityTraces extends AroundActivities {
  private static final String LEAD = "leadloop.lead_id";
  private static final String SEQ = "leadloop.decision_seq";

  private final Traces traces;
  private final TraceStore store;

  ActivityTraces(Traces traces, TraceStore store) {
    this.traces = traces;
    this.store = store;
  }

  @Override
  ActivityOutput run(ActivityExecutionContext context, Object[] arguments, Supplier<ActivityOutput> activity) {
    if (!traces.recorded() || arguments.length == 0) {
      return activity.get();
    }
    Object first = arguments[0] instanceof List<?> many && !many.isEmpty() ? many.getFirst() : arguments[0];
    if (first instanceof DecisionRequest request && LeadId.isOne(request.leadId())) {
      return decision(new LeadId(request.leadId()), activity);
    }
    if (first instanceof EffectRef effect && LeadId.isOne(effect.leadId())) {
      LeadId lead = new LeadId(effect.leadId());
      String parent = found(() -> store.ofEffect(lead, effect.seq(), effect.n()));
      return traces.within(context.getInfo().getActivityType(), SpanKind.INTERNAL, parent, span -> {
        span.setAttribute(LEAD, lead.value()).setAttribute(SEQ, effect.seq());
        return activity.get();
      });
    }
    return activity.get();
  }

  private ActivityOutput decision(LeadId lead, Supplier<ActivityOutput> activity) {
    return traces.within("decision", SpanKind.CONSUMER, found(() -> store.waiting(lead)), span -> {
      span.setAttribute(LEAD, lead.value());
      ActivityOutput output = activity.get();
      if (output.getResult() instanceof DecisionReply reply) {
        ordered(lead, reply, span);
      }
      return output;
    });
  }

  private void ordered(LeadId lead, DecisionReply reply, Span span) {
    span.setAttribute(SEQ, reply.seq());
    if (!reply.effects().isEmpty()) {
      found(() -> {
        store.ordered(lead, reply.seq(), Traces.header(span.getSpanContext()));
        return Optional.empty();
      });
    }
  }

  /** No work fails for its trace. */
  private static @Nullable String found(Supplier<Optional<String>> asked) {
    try {
      return asked.get().orElse(null);
    } catch (DataAccessException | TransactionException away) {
      return null;
    }
  }
}
