package dev.leadloop.inbox;

import dev.leadloop.inbox.Flights.Flight;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Calls of Temporal under way, and what came of them. None is waited for unless that is asked. */
final class Calls {
  /** Each has its deadline before. */
  private static final Duration LONGEST = Duration.ofSeconds(6);

  private final LeadRinger ringer;
  private final Executor executor;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private int underWay;

  /**
   * What came of one.
   *
   * @param failure null where the lead was called
   */
  record Answer(Flight flight, @Nullable RuntimeException failure) {}

  /** Makes calls by that executor, as many at once as it is given. */
  Calls(LeadRinger ringer, Executor executor) {
    this.ringer = ringer;
    this.executor = executor;
  }

  void begin(Flight flight) {
    underWay++;
    executor.execute(() -> answers.add(new Answer(flight, failure(flight))));
  }

  private @Nullable RuntimeException failure(Flight flight) {
    try {
      ringer.ring(flight.waiting.start(), RingLabel.of(flight.waiting.labels()));
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  /** The answers that are there. */
  List<Answer> answered() {
    List<Answer> all = new ArrayList<>();
    answers.drainTo(all);
    underWay -= all.size();
    return all;
  }

  /** Those that are there and those to come. */
  List<Answer> allAnswers() throws InterruptedException {
    List<Answer> all = answered();
    long end = System.nanoTime() + LONGEST.toNanos();
    while (underWay > 0) {
      Answer next = answers.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return all;
      }
      underWay--;
      all.add(next);
    }
    return all;
  }
}
