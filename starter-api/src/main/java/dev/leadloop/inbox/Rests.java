package dev.leadloop.inbox;

import dev.leadloop.inbox.RingStore.Resting;
import dev.leadloop.lead.LeadId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Leads that were called a moment ago: what comes for them meanwhile is called for together. */
final class Rests {
  static final Duration REST = Duration.ofSeconds(1);
  /** Whoever asks for sales right after coming in waits for no second. */
  static final Duration OF_DIRECT_INTENT = Duration.ofMillis(200);

  private final Map<LeadId, Instant> called = new HashMap<>();

  void begin(LeadId lead, Instant now) {
    called.put(lead, now);
  }

  /** Who rests now. */
  Resting at(Instant now) {
    called.values().removeIf(at -> !at.plus(REST).isAfter(now));
    return new Resting(
        called.keySet(),
        called.entrySet().stream()
            .filter(entry -> entry.getValue().plus(OF_DIRECT_INTENT).isAfter(now))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet()));
  }

  /** How long until the first of them has rested, at most that long. */
  Duration until(Instant now, Duration most) {
    return called.values().stream()
        .map(at -> Duration.between(now, at.plus(REST)))
        .filter(rest -> rest.compareTo(most) < 0)
        .map(rest -> rest.isPositive() ? rest : Duration.ofMillis(1))
        .min(Duration::compareTo)
        .orElse(most);
  }
}
