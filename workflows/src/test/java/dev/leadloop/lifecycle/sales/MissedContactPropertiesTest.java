package dev.leadloop.lifecycle.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Leads that were accepted and never spoken to: the next rep gets them for the most urgent of what they ever asked for. The judge
 * keeps its own list of that, and picks from a table of minutes.
 */
class MissedContactPropertiesTest {
  private static final long SEED = 7_301;
  private static final int LIVES = 600;
  private static final Map<String, Integer> MINUTES =
      Map.of("call_requested", 30, "demo_requested", 60, "talk_requested", 240, "quote_requested", 480, "score", 240);
  private static final List<String> REQUESTS = List.of("call_requested", "demo_requested", "talk_requested", "quote_requested");

  private int missed;
  private int byFirst;
  private int byLater;
  private int byScore;
  private int unfit;

  @Test
  void aLeadNobodySpokeToGoesOnAsUrgentAsWhatItAskedFor() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      try {
        live(new Random(seed));
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(List.of(missed, byFirst, byLater, byScore, unfit))
        .as("missed, as urgent as the handoff was, by a later request, by the score, asked by a misfit")
        .allSatisfy(count -> assertThat(count).isGreaterThan(20));
  }

  private void live(Random random) {
    Life life = new Life(policy(), Life.director(), "rep-a", "rep-b", "rep-c");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.passes(Duration.ofMinutes(random.nextInt(500)));
    life.signal(random.nextInt(3) == 0 ? "pricing_page_view" : REQUESTS.get(random.nextInt(REQUESTS.size())));
    if (random.nextInt(4) == 0) {
      life.passes(Duration.ofMinutes(1)).signal(REQUESTS.get(random.nextInt(REQUESTS.size())));
    }
    life.happens(Life.MANAGER, new EventBody.Accepted(0));
    for (int round = 0; round < 3 && life.stage() == Stage.ACCEPTED; round++) {
      List<String> waits = new ArrayList<>(List.of(acceptedFor(life)));
      for (int asks = random.nextInt(4); asks > 0 && life.stage() == Stage.ACCEPTED; asks--) {
        life.passes(Duration.ofMinutes(random.nextInt(60)));
        if (life.stage() == Stage.ACCEPTED) {
          ask(life, random, waits);
        }
      }
      if (life.stage() == Stage.ACCEPTED) {
        miss(life, waits);
      }
      if (life.progress().handoff() != null) {
        life.happens(Life.MANAGER, new EventBody.Accepted(0));
      }
    }
  }

  /** What the handoff stood for when it was accepted, from the journal alone. */
  private static String acceptedFor(Life life) {
    String trigger = "";
    for (JournalEntry entry : life.journal) {
      if (entry instanceof JournalEntry.CycleOpened opened) {
        trigger = opened.handoff().terms().trigger();
      } else if (entry instanceof JournalEntry.RequestAdded added && added.raised() != null) {
        trigger = added.signalType();
      }
    }
    return trigger;
  }

  private void ask(Life life, Random random, List<String> waits) {
    String type = REQUESTS.get(random.nextInt(REQUESTS.size()));
    boolean imported = random.nextInt(8) == 0;
    boolean old = random.nextInt(8) == 0;
    boolean fits = random.nextInt(6) > 0;
    life.known(fits ? Life.director() : Life.intern());
    LeadEvent event = life.event(Life.MARKETING, new EventBody.Engaged(type, Map.of(), imported));
    Instant occurred = old ? life.now.minus(Duration.ofDays(40)) : life.now;
    Instant due = life.progress().sales().contactDue();
    life.decide(List.of(new LeadEvent(event.row(), event.eventId(), occurred, event.recordedAt(), event.by(), event.body())));
    assertThat(life.progress().sales().contactDue()).as("never later").isBeforeOrEqualTo(due);
    if (!imported && !old && fits) {
      waits.add(type);
    }
    unfit += fits ? 0 : 1;
  }

  private void miss(Life life, List<String> waits) {
    int cycles = life.progress().handoffs().cycles();
    Instant due = life.progress().sales().contactDue();
    life.passes(Duration.between(life.now, due));
    missed++;
    assertThat(life.stage()).isEqualTo(Stage.SALES_QUALIFIED);
    Handoff next = life.handoff();
    assertThat(next.cycle()).isEqualTo(cycles + 1);
    String most = waits.stream()
        .min(Comparator.<String>comparingInt(MINUTES::get).thenComparing(trigger -> !REQUESTS.contains(trigger)))
        .orElseThrow();
    assertThat(next.terms().trigger()).as("of %s", waits).isEqualTo(most);
    assertThat(Duration.between(life.now, next.deadline())).isEqualTo(Duration.ofMinutes(MINUTES.get(most)));
    if (most.equals("score")) {
      byScore++;
    } else if (most.equals(waits.get(0))) {
      byFirst++;
    } else {
      byLater++;
    }
  }

  private static LeadPolicy policy() {
    return TestPolicies.with(
        TestPolicies.with(TestPolicies.passingOn(), new QualificationRules(
            List.of(new Threshold(10, 20)), List.of(new Threshold(20, 40)), 5, REQUESTS, 40, QualificationRules.USUAL_WITHIN,
            List.of())),
        new SlaRules(List.of(sla("call_requested", 600), sla("demo_requested", 600), sla("talk_requested", 600),
            sla("quote_requested", 600), sla("score", 600))));
  }

  private static SlaClass sla(String trigger, int contactMinutes) {
    return new SlaClass(trigger, List.of(trigger), Duration.ofMinutes(MINUTES.get(trigger)), "always",
        List.of(new Rung(100, LadderAction.ESCALATE)), Duration.ofMinutes(contactMinutes));
  }
}
