package dev.leadloop.problem;

import java.sql.SQLException;
import java.util.function.Predicate;

/** Reads out of what the database threw whether it is away, or refused a value. */
final class SqlStates {
  private SqlStates() {}

  /** Whether the database went away: SQL states 08 (connection) and 57P (shutting down or starting). */
  static boolean connectionLost(Throwable thrown) {
    return any(thrown, state -> state.startsWith("08") || state.startsWith("57P"));
  }

  /** Whether a value is none that it keeps: SQL state 22 (data exception), such as U+0000 in a text. */
  static boolean dataRefused(Throwable thrown) {
    return any(thrown, state -> state.startsWith("22"));
  }

  private static boolean any(Throwable thrown, Predicate<String> wanted) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null && wanted.test(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
