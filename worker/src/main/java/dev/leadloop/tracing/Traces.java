package dev.leadloop.tracing;

import dev.leadloop.inbox.TraceMark;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Spans of one process. A span names no person: of a failure it says the kind alone. What is done within one is marked in the
 * log by its trace, and what is recorded meanwhile keeps it.
 */
public final class Traces {
  private static final String LOGGED = "trace_id";
  private static final TextMapGetter<String> HEADER = new TextMapGetter<>() {
    @Override
    public Iterable<String> keys(String carrier) {
      return List.of(TraceMark.KEY);
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals(TraceMark.KEY) ? carrier : null;
    }
  };

  private final Tracer tracer;
  private final boolean recorded;

  /**
   * Traces of that kind.
   *
   * @param recorded false where nobody is told of them, so that nothing is looked up for them
   */
  public Traces(OpenTelemetry telemetry, boolean recorded) {
    this.tracer = telemetry.getTracer("dev.leadloop");
    this.recorded = recorded;
  }

  /** Whether they are recorded at all. */
  public boolean recorded() {
    return recorded;
  }

  /** Something that is done within a span, and may fail as it fails. */
  @FunctionalInterface
  public interface Work<T extends @Nullable Object, E extends Exception> {
    /** Does it. */
    T done(Span span) throws E;
  }

  /**
   * Does something within a span.
   *
   * @param parent what it belongs to, as W3C's header traceparent is written; null, or unreadable, for nothing
   */
  @SuppressWarnings("try") // a scope is there to be closed
  public <T extends @Nullable Object, E extends Exception> T within(
      String name, SpanKind kind, @Nullable String parent, Work<T, E> work) throws E {
    Context before = parent == null
        ? Context.root()
        : W3CTraceContextPropagator.getInstance().extract(Context.root(), parent, HEADER);
    Span span = tracer.spanBuilder(name).setSpanKind(kind).setParent(before).startSpan();
    Map<String, String> marks = Optional.ofNullable(MDC.getCopyOfContextMap()).orElseGet(HashMap::new);
    try (Scope scope = span.makeCurrent()) {
      MDC.put(LOGGED, span.getSpanContext().getTraceId());
      MDC.put(TraceMark.KEY, header(span.getSpanContext()));
      return work.done(span);
    } catch (Exception failed) {
      span.setStatus(StatusCode.ERROR, failed.getClass().getSimpleName());
      throw failed;
    } finally {
      MDC.setContextMap(marks);
      span.end();
    }
  }

  /** A span as what belongs to it names it. */
  public static String header(SpanContext span) {
    return "00-" + span.getTraceId() + "-" + span.getSpanId() + "-" + span.getTraceFlags().asHex();
  }
}
