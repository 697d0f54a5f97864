package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.journal.JournalEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who the timeline says did something is who did it: the policy decides by scores, people give orders and answers. */
class CausesTest {
  private static final List<Principal> SENDERS =
      List.of(
          new Principal(Principal.Kind.ADMIN, "admin"), Life.MARKETING, Life.MANAGER, Principal.PERSON, Principal.TEMPORAL,
          new Principal(Principal.Kind.PROVIDER, "mail"));

  private final List<Decision.Noted> lines = new ArrayList<>();

  private Life life() {
    Life life = new Life(TestPolicies.small(), Life.director(), "rep-a", "rep-b");
    life.bug = (before, decision) -> {
      lines.addAll(decision.journal());
      return decision;
    };
    return life;
  }

  private Life entered(Principal by) {
    Life life = life().happens(by, new EventBody.Entered("webinar", false));
    return life;
  }

  private List<Principal> by(Class<? extends JournalEntry> type) {
    return lines.stream().filter(noted -> type.isInstance(noted.entry())).map(Decision.Noted::by).toList();
  }

  @Test
  void whoeverTellsOfASignalOrAFactDecidesNothingByThat() {
    for (Principal sender : SENDERS) {
      lines.clear();
      Life life = entered(sender).happens(sender, new EventBody.Engaged("demo_requested", Map.of(), false));
      assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
      assertThat(by(JournalEntry.SignalRecorded.class)).as("who told").containsOnly(sender);
      assertThat(by(JournalEntry.Scored.class)).containsOnly(Principal.SYSTEM);
      assertThat(by(JournalEntry.StageChanged.class)).containsOnly(Principal.SYSTEM);
      assertThat(by(JournalEntry.CycleOpened.class)).containsOnly(Principal.SYSTEM);
      assertThat(by(JournalEntry.SequenceStarted.class)).containsOnly(Principal.SYSTEM);
      assertThat(lines.stream().filter(noted -> noted.entry() instanceof JournalEntry.StageChanged))
          .as("the event that brought it about stays on record")
          .allSatisfy(noted -> assertThat(noted.causeEventId()).isNotNull());
    }
  }

  @Test
  void ordersAndAnswersAreTheirGivers() {
    Principal admin = SENDERS.getFirst();
    Life life = entered(admin).happens(admin, new EventBody.Engaged("demo_requested", Map.of(), false));
    Principal owner = new Principal(Principal.Kind.REP, life.handoff().owner());
    lines.clear();
    life.happens(owner, new EventBody.Accepted(1));
    life.happens(owner, new EventBody.OutcomeReported(Outcome.LOST, null, null, "no_need", false));
    life.happens(Life.MARKETING, new EventBody.Reopened("came_back"));
    assertThat(by(JournalEntry.CycleEnded.class)).containsExactly(owner);
    assertThat(by(JournalEntry.StageChanged.class)).as("the score of whoever was reopened is the policy's word")
        .containsExactly(owner, owner, Life.MARKETING, Principal.SYSTEM);
    lines.clear();
    life.happens(Principal.PERSON, new EventBody.Suppressed("unsubscribed"));
    assertThat(by(JournalEntry.SequenceEnded.class)).containsOnly(Principal.PERSON);
  }

  /** Told apart by what the lines say themselves: evidence of a score stands on the policy's decisions and on reviews. */
  @Test
  void inNoRandomLifeDoesAKeyHandALeadOverByItsScore() {
    Map<Principal.Kind, Integer> seen = new HashMap<>();
    for (long seed = 7_000; seed < 8_000; seed++) {
      long life = seed;
      RandomLivesTest.randomLife(seed, (before, decision) -> {
        if (!decision.needsDesk()) {
          decision.journal().forEach(noted -> {
            if (noted.entry() instanceof JournalEntry.Scored) {
              assertThat(noted.by()).as("seed " + life).isEqualTo(Principal.SYSTEM);
            }
            if (noted.entry() instanceof JournalEntry.StageChanged changed && changed.evidence() != null
                && !changed.evidence().trigger().equals("review")) {
              seen.merge(noted.by().kind(), 1, Integer::sum);
            }
          });
        }
        return decision;
      });
    }
    assertThat(seen.keySet()).containsExactly(Principal.Kind.SYSTEM);
    assertThat(seen.get(Principal.Kind.SYSTEM)).isGreaterThan(500);
  }
}
