package dev.leadloop.text;

import java.io.IOException;
import java.io.Serial;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A failure as a log may tell it: what kind it was and where, and not its words, which quote whatever could not be taken, such
 * as a person's address. Words of the network, and of a database that is away, tell of servers alone and are kept.
 */
public final class Discreet {
  private static final String OURS = "dev.leadloop.";
  private static final int MOST_CAUSES = 10;
  /** Connections, sign-in, resources and an operator's intervention. */
  private static final Pattern OF_THE_SERVER = Pattern.compile("(?:08|28|53|57).*");

  private Discreet() {}

  /** In one line, such as "DuplicateKeyException, PSQLException 23505, at LeadStore.add:41". */
  public static String words(Throwable failure) {
    List<String> kinds = new ArrayList<>();
    String place = null;
    Throwable cause = failure;
    for (int n = 0; cause != null && n < MOST_CAUSES; n++) {
      kinds.add(kind(cause));
      place = place == null ? place(cause) : place;
      cause = cause.getCause();
    }
    return String.join(", ", kinds) + (place == null ? "" : ", at " + place);
  }

  /** The same with the whole trace, to be given to a logger in its place. */
  public static Throwable of(Throwable failure) {
    return new Told(failure, 0);
  }

  private static String kind(Throwable failure) {
    String kind = failure.getClass().getSimpleName();
    if (failure instanceof SQLException sql && sql.getSQLState() != null) {
      kind += " " + sql.getSQLState();
    }
    String words = failure.getMessage();
    return words == null || !ofServers(failure) ? kind : kind + " (" + words.lines().findFirst().orElse("") + ")";
  }

  private static boolean ofServers(Throwable failure) {
    return failure instanceof SQLException sql
        ? sql.getSQLState() != null && OF_THE_SERVER.matcher(sql.getSQLState()).matches()
        : failure instanceof IOException || failure instanceof TimeoutException
            || failure.getClass().getName().startsWith("io.grpc.");
  }

  private static @Nullable String place(Throwable failure) {
    for (StackTraceElement frame : failure.getStackTrace()) {
      if (frame.getClassName().startsWith(OURS)) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName() + ":" + frame.getLineNumber();
      }
    }
    return null;
  }

  private static final class Told extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String kind;

    Told(Throwable failure, int depth) {
      super(null, failure.getCause() == null || depth >= MOST_CAUSES ? null : new Told(failure.getCause(), depth + 1));
      kind = kind(failure);
      setStackTrace(failure.getStackTrace());
    }

    @Override
    public String getMessage() {
      return kind;
    }

    @Override
    public String toString() {
      return kind;
    }
  }
}
