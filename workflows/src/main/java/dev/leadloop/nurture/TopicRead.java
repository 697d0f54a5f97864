package dev.leadloop.nurture;

import dev.leadloop.lead.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a lead has read most lately, by the property {@code topic} of its signals. */
public final class TopicRead {
  private TopicRead() {}

  /**
   * The topic of most signals within the time before an instant, of those asked about; of several, the one read last, and
   * null where none was.
   */
  public static @Nullable String most(Collection<Signal> signals, Set<String> topics, Duration within, Instant at) {
    Map<String, Read> read = new HashMap<>();
    for (Signal signal : signals) {
      String topic = signal.properties().get("topic");
      boolean counts =
          !signal.voided()
              && !signal.occurredAt().isAfter(at)
              && !signal.occurredAt().isBefore(at.minus(within));
      if (topic != null && counts) {
        topics.stream()
            .filter(topic.strip()::equalsIgnoreCase)
            .forEach(known -> read.merge(known, new Read(1, signal.occurredAt()), Read::and));
      }
    }
    return read.entrySet().stream()
        .max(Map.Entry.<String, Read>comparingByValue(Comparator.comparingInt(Read::times).thenComparing(Read::last))
            .thenComparing(entry -> entry.getKey().toLowerCase(Locale.ROOT), Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private record Read(int times, Instant last) {
    Read and(Read other) {
      return new Read(times + other.times, other.last.isAfter(last) ? other.last : last);
    }
  }
}
