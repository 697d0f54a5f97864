package dev.leadloop.inbox;

import dev.leadloop.lead.LeadId;
import dev.leadloop.store.RingStore;
import dev.leadloop.store.RingStore.Waiting;
import dev.leadloop.worker.Rounds.Round;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the doorbells of leads whose inbox holds undecided rows: one ring however many rows wait, at once the first
 * time, then at most once a second a lead. Several relays may work on one inbox; the limit a lead is each relay's own.
 */
final class Relay implements Round {
  static final int BATCH = 500;
  static final Duration SWEEP = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration FIRST_BACK_OFF = Duration.ofMillis(500);
  private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(15);
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final RingStore store;
  private final LeadRinger ringer;
  private final Clock clock;
  private final Semaphore calls;
  private final Map<LeadId, Instant> restsUntil = new HashMap<>();
  private Duration backOff = Duration.ZERO;

  Relay(RingStore store, LeadRinger ringer, Clock clock, int callsAtOnce) {
    this.store = store;
    this.ringer = ringer;
    this.clock = clock;
    this.calls = new Semaphore(callsAtOnce);
  }

  /**
   * Claims and rings once.
   *
   * @return how long to wait before the next round, unless woken; zero when more may be waiting
   */
  @Override
  public Duration go() throws InterruptedException {
    endRests();
    List<Waiting> waiting;
    try {
      waiting = store.claim(backOff.isZero() ? BATCH : 1, restsUntil.keySet());
      return waiting.isEmpty() ? nothingWaits() : ringAll(waiting);
    } catch (RuntimeException e) {
      return backOff("The inbox cannot be read", e);
    }
  }

  /** Not while Temporal or the database is away. */
  @Override
  public boolean canBeWoken() {
    return backOff.isZero();
  }

  private Duration nothingWaits() {
    backOff = Duration.ZERO;
    Instant now = clock.instant();
    return restsUntil.values().stream()
        .map(until -> Duration.between(now, until))
        .filter(rest -> rest.compareTo(SWEEP) < 0)
        .map(rest -> rest.isNegative() ? Duration.ofMillis(1) : rest)
        .min(Duration::compareTo)
        .orElse(SWEEP);
  }

  private Duration ringAll(List<Waiting> waiting) throws InterruptedException {
    List<Long> rung = new ArrayList<>();
    List<Long> away = new ArrayList<>();
    Throwable lastFailure = null;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> results = new ArrayList<>();
      for (Waiting one : waiting) {
        results.add(threads.submit(() -> {
          ring(one);
          return null;
        }));
      }
      for (int i = 0; i < waiting.size(); i++) {
        try {
          results.get(i).get();
          rung.addAll(waiting.get(i).rows());
        } catch (ExecutionException e) {
          away.addAll(waiting.get(i).rows());
          lastFailure = e.getCause();
        }
      }
    }
    store.rung(rung);
    store.release(away);
    if (rung.isEmpty() && lastFailure != null) {
      return backOff("Temporal does not answer; rows wait in the inbox", lastFailure);
    }
    if (!backOff.isZero()) {
      LOG.info("Temporal answers again: the inbox is being rung for");
    }
    backOff = Duration.ZERO;
    return Duration.ZERO;
  }

  private void ring(Waiting waiting) throws InterruptedException {
    calls.acquire();
    try {
      ringer.ring(waiting.start(), RingLabel.of(waiting.labels()));
      rest(waiting.start().lead());
    } catch (RuntimeException e) {
      if (!TemporalFault.isRefusal(e)) {
        throw e;
      }
      LOG.warn("Lead {} cannot be rung and is tried again later: {}", waiting.start().lead(), e.toString());
    } finally {
      calls.release();
    }
  }

  private Duration backOff(String what, Throwable failure) {
    if (backOff.isZero()) {
      LOG.warn("{}: {}", what, failure.toString());
      backOff = FIRST_BACK_OFF;
    } else {
      Duration doubled = backOff.multipliedBy(2);
      backOff = doubled.compareTo(LONGEST_BACK_OFF) < 0 ? doubled : LONGEST_BACK_OFF;
    }
    return backOff;
  }

  private void rest(LeadId lead) {
    synchronized (restsUntil) {
      restsUntil.put(lead, clock.instant().plus(REST));
    }
  }

  private void endRests() {
    Instant now = clock.instant();
    restsUntil.values().removeIf(until -> !until.isAfter(now));
  }
}
