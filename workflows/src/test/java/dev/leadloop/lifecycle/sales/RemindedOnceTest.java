package dev.leadloop.lifecycle.sales;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.OutdatedNotice;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.Effect.Notice;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Handoffs that nobody answers, under ladders and outages of any kind: whoever is to be reminded is so once a decision, and the
 * journal says of each step whether what came before went with it. The judge follows owners and steps by the journal alone.
 */
class RemindedOnceTest {
  private static final long SEED = 5_150;
  private static final int LIVES = 1_000;

  private int told;
  private int merged;

  @Test
  void oneDecisionRemindsNobodyTwiceAndForgetsNobody() {
    for (long seed = SEED; seed < SEED + LIVES; seed++) {
      try {
        new Judge(new Random(seed)).live();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(told).isGreaterThan(1_000);
    assertThat(merged).as("steps told with those before them").isGreaterThan(200);
  }

  @Test
  void whatAnOutageKeptBackIsOneMailAndTheMostUrgentOfIt() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    String owner = life.handoff().owner();
    life.effects.clear();
    life.now = life.now.plus(Duration.ofMinutes(80));
    life.decide(List.of());
    assertThat(life.told()).containsExactly("ESCALATION queue", "REMINDER " + owner);
    assertThat(life.effects.getLast().label()).isEqualTo("answer overdue: remind " + owner);
    assertThat(life.written(JournalEntry.RungFired.class).stream().map(Sentences::of)).satisfiesExactly(
        first -> assertThat(first).endsWith(": owner reminded"),
        second -> assertThat(second).endsWith("escalated to the manager, once for this and what had fallen due before"));
  }

  @Test
  void aReminderThatWaitedForTheMailServerIsNotGivenOnceTheNextIsOrdered() {
    Life life = Life.entered(Life.director()).signal("demo_requested");
    Effect.Notify first = reminder(life.passes(Duration.ofMinutes(31)));
    Instant orderedAt = life.now.minus(Duration.ofMinutes(1));
    assertThat(OutdatedNotice.why(first, life.progress(), orderedAt)).isNull();
    Effect.Notify second = reminder(life.passes(Duration.ofMinutes(30)));
    assertThat(OutdatedNotice.why(first, life.progress(), orderedAt)).isEqualTo("a later reminder stands for it");
    assertThat(OutdatedNotice.why(second, life.progress(), orderedAt.plus(Duration.ofMinutes(30)))).isNull();
  }

  private static Effect.Notify reminder(Life life) {
    return life.effects.stream().filter(Effect.Notify.class::isInstance).map(Effect.Notify.class::cast)
        .filter(notify -> notify.notice() == Notice.REMINDER).toList().getLast();
  }

  /** Lives one life and judges each decision. */
  private final class Judge {
    private final Random random;
    private final Life life;
    private String owner = "";
    private int cycle;

    Judge(Random random) {
      this.random = random;
      this.life = new Life(policy(random), Life.director(), "rep-a", "rep-b", "rep-c");
      life.bug = (before, decision) -> {
        judge(decision);
        return decision;
      };
    }

    void live() {
      life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false)).signal("demo_requested");
      for (int i = 0; i < 12; i++) {
        switch (random.nextInt(6)) {
          case 0 -> life.passes(Duration.ofMinutes(random.nextInt(90)));
          case 1 -> life.happens(Life.MANAGER, new EventBody.Snoozed(0, life.now.plusSeconds(60L * (1 + random.nextInt(200)))));
          case 2 -> life.happens(Life.MANAGER, new EventBody.PauseAsked(0, "waiting_for_lead",
              life.now.plusSeconds(60L * (1 + random.nextInt(90)))));
          default -> {
            life.now = life.now.plus(Duration.ofMinutes(random.nextInt(200)));
            life.decide(List.of());
          }
        }
      }
    }

    private void judge(Decision decision) {
      Set<String> due = new HashSet<>();
      for (Decision.Noted noted : decision.journal()) {
        switch (noted.entry()) {
          case JournalEntry.CycleOpened opened -> {
            owner = opened.handoff().owner();
            cycle = opened.handoff().cycle();
          }
          case JournalEntry.OwnerChanged changed -> owner = changed.owner();
          case JournalEntry.RemindersDue ignored -> due.add(key(Notice.REMINDER, owner));
          case JournalEntry.RungFired fired -> {
            List<String> tells = tells(fired.action());
            assertThat(fired.merged()).as("%s after %s", fired, due).isEqualTo(tells.stream().anyMatch(due::contains));
            merged += fired.merged() ? 1 : 0;
            due.addAll(tells);
          }
          default -> {}
        }
      }
      List<String> given = decision.effects().stream().filter(Effect.Notify.class::isInstance).map(Effect.Notify.class::cast)
          .filter(notify -> notify.notice() == Notice.REMINDER || notify.notice() == Notice.ESCALATION)
          .map(notify -> notify.notice() + " " + notify.recipient() + " " + notify.cycle()).toList();
      assertThat(given).containsExactlyInAnyOrderElementsOf(due);
      told += given.size();
    }

    private List<String> tells(LadderAction action) {
      return switch (action) {
        case REMIND -> List.of(key(Notice.REMINDER, owner));
        case ESCALATE -> owner.equals("queue") ? List.of(key(Notice.ESCALATION, "queue"))
            : List.of(key(Notice.ESCALATION, "queue"), key(Notice.REMINDER, owner));
        case REASSIGN, QUEUE -> List.of();
      };
    }

    private String key(Notice notice, String recipient) {
      return notice + " " + recipient + " " + cycle;
    }
  }

  private static LeadPolicy policy(Random random) {
    List<Rung> ladder = random.ints(2 + random.nextInt(6), 1, 31).distinct().sorted()
        .mapToObj(tenth -> new Rung(10 * tenth, LadderAction.values()[random.nextInt(4)])).toList();
    return TestPolicies.with(TestPolicies.small(), new SlaRules(List.of(new SlaClass(
        "demo", List.of("demo_requested"), Duration.ofHours(1), "always", ladder, Duration.ofHours(24)))));
  }
}
