package dev.leadloop.measures;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.measures.Visit.Coming;
import dev.leadloop.measures.Visit.Leaving;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes visits of what is told of a lead's past: each stay goes on until the next that is told, the last one for as long as the
 * lead stands by its past.
 */
final class ToldStays {
  private final LeadId lead;
  private @Nullable PastStep stood;
  private @Nullable Leaving left;

  ToldStays(LeadId lead) {
    this.lead = lead;
  }

  /** The lead stood in that step's stage until it was moved here. */
  void left(@Nullable PastStep step, Leaving end) {
    stood = step;
    left = end;
  }

  /** How the stay ended here in which the lead stood; null where it did not. */
  @Nullable Leaving left() {
    return left;
  }

  /**
   * The stays of all steps that are told, in order.
   *
   * @param here since when the lead stands where its life here has it; null where it stands by its past, or that is not known
   */
  List<Visit> of(List<PastStep> counted, @Nullable Instant here) {
    List<Visit> stays = new ArrayList<>();
    for (int i = 0; i < counted.size(); i++) {
      PastStep step = counted.get(i);
      PastStep next = i + 1 < counted.size() ? counted.get(i + 1) : null;
      stays.add(new Visit(
          lead.value(), 0, i, i == 0 ? null : counted.get(i - 1).stage().label(), step.stage().label(), null,
          new Coming(Kept.instant(step.at()), step.reason(), Visit.TOLD), Money.of(step.amount(), step.currency()),
          next == null ? end(step, here)
              : new Leaving(Kept.instant(next.at()), next.stage().label(), next.reason(), Visit.TOLD)));
    }
    return stays;
  }

  private @Nullable Leaving end(PastStep last, @Nullable Instant here) {
    if (left != null && stood != null && stood.same(last)) {
      return left;
    }
    return here == null ? null : Leaving.unknown(here);
  }
}
