package dev.leadloop.console.inbox;

import dev.leadloop.view.InboxReadStore;
import dev.leadloop.view.InboxReadStore.Whose;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * What every inbox shows, as marks that change with it: read out of the record at most once a second for all who ask, so that
 * it does not matter which process changed something. Nothing is read while nobody asks.
 */
@Component
public class InboxMarks {
  private static final Logger LOG = LoggerFactory.getLogger(InboxMarks.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final InboxReadStore store;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Map<String, String> marks = Map.of();
  private long readAt;
  private boolean read;

  InboxMarks(InboxReadStore store) {
    this.store = store;
  }

  /** The mark of that inbox, as it was at most a second ago. */
  public String of(Whose whose) {
    if (isOld()) {
      take(store.marks());
    }
    lock.lock();
    try {
      return mark(whose);
    } finally {
      lock.unlock();
    }
  }

  private boolean isOld() {
    lock.lock();
    try {
      return !read || System.nanoTime() - readAt > EVERY.toNanos();
    } finally {
      lock.unlock();
    }
  }

  /** Reads them anew and wakes whoever waits for another mark; while the database is away they stay as they were. */
  void look() {
    try {
      take(store.marks());
    } catch (DataAccessException | TransactionException away) {
      LOG.debug("The inboxes cannot be looked at now", away);
    }
  }

  /**
   * Waits until the mark is another than that, or nobody wants to know any more, and no longer than so long; null where it is
   * still the same.
   */
  @Nullable String other(Whose whose, String known, BooleanSupplier wanted, Duration patience) throws InterruptedException {
    long left = patience.toNanos();
    lock.lock();
    try {
      while (wanted.getAsBoolean() && (!read || mark(whose).equals(known)) && left > 0) {
        left = changed.awaitNanos(left);
      }
      String now = mark(whose);
      return now.equals(known) ? null : now;
    } finally {
      lock.unlock();
    }
  }

  /** Wakes everybody, such as those whose time is over. */
  void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void take(Map<String, String> now) {
    lock.lock();
    try {
      boolean same = read && now.equals(marks);
      marks = now;
      readAt = System.nanoTime();
      read = true;
      if (!same) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  private String mark(Whose whose) {
    String rep = whose.rep();
    if (rep == null) {
      return Integer.toHexString(marks.hashCode()) + "." + marks.size();
    }
    return marks.getOrDefault(rep, "") + (whose.queue() ? "_" + marks.getOrDefault("", "") : "");
  }
}
