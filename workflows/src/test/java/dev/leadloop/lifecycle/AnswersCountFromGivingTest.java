package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.EndedCycle.How;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.sla.LadderAction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What people say of a handoff counts from when they said it, however long nobody was there to decide it: the same orders come to
 * the same end by whatever decisions, and to the end that plain arithmetic on the times of the orders alone gives.
 */
class AnswersCountFromGivingTest {
  private static final int HANDOFFS = Integer.getInteger("leadloop.model.handoffs", 1_000);
  private static final long FIRST_SEED = Long.getLong("leadloop.model.seed", 20_261_130L);
  private static final Duration ANSWER_WITHIN = Duration.ofHours(1);
  private static final Duration CONTACT_WITHIN = Duration.ofHours(3);

  /** What was said of a handoff, so many seconds after it was assigned. */
  private record Said(long after, Principal by, EventBody body) {}

  /** How a handoff went: where what was due for the answer had come to by then, and when sales said it was in touch. */
  private record Went(@Nullable How how, @Nullable Instant at, Instant deadline, @Nullable Instant contacted) {
    boolean inTime() {
      return at != null && !at.isAfter(deadline);
    }
  }

  @Test
  void howeverLateItIsDecidedAnAnswerCountsFromWhenItWasGiven() {
    Map<How, Integer> ends = new EnumMap<>(How.class);
    int saved = 0;
    int late = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + HANDOFFS; seed++) {
      Random random = new Random(seed);
      List<Said> said = said(random);
      Life life = handedOver();
      Instant assigned = life.handoff().terms().assignedAt();
      Instant lastDecision = decide(life, assigned, said, random);
      Went reckoned = reckon(assigned, said);
      Went went = went(life, assigned);
      assertThat(went).as("seed %d: %s", seed, said).isEqualTo(reckoned);
      ends.merge(Objects.requireNonNull(reckoned.how()), 1, Integer::sum);
      saved += reckoned.inTime() && lastDecision.isAfter(reckoned.deadline()) ? 1 : 0;
      late += reckoned.inTime() ? 0 : 1;
    }
    System.out.println(HANDOFFS + " handoffs from seed " + FIRST_SEED + ": " + ends + ", " + saved
        + " answered in time and decided after the deadline, " + late + " answered too late");
    assertThat(ends.keySet()).contains(How.ACCEPTED, How.REJECTED, How.RETURNED, How.WITHDRAWN);
    assertThat(saved).isGreaterThan(HANDOFFS / 10);
    assertThat(late).isGreaterThan(HANDOFFS / 10);
  }

  @Test
  void whatFellDueBeforeTheAnswerStaysDue() {
    Life life = handedOver();
    Instant assigned = life.handoff().terms().assignedAt();
    life.now = assigned.plus(Duration.ofMinutes(70));
    LeadEvent answer = life.event(owner(life), new EventBody.Accepted(1));
    life.now = assigned.plus(Duration.ofHours(9));
    life.decide(List.of(answer));
    assertThat(life.written(JournalEntry.RungFired.class)).extracting(JournalEntry.RungFired::action)
        .containsExactly(LadderAction.REMIND, LadderAction.ESCALATE);
    assertThat(went(life, assigned).inTime()).isFalse();
  }

  @Test
  void firstContactCountsFromTheAnswerAndFromTheDecisionWhereNobodyKnewOfItInTime() {
    Map<Duration, Duration> dueAfterAnswer = Map.of(
        Duration.ZERO, CONTACT_WITHIN, Duration.ofHours(2), CONTACT_WITHIN, Duration.ofHours(3), CONTACT_WITHIN.plusHours(3),
        Duration.ofHours(20), CONTACT_WITHIN.plusHours(20));
    dueAfterAnswer.forEach((down, due) -> {
      Life life = handedOver();
      LeadEvent answer = life.event(owner(life), new EventBody.Accepted(1));
      Instant given = life.now;
      life.now = given.plus(down);
      life.decide(List.of(answer));
      assertThat(life.progress().sales().contactDue()).as("decided %s after it was given", down).isEqualTo(given.plus(due));
    });
  }

  /** Evidence is fresh that came after the answer, and not only that which came after its decision. */
  @Test
  void whatTheLeadDidAfterSalesGaveItBackIsFreshHoweverLateThatWasDecided() {
    Life life = handedOver();
    LeadEvent answer = life.event(owner(life), new EventBody.Rejected(1, "no_need", false));
    Instant given = life.now;
    life.now = given.plus(Duration.ofHours(12));
    life.decide(List.of(answer));
    assertThat(Objects.requireNonNull(life.progress().recycling().gate()).since()).isEqualTo(given);
    assertThat(life.progress().recycling().gate().coolDownUntil()).isEqualTo(given.plus(life.policy.recycle().coolDown()));
  }

  private static Life handedOver() {
    LeadPolicy policy = TestPolicies.with(TestPolicies.small(), new SlaRules(List.of(new SlaClass("demo", List.of(),
        ANSWER_WITHIN, "always",
        List.of(new Rung(50, LadderAction.REMIND), new Rung(100, LadderAction.ESCALATE)), CONTACT_WITHIN))));
    Life life = new Life(policy, Life.director(), "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.now = life.now.plusSeconds(60);
    return life.signal("demo_requested");
  }

  private static Principal owner(Life life) {
    return new Principal(Principal.Kind.REP, life.handoff().owner());
  }

  /** Pauses that begin and end, reminders put off, in the end an answer, and where it was accepted a contact or none. */
  private static List<Said> said(Random random) {
    List<Said> said = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      long at = random.nextInt(7_000);
      said.add(new Said(at, Life.MANAGER, switch (random.nextInt(5)) {
        case 0, 1 -> new EventBody.PauseAsked(1, "waiting_for_lead", null);
        case 2 -> new EventBody.PauseAsked(1, "waiting_for_lead", Instant.EPOCH.plusSeconds(at + 1 + random.nextInt(3_000)));
        case 3 -> new EventBody.ResumeAsked(1);
        default -> new EventBody.Snoozed(1, Instant.EPOCH.plusSeconds(at + 1 + random.nextInt(600)));
      }));
    }
    long answered = 1 + random.nextInt(9_000);
    said.add(new Said(answered, Life.MANAGER, switch (random.nextInt(5)) {
      case 0, 1 -> new EventBody.Accepted(1);
      case 2 -> new EventBody.Rejected(1, "no_need", false);
      case 3 -> new EventBody.Returned(1, "no_need", false, null);
      default -> new EventBody.Withdrawn(1, "campaign stopped");
    }));
    if (random.nextBoolean()) {
      said.add(new Said(answered + 1 + random.nextInt(9_000), Life.MANAGER, random.nextBoolean() ? new EventBody.Contacted()
          : new EventBody.OutcomeReported(Outcome.OPPORTUNITY, null, null, null, false)));
    }
    said.sort(Comparator.comparing(Said::after));
    return said;
  }

  /** Decides all of it at random times, some of it as it is said and some long after. */
  private static Instant decide(Life life, Instant assigned, List<Said> said, Random random) {
    Deque<LeadEvent> events = new ArrayDeque<>();
    for (Said one : said) {
      life.now = assigned.plusSeconds(one.after());
      events.add(life.event(one.by(), at(one.body(), assigned)));
    }
    Instant now = assigned;
    while (!events.isEmpty()) {
      now = events.getFirst().recordedAt().plusSeconds(random.nextInt(3) == 0 ? 0 : random.nextInt(30_000));
      List<LeadEvent> batch = new ArrayList<>();
      while (!events.isEmpty() && !events.getFirst().recordedAt().isAfter(now)) {
        batch.add(events.removeFirst());
      }
      life.now = now;
      life.decide(batch);
    }
    return now;
  }

  /** The times in an order are told from the assignment on. */
  private static EventBody at(EventBody body, Instant assigned) {
    if (body instanceof EventBody.PauseAsked pause && pause.until() != null) {
      return new EventBody.PauseAsked(1, pause.reason(), assigned.plusSeconds(pause.until().getEpochSecond()));
    }
    return body instanceof EventBody.Snoozed snoozed
        ? new EventBody.Snoozed(1, assigned.plusSeconds(snoozed.until().getEpochSecond()))
        : body;
  }

  private static Went went(Life life, Instant assigned) {
    JournalEntry.CycleEnded ended = life.written(JournalEntry.CycleEnded.class).isEmpty() ? null
        : life.written(JournalEntry.CycleEnded.class).getFirst();
    Instant deadline = assigned.plus(ANSWER_WITHIN);
    for (JournalEntry entry : life.journal) {
      if (entry instanceof JournalEntry.ClockResumed resumed && resumed.cycle() == 1) {
        deadline = resumed.deadline();
      }
    }
    List<JournalEntry.ContactMade> contact = life.written(JournalEntry.ContactMade.class);
    EndedCycle end = ended == null ? null : ended.end();
    return new Went(
        end == null ? null : end.how(), end == null ? null : end.at(),
        ended == null || ended.deadline() == null ? deadline : ended.deadline(),
        contact.isEmpty() ? null : contact.getFirst().at());
  }

  /** Seconds count that lie after the assignment and in no pause; the answer is due once an hour of them is used up. */
  private static Went reckon(Instant assigned, List<Said> said) {
    long due = ANSWER_WITHIN.toSeconds();
    long paused = -1;
    long until = 0;
    int pauses = 0;
    How how = null;
    long ended = 0;
    Long contacted = null;
    for (Said one : said) {
      if (how == null && paused >= 0 && until < one.after()) {
        due = due > paused ? due + until - paused : due;
        paused = -1;
      }
      if (how == How.ACCEPTED) {
        boolean contact = one.body() instanceof EventBody.Contacted || one.body() instanceof EventBody.OutcomeReported;
        contacted = contact && contacted == null ? Long.valueOf(one.after()) : contacted;
      } else if (how == null && one.body() instanceof EventBody.PauseAsked pause && paused < 0 && pauses < 2) {
        paused = one.after();
        until = pause.until() == null ? one.after() + Duration.ofDays(3).toSeconds() : pause.until().getEpochSecond();
        pauses++;
      } else if (how == null) {
        How ends = how(one.body());
        if (paused >= 0 && (ends != null || one.body() instanceof EventBody.ResumeAsked)) {
          due = due > paused ? due + one.after() - paused : due;
          paused = -1;
        }
        how = ends;
        ended = one.after();
      }
    }
    return new Went(how, assigned.plusSeconds(ended), assigned.plusSeconds(due),
        contacted == null ? null : assigned.plusSeconds(contacted));
  }

  private static @Nullable How how(EventBody body) {
    return switch (body) {
      case EventBody.Accepted ignored -> How.ACCEPTED;
      case EventBody.Rejected ignored -> How.REJECTED;
      case EventBody.Returned ignored -> How.RETURNED;
      case EventBody.Withdrawn ignored -> How.WITHDRAWN;
      default -> null;
    };
  }
}
