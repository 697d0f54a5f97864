package dev.leadloop.lifecycle.journal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The cycles in which a lead was offered to sales.
 *
 * @param open the open cycle; null in every stage but SQL
 * @param cycles number of the last cycle, 0 before the first
 * @param ended the latest ended cycles, newest last, at most {@value #ENDED_KEPT}
 */
public record HandoffProgress(@Nullable Handoff open, int cycles, List<EndedCycle> ended) {
  /** How many ended cycles are kept at hand; older ones are in the journal. */
  public static final int ENDED_KEPT = 10;

  static final HandoffProgress NONE = new HandoffProgress(null, 0, List.of());

  public HandoffProgress {
    ended = List.copyOf(ended);
  }

  /** How that cycle ended, or null where it has not or is no longer at hand. */
  public @Nullable EndedCycle endOf(int cycle) {
    return ended.stream().filter(end -> end.cycle() == cycle).findFirst().orElse(null);
  }

  /**
   * When sales last answered, or the lead was taken from it, so that all from before was known; {@link Instant#MIN} where that
   * never was. What moved on to another rep was not answered by that.
   */
  public Instant answeredLast() {
    return ended.reversed().stream()
        .filter(end -> end.how() != EndedCycle.How.UNANSWERED && end.how() != EndedCycle.How.REASSIGNED)
        .findFirst().map(EndedCycle::at).orElse(Instant.MIN);
  }

  /** When a handoff ended last; {@link Instant#MIN} where none did. */
  public Instant endedLast() {
    return ended.isEmpty() ? Instant.MIN : ended.getLast().at();
  }

  HandoffProgress opened(Handoff handoff) {
    return new HandoffProgress(handoff, handoff.cycle(), ended);
  }

  HandoffProgress changed(UnaryOperator<Handoff> change) {
    if (open == null) {
      throw new IllegalStateException("the journal speaks of an open handoff, but there is none");
    }
    return new HandoffProgress(change.apply(open), cycles, ended);
  }

  HandoffProgress closed(EndedCycle end) {
    List<EndedCycle> all = new ArrayList<>(ended);
    all.add(end);
    return new HandoffProgress(null, cycles, all.subList(Math.max(0, all.size() - ENDED_KEPT), all.size()));
  }

  HandoffProgress forgotten() {
    return new HandoffProgress(null, cycles, ended);
  }
}
