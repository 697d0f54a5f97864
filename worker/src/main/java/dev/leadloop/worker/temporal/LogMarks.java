package dev.leadloop.worker.temporal;

import dev.leadloop.temporal.DecisionRequest;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor.ActivityOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Marks what is logged within an activity by the lead, the decision and the activity it is about. */
final class LogMarks extends AroundActivities {
  private static final String LEAD = "lead_id";
  private static final String DECISION = "decision_seq";
  private static final String ACTIVITY = "activity";
  private static final String OF_LEADS = "lead/";

  @Override
  ActivityOutput run(ActivityExecutionContext context, Object[] arguments, Supplier<ActivityOutput> activity) {
    String workflow = Objects.requireNonNullElse(context.getInfo().getWorkflowId(), "");
    String lead = workflow.startsWith(OF_LEADS) ? workflow.substring(OF_LEADS.length()) : null;
    return within(marks(lead, context.getInfo().getActivityType(), arguments), activity);
  }

  static Map<String, String> marks(@Nullable String lead, String activity, Object[] arguments) {
    Map<String, String> marks = new HashMap<>();
    if (lead != null) {
      marks.put(LEAD, lead);
    }
    marks.put(ACTIVITY, activity);
    Object first = arguments.length == 0 ? null : arguments[0];
    if (first instanceof List<?> many && !many.isEmpty()) {
      first = many.getFirst();
    }
    if (first instanceof DecisionRequest request) {
      marks.put(DECISION, String.valueOf(request.seq()));
    } else if (first instanceof EffectRef effect) {
      marks.put(DECISION, String.valueOf(effect.seq()));
    }
    return marks;
  }

  private static ActivityOutput within(Map<String, String> marks, Supplier<ActivityOutput> activity) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    marks.forEach(MDC::put);
    try {
      return activity.get();
    } finally {
      MDC.setContextMap(before == null ? Map.of() : before);
    }
  }
}
