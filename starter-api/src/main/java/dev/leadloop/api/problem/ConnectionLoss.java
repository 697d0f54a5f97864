package dev.leadloop.api.problem;

import java.sql.SQLException;

/** Tells a lost connection from a refused statement. */
final class ConnectionLoss {
  private ConnectionLoss() {}

  /** Whether the database went away: SQL states 08 (connection) and 57P (shutting down or starting). */
  static boolean isBehind(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = sql.getSQLState();
        if (state != null && (state.startsWith("08") || state.startsWith("57P"))) {
          return true;
        }
      }
    }
    return false;
  }
}
