package dev.leadloop.inbox;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The trace that this thread works for, as it is kept with what is recorded meanwhile. */
public final class TraceMark {
  /** Its key among the marks of log lines; its value is written as W3C's header traceparent is. */
  public static final String KEY = "traceparent";

  private TraceMark() {}

  /** The present one; null where none is recorded. */
  static @Nullable String current() {
    return MDC.get(KEY);
  }
}
