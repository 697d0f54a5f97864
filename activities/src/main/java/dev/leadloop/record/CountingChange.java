package dev.leadloop.record;

import dev.leadloop.lead.OwnSignals;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.LeadProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether a decision changes how its lead counts for its company. What the company told the lead never does. */
final class CountingChange {
  private CountingChange() {}

  /**
   * Whether the lead came in, did something, or stands elsewhere.
   *
   * @param before null where nothing was decided yet
   */
  static boolean in(@Nullable LeadProgress before, CarefulDecider.Outcome outcome) {
    List<LeadEvent> events = outcome.taken();
    if (!events.isEmpty() && events.stream().allMatch(CountingChange::comesOfCounting)) {
      return false;
    }
    return before == null
        || outcome.decision().signals().stream().anyMatch(signal -> !signal.type().equals(OwnSignals.STAKEHOLDER_ADDED))
        || standsElsewhere(before, outcome.decision().next().progress())
        || events.stream().anyMatch(event -> event.body() instanceof EventBody.ProfileChanged);
  }

  private static boolean standsElsewhere(LeadProgress before, @Nullable LeadProgress after) {
    return after != null && after.stage() != before.stage();
  }

  private static boolean comesOfCounting(LeadEvent event) {
    return event.body() instanceof EventBody.AccountTold
        || (event.body() instanceof EventBody.Engaged engaged && engaged.type().equals(OwnSignals.STAKEHOLDER_ADDED));
  }
}
