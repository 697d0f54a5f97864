package dev.leadloop.lifecycle.journal;

import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How often a lead came back from sales, and what holds it back now.
 *
 * @param times how often it was recycled for a reason that counts
 * @param gate what a recycled lead must show to be handed over again; null where it need show nothing
 */
public record RecycleProgress(int times, @Nullable RecycleGate gate) {
  static final RecycleProgress NONE = new RecycleProgress(0, null);

  /** Until when the lead is left alone, or null where it is not parked. */
  public @Nullable Instant parkedUntil() {
    return gate == null ? null : gate.parkedUntil();
  }

  RecycleProgress after(JournalEntry.Recycled recycled) {
    return new RecycleProgress(times + (recycled.counts() ? 1 : 0), recycled.gate());
  }

  RecycleProgress waitingOver(UnaryOperator<RecycleGate> without) {
    if (gate == null) {
      throw new IllegalStateException("the journal ends a waiting time, but there is none");
    }
    return new RecycleProgress(times, without.apply(gate));
  }

  RecycleProgress passed() {
    return new RecycleProgress(times, null);
  }
}
