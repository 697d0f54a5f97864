package dev.leadloop.console.inbox;

import dev.leadloop.security.ApiKeys;
import dev.leadloop.security.Caller;
import dev.leadloop.view.InboxReadStore.Whose;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * The pages that are told of changes: so many of one person and so many in all, each until its sign-in ends, its key is
 * revoked or its time is over. None of them holds a connection to the database or a thread of the server.
 */
@Component
class InboxStreams implements HttpSessionListener, SmartLifecycle {
  /** A browser has no more connections to one server, and others of its pages need some. */
  static final int OF_ONE_PERSON = 12;

  private final InboxMarks marks;
  private final ApiKeys keys;
  private final int most;
  private final Duration every;
  private final Set<InboxStream> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread looking;

  /**
   * No stream is open yet.
   *
   * @param most how many this process keeps open in all
   * @param every how often it looks whether an inbox has changed while somebody wants to know
   */
  InboxStreams(
      InboxMarks marks, ApiKeys keys, @Value("${leadloop.console.streams:1000}") int most,
      @Value("${leadloop.console.look-every:1s}") Duration every) {
    this.marks = marks;
    this.keys = keys;
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
    String person = caller.principal().toString();
    long same = open.stream().filter(stream -> stream.person().equals(person)).count();
    if (session == null || looking == null || same >= OF_ONE_PERSON || open.size() >= most) {
      return false;
    }
    AsyncContext async = request.startAsync();
    async.setTimeout(0);
    async.addListener(new Gone());
    InboxStream[] self = new InboxStream[1];
    self[0] = new InboxStream(
        async, marks, whose, person, session.getId(), known, () -> stands(caller), () -> open.remove(self[0]));
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
      return !(caller.getDetails() instanceof String hash) || keys.recogniseHash(hash).isPresent();
    } catch (DataAccessException | TransactionException away) {
      // Nobody can say so now; the next beat asks again.
      return true;
    }
  }

  @Override
  public void sessionDestroyed(HttpSessionEvent ended) {
    String session = ended.getSession().getId();
    open.stream().filter(stream -> stream.session().equals(session)).forEach(InboxStream::close);
  }

  @Override
  public void start() {
    looking = Thread.ofVirtual().name("inbox-marks").start(this::look);
  }

  private void look() {
    try {
      while (true) {
        Thread.sleep(every);
        if (!open.isEmpty()) {
          marks.look();
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
    looking = null;
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
