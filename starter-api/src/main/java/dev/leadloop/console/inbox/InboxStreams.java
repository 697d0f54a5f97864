package dev.leadloop.console.inbox;

import dev.leadloop.security.Caller;
import dev.leadloop.security.console.Standing;
import dev.leadloop.view.InboxReadStore.Whose;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The pages that are told of changes: so many of one person and so many in all, each until its sign-in ends, its key or
 * user no longer stands or its time is over. None of them holds a connection to the database or a thread of the server.
 */
@Component
class InboxStreams implements HttpSessionListener, HttpSessionIdListener, SmartLifecycle {
  /** A browser has no more connections to one server, and others of its pages need some. */
  static final int OF_ONE_PERSON = 12;

  /** How often it is asked whether whoever listens may still do so: once for all pages of one sign-in. */
  private static final Duration ASKED_EVERY = Duration.ofSeconds(3);

  private final InboxMarks marks;
  private final Standing standing;
  private final int most;
  private final Duration every;
  private final Set<InboxStream> open = ConcurrentHashMap.newKeySet();
  /** One comes after the other, so that two who come at once are not both the last there may be. */
  private final ReentrantLock admitting = new ReentrantLock();
  private volatile @Nullable Thread looking;

  /**
   * No stream is open yet.
   *
   * @param most how many this process keeps open in all
   * @param every how often it looks whether an inbox has changed while somebody wants to know
   */
  InboxStreams(
      InboxMarks marks, Standing standing, @Value("${leadloop.console.streams:1000}") int most,
      @Value("${leadloop.console.look-every:1s}") Duration every) {
    this.marks = marks;
    this.standing = standing;
    this.most = most;
    this.every = every;
  }

  /**
   * Tells the page of that request from now on; false where there are as many as there may be.
   *
   * @param known the mark that the page shows
   */
  boolean begin(HttpServletRequest request, Caller caller, Whose whose, String known) {
    HttpSession session = request.getSession(false);
    admitting.lock();
    try {
      return session != null && looking != null && isRoomFor(caller) && started(request, caller, session, whose, known);
    } finally {
      admitting.unlock();
    }
  }

  private boolean isRoomFor(Caller caller) {
    String person = caller.principal().toString();
    long same = open.stream().filter(stream -> stream.caller().principal().toString().equals(person)).count();
    return same < OF_ONE_PERSON && open.size() < most;
  }

  private boolean started(HttpServletRequest request, Caller caller, HttpSession session, Whose whose, String known) {
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    async.addListener(new Gone());
    InboxStream[] self = new InboxStream[1];
    self[0] = new InboxStream(async, marks, whose, caller, session, known, () -> open.remove(self[0]));
    open.add(self[0]);
    Thread.ofVirtual().name("inbox-stream").start(self[0]);
    return true;
  }

  /** Somebody who has left is no error that a page would have to tell of. */
  static final class Gone implements AsyncListener {
    @Override
    public void onComplete(AsyncEvent event) {
      // The stream has ended by itself.
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      complete(event.getAsyncContext());
    }

    @Override
    public void onError(AsyncEvent event) {
      complete(event.getAsyncContext());
    }

    private static void complete(AsyncContext left) {
      try {
        left.complete();
      } catch (IllegalStateException over) {
        // The stream noticed it as well and has ended the answer already: that is what was wanted.
        return;
      }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      // Nobody starts it anew.
    }
  }

  /** How many are open. */
  int size() {
    return open.size();
  }

  private boolean stands(Caller caller) {
    try {
      return standing.now(caller).isPresent();
    } catch (DataAccessException | TransactionException away) {
      // Nobody can say so now; the next time it is asked again.
      return true;
    }
  }

  private void endThoseThatAreOver() {
    Map<List<@Nullable Object>, Boolean> asked = new HashMap<>();
    for (InboxStream stream : open) {
      Caller caller = stream.caller();
      // Callers are equal whose keys have one name; a key that was made anew is another.
      List<@Nullable Object> signIn = Arrays.asList(caller, caller.getDetails());
      if (stream.outlivesSession() || !Boolean.TRUE.equals(asked.computeIfAbsent(signIn, one -> stands(caller)))) {
        stream.close();
      }
    }
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent ended) {
    close(ended.getSession().getId());
  }

  /** Whoever signs in again may be somebody else: the page connects again, and is looked at like any request. */
  @Override
  public void sessionIdChanged(HttpSessionEvent changed, String before) {
    close(before);
  }

  private void close(String session) {
    open.stream().filter(stream -> stream.sessionId().equals(session)).forEach(InboxStream::close);
  }

  @Override
  public void start() {
    looking = Thread.ofVirtual().name("inbox-marks").start(this::look);
  }

  private void look() {
    try {
      long asked = System.nanoTime();
      while (true) {
        Thread.sleep(every);
        if (!open.isEmpty()) {
          marks.look();
        }
        if (System.nanoTime() - asked >= ASKED_EVERY.toNanos()) {
          endThoseThatAreOver();
          asked = System.nanoTime();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Streams end before the server does, which waits for requests that are still being answered. */
  @Override
  public void stop() {
    Thread watcher = looking;
    admitting.lock();
    try {
      looking = null;
    } finally {
      admitting.unlock();
    }
    if (watcher != null) {
      watcher.interrupt();
    }
    open.forEach(InboxStream::close);
  }

  @Override
  public boolean isRunning() {
    return looking != null;
  }
}
