package dev.leadloop.measures;

import dev.leadloop.measures.Visit.Leaving;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lines of one lead's journal change about its facts. Of a journal as a whole these are the facts themselves.
 *
 * @param lead null where nothing of it changes
 * @param left the end of the visit that the lead was in before these lines; null where it goes on, or none was
 * @param visits those that begin with these lines; where any of its past is told by them, all that are told, the last
 *     of them open where its end is not among these lines
 * @param cycles those that were opened or changed, by number
 */
public record FactChanges(
    @Nullable LeadFacts lead, @Nullable Leaving left, List<Visit> visits, List<CycleFacts> cycles, List<StepFacts> steps) {

  public FactChanges {
    visits = List.copyOf(visits);
    cycles = List.copyOf(cycles);
    steps = List.copyOf(steps);
  }

  /** Whether a handoff opens or is somebody else's. */
  public boolean handedOn() {
    return cycles.stream().anyMatch(cycle -> cycle.owned() != null);
  }

  /** Whether nothing changes. */
  public boolean none() {
    return lead == null && left == null && visits.isEmpty() && cycles.isEmpty() && steps.isEmpty();
  }
}
