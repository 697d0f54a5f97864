package dev.leadloop.console.inbox;

import dev.leadloop.security.Caller;
import dev.leadloop.view.InboxReadStore.Whose;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One page that is told when its inbox changes, on a virtual thread of its own, so that nobody waits for one who does not read.
 * It is told that something changed and never what: the page asks for that, and gets what it may see.
 */
final class InboxStream implements Runnable {
  /** A line that says nothing goes out this often, by which a connection that is gone is noticed. */
  static final Duration BEAT = Duration.ofSeconds(15);

  /** Then the page connects again, which is looked at like any request. */
  static final Duration LIFE = Duration.ofMinutes(10);

  private final AsyncContext request;
  private final InboxMarks marks;
  private final Whose whose;
  private final Caller caller;
  private final HttpSession session;
  private final String sessionId;
  private final Runnable gone;
  private String known;
  private volatile boolean open = true;

  /**
   * A stream that has not begun.
   *
   * @param caller whose page it is
   * @param session which the sign-in ends with
   * @param known the mark that the page shows already; empty where it shows none
   * @param gone to be told once it is over
   */
  InboxStream(
      AsyncContext request, InboxMarks marks, Whose whose, Caller caller, HttpSession session, String known, Runnable gone) {
    this.request = request;
    this.marks = marks;
    this.whose = whose;
    this.caller = caller;
    this.session = session;
    this.sessionId = session.getId();
    this.known = known;
    this.gone = gone;
  }

  Caller caller() {
    return caller;
  }

  /** The session as it was called when this began. */
  String sessionId() {
    return sessionId;
  }

  /** Whether the session is over, or belongs to a later sign-in, which gives it another id. */
  boolean outlivesSession() {
    try {
      session.getCreationTime();
      return !session.getId().equals(sessionId);
    } catch (IllegalStateException over) {
      return true;
    }
  }

  /** Ends it soon. */
  void close() {
    open = false;
    marks.wake();
  }

  @Override
  public void run() {
    try {
      OutputStream out = request.getResponse().getOutputStream();
      write(out, "retry: 2000\n\n");
      long end = System.nanoTime() + LIFE.toNanos();
      while (open && System.nanoTime() < end) {
        String now = marks.other(whose, known, () -> open, BEAT);
        if (!open) {
          return;
        }
        known = now == null ? known : now;
        write(out, now == null ? ":\n\n" : "id: " + now + "\nevent: changed\ndata: changed\n\n");
      }
    } catch (IOException | IllegalStateException left) {
      // Whoever it was is not there any more.
      open = false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      gone.run();
      complete();
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private void complete() {
    try {
      request.complete();
    } catch (IllegalStateException over) {
      // The server ended it before us.
      open = false;
    }
  }

  /** The mark in the form in which a browser gives it back, or an empty one for anything else. */
  static String mark(@Nullable String given) {
    return given != null && given.matches("[0-9a-f._-]{1,120}") ? given : "";
  }
}
