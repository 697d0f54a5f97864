package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.journal.AnswerClock;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.routing.RoutingLog;
import dev.leadloop.sla.LadderAction;
import dev.leadloop.sla.SlaLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CycleFoldTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofHours(4));
  private static final RoutingLog LOG =
      new RoutingLog("by turns", List.of(), List.of(new RoutingLog.Turn("rep-1", 3, 0)));
  private static final JournalEntry ENTERED = new JournalEntry.Entered("site");
  private static final JournalEntry OPENED = new JournalEntry.CycleOpened(handoff(1, "rep-1", false), LOG);
  private static final JournalEntry ENDED =
      new JournalEntry.CycleEnded(
          new EndedCycle(1, "rep-1", EndedCycle.How.REJECTED, "rep:rep-1", NOW, "no_budget"), null);

  private static Handoff handoff(int cycle, String owner, boolean queue) {
    AnswerClock clock = new AnswerClock("office", null, null, null, 0, null, 0, null, Map.of(), Set.of(), null);
    return new Handoff(
        cycle, owner, queue, new Handoff.Terms("demo_requested", "standard", NOW, List.of()), LATER,
        new Handoff.Ladder(
            List.of(new Handoff.PlannedRung(LadderAction.REMIND, 50, NOW.plus(Duration.ofHours(2)))), 0, SlaLevel.ON_TRACK),
        new Handoff.Tried(List.of(owner), 0), clock);
  }

  private static Map<Integer, HandoffCycle> changed(List<JournalEntry> before, JournalEntry... entries) {
    LeadProgress progress = null;
    for (JournalEntry entry : before) {
      progress = JournalFold.apply(progress, entry, NOW);
    }
    return CycleFold.changed(progress, lines(entries), NOW);
  }

  private static List<Decision.Noted> lines(JournalEntry... entries) {
    return Arrays.stream(entries).map(entry -> new Decision.Noted(entry, Principal.SYSTEM, null)).toList();
  }

  @Test
  void cycleIsOpenUntilALineEndsIt() {
    HandoffCycle open = changed(List.of(ENTERED), OPENED).get(1);
    assertThat(open.owner()).isEqualTo("rep-1");
    assertThat(open.deadline()).isEqualTo(LATER);
    assertThat(open.ended()).isNull();

    HandoffCycle ended = changed(List.of(ENTERED, OPENED), ENDED).get(1);
    assertThat(ended.owner()).isEqualTo("rep-1");
    assertThat(ended.ended()).isNotNull().extracting(EndedCycle::reason).isEqualTo("no_budget");
  }

  @Test
  void decisionThatEndsOneAndOpensTheNextChangesBoth() {
    JournalEntry next = new JournalEntry.CycleOpened(handoff(2, "rep-2", false), LOG);
    assertThat(changed(List.of(ENTERED, OPENED), ENDED, next).values())
        .extracting(HandoffCycle::cycle, HandoffCycle::owner, cycle -> cycle.ended() == null)
        .containsExactly(
            tuple(1, "rep-1", false), tuple(2, "rep-2", true));
  }

  @Test
  void otherOwnerAndAFiredRungChangeTheOpenCycle() {
    HandoffCycle queued =
        changed(List.of(ENTERED, OPENED), new JournalEntry.OwnerChanged(1, "queue", true, "nobody is left", null, null)).get(1);
    assertThat(queued.queue()).isTrue();
    assertThat(queued.owner()).isEqualTo("queue");

    HandoffCycle reminded =
        changed(List.of(ENTERED, OPENED), new JournalEntry.RungFired(1, 0, LadderAction.REMIND, NOW, false)).get(1);
    assertThat(reminded.level()).isEqualTo(SlaLevel.REMINDED);
  }

  @Test
  void anEndThatCutsAPauseShortLeavesTheDeadlineThatItMovedAndNoPause() {
    JournalEntry paused = new JournalEntry.ClockPaused(1, new AnswerClock.Pause(NOW, LATER, "waiting_for_lead"));
    EndedCycle end = new EndedCycle(1, "rep-1", EndedCycle.How.ACCEPTED, "rep:rep-1", NOW.plusSeconds(60), null);
    HandoffCycle moved =
        changed(List.of(ENTERED, OPENED, paused), new JournalEntry.CycleEnded(end, LATER.plusSeconds(60))).get(1);
    assertThat(moved.deadline()).isEqualTo(LATER.plusSeconds(60));
    assertThat(moved.clock().pause()).as("the deadline has it in it").isNull();
    HandoffCycle early = changed(List.of(ENTERED, OPENED, paused), new JournalEntry.CycleEnded(end, null)).get(1);
    assertThat(early.deadline()).isEqualTo(LATER);
    assertThat(early.clock().pause()).as("as early versions left it").isNotNull();
  }

  @Test
  void linesThatDoNotConcernACycleChangeNone() {
    List<JournalEntry> before = List.of(ENTERED, OPENED);
    assertThat(changed(before, new JournalEntry.FactsChanged(), new JournalEntry.ConsentNoted("given"))).isEmpty();
    assertThat(changed(List.of(ENTERED, OPENED, ENDED), new JournalEntry.ErasureNoted())).isEmpty();
    assertThat(changed(List.of(), ENTERED)).isEmpty();
  }
}
