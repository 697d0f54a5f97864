package dev.leadloop.inbox;

import dev.leadloop.inbox.Calls.Answer;
import dev.leadloop.inbox.Flights.Flight;
import dev.leadloop.inbox.RingStore.Places;
import dev.leadloop.inbox.RingStore.Resting;
import dev.leadloop.inbox.RingStore.Waiting;
import dev.leadloop.lead.LeadId;
import dev.leadloop.worker.RepeatingTasks.RepeatingTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings the doorbells of leads whose inbox holds undecided rows, in the order of work: one ring however many rows of a lead
 * wait, at once the first time, then at most once a second a lead. A lead that cannot be called is set aside and the others go
 * on; only when the server itself is in trouble is everybody left alone. Several relays may work on one inbox; the limit a
 * lead and the places under way are each relay's own.
 */
final class Relay implements RepeatingTask {
  static final Duration SWEEP = Duration.ofMillis(500);
  /** How often to look what was decided, while something is under way: a look costs the database half a decision. */
  static final Duration LOOK = Duration.ofMillis(25);
  /** What was called for and is not decided by then has lost its place; it is called for again later. */
  static final Duration LONGEST_FLIGHT = Duration.ofSeconds(5);
  /** Decisions come in the order of the rings: what one that was called for so much later came before stands still by itself. */
  static final Duration OVERTAKEN = Duration.ofMillis(500);
  private static final Duration STRAIN = Duration.ofMillis(200);
  private static final Places ONE_EACH = new Places(1, 1, 1, 0);
  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  private final RingStore store;
  private final SetAsideStore aside;
  private final Calls calls;
  private final TemporalServer server;
  private final Clock clock;
  private final Pace pace = new Pace();
  private final Flights flights = new Flights();
  private final Rests rests = new Rests();
  private final Outage outage = new Outage();
  private Instant strainedUntil = Instant.MIN;
  /** When the latest of those that were decided had begun. */
  private Instant latestDecided = Instant.MIN;

  Relay(RingStore store, SetAsideStore aside, Calls calls, TemporalServer server, Clock clock) {
    this.store = store;
    this.aside = aside;
    this.calls = calls;
    this.server = server;
    this.clock = clock;
  }

  /**
   * Hears what came of calls and rings for those whose turn it is.
   *
   * @return how long to wait before the next turn, unless woken
   */
  @Override
  public Duration go() throws InterruptedException {
    try {
      hear(calls.answered());
      settle();
      return outage.isOn() ? probe() : ring();
    } catch (RuntimeException e) {
      return outage.attemptFailed("The inbox cannot be read: " + e);
    }
  }

  /** Not while Temporal or the database is away, nor while the next look is a moment away in any case. */
  @Override
  public boolean canBeWoken() {
    return !outage.isOn() && flights.none();
  }

  /** Calls under way are heard before the process ends, so that no row is left claimed. */
  @Override
  public void end() throws InterruptedException {
    hear(calls.allAnswers());
    note(flights.called());
  }

  private Duration ring() {
    Instant now = clock.instant();
    Places free = flights.free(pace);
    if (free.any() && now.isAfter(strainedUntil)) {
      launch(store.claim(free, rests.at(now)), free);
      hear(calls.answered());
    }
    return outage.isOn() ? outage.pause() : flights.none() ? rests.until(now, SWEEP) : LOOK;
  }

  /** One of each line, to see whether anybody can be called again. */
  private Duration probe() throws InterruptedException {
    List<Waiting> waiting = store.claim(ONE_EACH, Resting.NOBODY);
    launch(waiting, ONE_EACH);
    boolean over = waiting.isEmpty() || hear(calls.allAnswers());
    if (over) {
      outage.over();
      return Duration.ZERO;
    }
    return outage.attemptFailed("Temporal is in trouble");
  }

  private void launch(List<Waiting> waiting, Places free) {
    List<Flight> begun = flights.begin(waiting, free, clock.instant());
    begun.forEach(calls::begin);
  }

  /** Whether the server answered any of these calls, be it with a refusal. */
  private boolean hear(List<Answer> answers) {
    List<LeadId> mended = new ArrayList<>();
    for (Answer answer : answers) {
      Waiting waiting = answer.flight().waiting;
      if (answer.failure() != null) {
        flights.end(answer.flight());
      } else {
        answer.flight().called = true;
        rests.begin(waiting.start().lead(), clock.instant());
        if (waiting.setAside()) {
          mended.add(waiting.start().lead());
        }
      }
    }
    aside.called(mended);
    boolean answered = false;
    for (Answer answer : answers) {
      answered |= answer.failure() == null || failed(answer.flight().waiting, answer.failure());
    }
    return answered;
  }

  /** True where the failure is the lead's own. */
  private boolean failed(Waiting waiting, RuntimeException failure) {
    String code = TemporalFault.code(failure);
    Optional<String> trouble = switch (TemporalFault.kind(failure)) {
      case FORBIDDEN -> Optional.of("Temporal does not allow leads to be started (" + code + ")");
      case REFUSED, HELD_UP -> server.trouble();
    };
    if (trouble.isPresent()) {
      store.release(waiting.rows());
      outage.found(trouble.get());
      return false;
    }
    LeadId lead = waiting.start().lead();
    LOG.warn("Lead {} cannot be called and is set aside: {} {}", lead, code, TemporalFault.words(failure));
    aside.setAside(lead, waiting.rows(), code, TemporalFault.words(failure));
    if (TemporalFault.kind(failure) == TemporalFault.Kind.HELD_UP) {
      pace.heldUp();
      strainedUntil = clock.instant().plus(STRAIN);
    }
    return true;
  }

  /** Gives the places back of what was decided, of what others came before, and of what takes too long. */
  private void settle() {
    List<Flight> called = flights.called();
    Set<Long> undecided = store.undecided(called.stream().map(Flight::last).toList());
    Instant now = clock.instant();
    List<Flight> over = new ArrayList<>();
    for (Flight flight : called) {
      Duration took = Duration.between(flight.since, now);
      if (!undecided.contains(flight.last())) {
        pace.decided(took, flight.full);
        over.add(flight);
        latestDecided = flight.since.isAfter(latestDecided) ? flight.since : latestDecided;
      } else if (flight.since.plus(OVERTAKEN).isBefore(latestDecided)) {
        over.add(flight);
      } else if (took.compareTo(LONGEST_FLIGHT) >= 0) {
        pace.heldUp();
        over.add(flight);
      }
    }
    note(over);
    over.forEach(flights::end);
  }

  private void note(List<Flight> called) {
    store.called(called.stream().flatMap(flight -> flight.waiting.rows().stream()).toList());
  }
}
