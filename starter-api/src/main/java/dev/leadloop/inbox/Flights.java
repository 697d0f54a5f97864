package dev.leadloop.inbox;

import dev.leadloop.inbox.RingStore.Places;
import dev.leadloop.inbox.RingStore.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What this process rings for, or has called for, and does not know to be decided. */
final class Flights {
  /** One lead under way. */
  static final class Flight {
    final Waiting waiting;
    final Instant since;
    final boolean full;
    boolean called;

    private Flight(Waiting waiting, Instant since, boolean full) {
      this.waiting = waiting;
      this.since = since;
      this.full = full;
    }

    /** A decision takes the oldest first: once this one is taken, all are. */
    long last() {
      return waiting.rows().stream().mapToLong(Long::longValue).max().orElseThrow();
    }
  }

  private final List<Flight> flights = new ArrayList<>();
  private final Map<Urgency, Integer> byLine = new EnumMap<>(Urgency.class);

  /** Begins those that were claimed for these places. */
  List<Flight> begin(List<Waiting> claimed, Places places, Instant now) {
    boolean full = claimed.size() >= places.anybody();
    List<Flight> begun = claimed.stream().map(waiting -> new Flight(waiting, now, full)).toList();
    begun.forEach(flight -> byLine.merge(flight.waiting.urgency(), 1, Integer::sum));
    flights.addAll(begun);
    return begun;
  }

  void end(Flight flight) {
    if (flights.remove(flight)) {
      byLine.merge(flight.waiting.urgency(), -1, Integer::sum);
    }
  }

  boolean none() {
    return flights.isEmpty();
  }

  /** Those whose call has been answered. */
  List<Flight> called() {
    return flights.stream().filter(flight -> flight.called).toList();
  }

  /** The places that are free: those of each line's own, and those of anybody. */
  Places free(Pace pace) {
    return new Places(
        own(pace, Urgency.DIRECT), own(pace, Urgency.SINGLE), own(pace, Urgency.BULK),
        Math.max(0, pace.places() - flights.size()));
  }

  private int own(Pace pace, Urgency line) {
    return Math.max(0, pace.own(line) - byLine.getOrDefault(line, 0));
  }
}
