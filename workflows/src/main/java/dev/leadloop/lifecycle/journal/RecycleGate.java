package dev.leadloop.lifecycle.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a recycled lead must show before a score crossing qualifies it again; a direct request passes it at once.
 *
 * @param since evidence counts only from then on
 * @param freshPoints points of engagement it takes
 * @param coolDownUntil no crossing before then; null once it is over
 * @param parkedUntil neither mail nor crossing before then; null where not parked, or no longer
 * @param sequence the sequence that nurtures it
 */
public record RecycleGate(
    Instant since, int freshPoints, @Nullable Instant coolDownUntil, @Nullable Instant parkedUntil, String sequence) {

  RecycleGate parkingOver() {
    return new RecycleGate(since, freshPoints, coolDownUntil, null, sequence);
  }

  RecycleGate coolDownOver() {
    return new RecycleGate(since, freshPoints, null, parkedUntil, sequence);
  }
}
