package dev.leadloop.erasure.work;

import dev.leadloop.lead.Principal;
import dev.leadloop.temporal.erasure.ErasureProgress;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An erasure that was ordered, and what was erased where; nothing of its person.
 *
 * @param lead whose tombstone it is; null where only an address was known
 * @param reason a word such as asked_by_person
 */
public record Erasure(
    String id, @Nullable String lead, State state, String reason, Principal by, Instant askedAt, @Nullable Instant entombedAt,
    @Nullable Instant confirmedAt, @Nullable Instant finishedAt, List<Part> parts) {
  public Erasure {
    parts = List.copyOf(parts);
  }

  /** How far it is. */
  public enum State {
    /** The lead is yet to be decided. */
    WAITING,
    /** Parts erase what they hold. */
    ERASING,
    /** Every part has confirmed, twice. */
    DONE
  }

  /**
   * What one feature did.
   *
   * @param stands why it has not confirmed; null where it has, or was not tried yet
   * @param counts by place, how much was erased
   */
  public record Part(
      String name, @Nullable Instant confirmedAt, int tries, @Nullable Instant triedAt, @Nullable String stands,
      Map<String, Integer> counts) {}

  /** Names of the parts that have not confirmed. */
  public List<String> open() {
    return parts.stream().filter(part -> part.confirmedAt() == null).map(Part::name).toList();
  }

  ErasureProgress progress() {
    return new ErasureProgress(state.name(), parts.size(), open());
  }
}
