package dev.leadloop.webhook;

import dev.leadloop.problem.Problem;
import dev.leadloop.problem.ProblemException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Reads mail of strangers on threads of its own, few of them, with a short queue and room for so many bytes at a time:
 * whatever comes, all else that this process serves keeps its threads, its cores and its memory. Who finds no room is told
 * to come again, as mail servers and SendGrid do.
 */
@Component
class MailReaders implements DisposableBean {
  /** The other half of the processors stays for who waits for an answer. */
  private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  private static final int WAITING = 16 * THREADS;

  /** A mail takes milliseconds; one that waits this long stands behind many that are large. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int KIBIBYTE = 1024;

  /** So many bytes of bodies are held at a time: two of the largest, or thousands as they usually are. */
  static final int ROOM = 64 * KIBIBYTE * KIBIBYTE;

  private final ThreadPoolExecutor threads;
  private final Duration patience;
  private final Semaphore room = new Semaphore(ROOM / KIBIBYTE);

  MailReaders() {
    this(THREADS, WAITING, PATIENCE);
  }

  MailReaders(int readers, int waiting, Duration patience) {
    this.patience = patience;
    // Threads of the platform: one of them that computes for long holds up none of the virtual ones that serve.
    this.threads =
        new ThreadPoolExecutor(
            readers, readers, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(waiting),
            Thread.ofPlatform().name("mail-reader-", 0).daemon().factory());
  }

  /** What takes a body in and reads it. */
  interface Taking<T> {
    T take() throws IOException, ServletException;
  }

  /**
   * Takes a body in, where there is room for it.
   *
   * @param bytes as the call says; where it says nothing it is taken for one of the largest
   * @throws ProblemException where there is no room
   */
  <T> T inRoomFor(long bytes, Taking<T> body) throws IOException, ServletException {
    int kibibytes = (int) (Math.min(ROOM / 2, bytes < 0 ? ROOM / 2 : bytes) / KIBIBYTE) + 1;
    if (!room.tryAcquire(kibibytes)) {
      throw full();
    }
    try {
      return body.take();
    } finally {
      room.release(kibibytes);
    }
  }

  /**
   * What a reading finds, once a thread was free for it.
   *
   * @throws ProblemException where too many wait already, or it has waited for too long
   */
  <T> T read(Callable<T> reading) {
    FutureTask<T> task = new FutureTask<>(reading);
    try {
      threads.execute(task);
      return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException | TimeoutException busy) {
      throw full();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw full();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException unread) {
        throw unread;
      }
      throw new IllegalStateException("A mail could not be read", failed.getCause());
    } finally {
      task.cancel(true);
      threads.remove(task);
    }
  }

  private static ProblemException full() {
    return Problem.UNAVAILABLE.because(
        "Nothing was stored: as much mail is being read as can be at a time. Send it again after the time in Retry-After.");
  }

  @Override
  public void destroy() {
    threads.shutdownNow();
  }
}
