package dev.leadloop.inbox;

import dev.leadloop.store.RingStore.Places;
import dev.leadloop.store.RingStore.Waiting;
import dev.leadloop.store.Urgency;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What this process rings for, or has rung for, and does not know to be decided. */
final class Flights {
  /** One lead under way. */
  static final class Flight {
    final Waiting waiting;
    final Instant since;
    final boolean full;
    boolean rung;

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
    List<Flight> begun = new ArrayList<>();
    for (Waiting waiting : claimed) {
      Urgency line = waiting.urgency();
      long taken = claimed.stream().filter(other -> other.urgency() == line).count();
      begun.add(new Flight(waiting, now, taken >= of(places, line)));
      byLine.merge(line, 1, Integer::sum);
    }
    flights.addAll(begun);
    return begun;
  }

  private static int of(Places places, Urgency line) {
    return switch (line) {
      case DIRECT -> places.direct();
      case SINGLE -> places.single();
      case BULK -> places.bulk();
    };
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
  List<Flight> rung() {
    return flights.stream().filter(flight -> flight.rung).toList();
  }

  /** The places that are free in each line. */
  Places free(Pace pace) {
    return new Places(free(pace, Urgency.DIRECT), free(pace, Urgency.SINGLE), free(pace, Urgency.BULK));
  }

  private int free(Pace pace, Urgency line) {
    return Math.max(0, pace.places(line) - byLine.getOrDefault(line, 0));
  }
}
