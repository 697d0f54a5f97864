package dev.leadloop.store;

import dev.leadloop.lifecycle.AnswerClock;
import dev.leadloop.lifecycle.Decision;
import dev.leadloop.lifecycle.EndedCycle;
import dev.leadloop.lifecycle.Handoff;
import dev.leadloop.lifecycle.JournalEntry;
import dev.leadloop.lifecycle.JournalFold;
import dev.leadloop.lifecycle.LeadProgress;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One cycle of offering a lead to sales, as lists and measures read it.
 *
 * @param clock how its answer time is counted
 * @param ended null while it is open
 */
public record HandoffCycle(
    int cycle,
    String owner,
    boolean queue,
    String trigger,
    String slaClass,
    Instant assignedAt,
    Instant deadline,
    SlaLevel level,
    AnswerClock clock,
    @Nullable EndedCycle ended) {

  /** The cycles that lines of one decision opened, changed or ended, by number. */
  public static Map<Integer, HandoffCycle> changed(
      @Nullable LeadProgress before, List<Decision.Line> lines, Instant at) {
    Map<Integer, HandoffCycle> cycles = new TreeMap<>();
    LeadProgress progress = before;
    for (Decision.Line line : lines) {
      Handoff open = progress == null ? null : progress.handoff();
      progress = JournalFold.apply(progress, line.entry(), at);
      change(cycles, open, progress, line.entry());
    }
    return cycles;
  }

  /** Notes in {@code cycles} what one line does to a cycle. */
  static void change(
      Map<Integer, HandoffCycle> cycles, @Nullable Handoff before, LeadProgress after, JournalEntry entry) {
    if (entry instanceof JournalEntry.CycleEnded ended && before != null) {
      cycles.put(before.cycle(), of(before, ended.end()));
    } else if (after.handoff() != null && !after.handoff().equals(before)) {
      cycles.put(after.handoff().cycle(), of(after.handoff(), null));
    }
  }

  private static HandoffCycle of(Handoff handoff, @Nullable EndedCycle ended) {
    return new HandoffCycle(
        handoff.cycle(),
        handoff.owner(),
        handoff.queue(),
        handoff.trigger(),
        handoff.slaClass(),
        handoff.assignedAt(),
        handoff.deadline(),
        ended == null ? handoff.shownLevel() : handoff.level(),
        handoff.clock(),
        ended);
  }
}
