package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.routing.RoutingLog;
import dev.leadloop.sla.SlaLevel;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

  private static JournalEntry opened(String owner, boolean queue, RoutingLog.Turn... turns) {
    AnswerClock clock = new AnswerClock("office", null, null, null, 0, null, 0, null, Map.of(), Set.of(), null);
    return new JournalEntry.CycleOpened(
        new Handoff(
            1, owner, queue, new Handoff.Terms("demo_requested", "standard", NOW, List.of()), NOW,
            new Handoff.Ladder(List.of(), 0, SlaLevel.ON_TRACK), Handoff.Tried.NOBODY, clock),
        new RoutingLog("by turns", List.of(), List.of(turns)));
  }

  private static Assignments of(JournalEntry... entries) {
    return Assignments.of(
        Arrays.stream(entries).map(entry -> new Decision.Noted(entry, Principal.SYSTEM, null)).toList());
  }

  @Test
  void everyLineThatGivesTheLeadToARepCounts() {
    RoutingLog.Turn first = new RoutingLog.Turn("rep-1", 4, 0);
    RoutingLog.Turn second = new RoutingLog.Turn("rep-2", 5, 1);
    Assignments given =
        of(
            opened("rep-1", false, first),
            new JournalEntry.OwnerChanged(1, "rep-3", false, "took it over", null, null),
            new JournalEntry.PassedOn("rep-3", "rep-2", "has left", new RoutingLog("by turns", List.of(), List.of(second))));
    assertThat(given.reps()).containsExactly("rep-1", "rep-2", "rep-3");
    assertThat(given.turns()).containsExactly(first, second);
  }

  @Test
  void queueIsNoRepAndItsRoutingCounts() {
    RoutingLog.Turn turn = new RoutingLog.Turn("rep-1", 4, 2);
    Assignments given = of(opened("queue", true, turn), new JournalEntry.OwnerChanged(1, "queue", true, "nobody", null, null));
    assertThat(given.reps()).isEmpty();
    assertThat(given.turns()).containsExactly(turn);
  }

  @Test
  void otherLinesGiveItToNobody() {
    Assignments given =
        of(
            new JournalEntry.Entered(null),
            new JournalEntry.ContactAsked("rep-1", NOW, null, null),
            new JournalEntry.CycleEnded(new EndedCycle(1, "rep-1", EndedCycle.How.ACCEPTED, "rep:rep-1", NOW, null), null),
            new JournalEntry.ErasureNoted());
    assertThat(given.reps()).isEmpty();
    assertThat(given.turns()).isEmpty();
  }
}
