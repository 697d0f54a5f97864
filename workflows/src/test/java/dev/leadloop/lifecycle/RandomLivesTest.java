package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.account.AccountEvidence;
import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.lifecycle.event.PastStep;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalFold;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.HoursText;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Lives thousands of random lives against the invariants. A failure prints the seed; run it again alone with
 * {@code -Dleadloop.model.seed=...}, or more of them with {@code -Dleadloop.model.lives=...}.
 */
public class RandomLivesTest {
  private static final int LIVES = Integer.getInteger("leadloop.model.lives", 2_500);
  private static final long FIRST_SEED = Long.getLong("leadloop.model.seed", 20_260_302L);
  private static final List<String> SIGNALS =
      List.of("email_open", "ebook_download", "pricing_page_view", "demo_requested", "unknown_thing");
  private static final List<String> REASONS =
      List.of("no_budget", "no_need", "wrong_person", "student", "duplicate", "other", "made_up");
  private static final List<Principal> PEOPLE =
      List.of(Life.ANNA, Life.BEN, Life.MANAGER, Life.MARKETING, Principal.TEMPORAL);

  @Test
  void noRandomLifeBreaksAnInvariant() {
    Map<Stage, Integer> visited = new EnumMap<>(Stage.class);
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LIVES; seed++) {
      Life life = randomLife(seed);
      life.written(JournalEntry.StageChanged.class).forEach(change -> visited.merge(change.to(), 1, Integer::sum));
    }
    System.out.println(LIVES + " random lives from seed " + FIRST_SEED + ", stages entered: " + visited);
    assertThat(visited.keySet()).as("stages that the lives reach").containsExactlyInAnyOrder(Stage.values());
  }

  private static Life randomLife(long seed) {
    return randomLife(seed, (before, decision) -> decision);
  }

  /** The life of that seed, each decision changed by a bug. */
  public static Life randomLife(long seed, BiFunction<LeadState, Decision, Decision> bug) {
    return randomLife(seed, TestPolicies.small(), bug);
  }

  /** The same under another policy of the same sequences and reasons. */
  public static Life randomLife(long seed, LeadPolicy policy, BiFunction<LeadState, Decision, Decision> bug) {
    Random random = new Random(seed);
    try {
      Life life = new Life(policy, profile(random), random.nextInt(5) == 0 ? new String[0] : reps());
      life.bug = bug;
      life.desk =
          new SalesDesk(true, life.desk.reps().stream().map(rep -> random.nextInt(3) == 0 ? settled(rep, random) : rep).toList());
      EventBody.Entered entered = new EventBody.Entered("webinar", random.nextInt(10) == 0);
      if (random.nextInt(5) == 0) {
        life.decide(List.of(life.event(Principal.SYSTEM, entered), life.event(Life.MARKETING, past(random, life.came))));
      } else {
        life.happens(Principal.SYSTEM, entered);
      }
      for (int i = 0; i < 40; i++) {
        step(life, random);
      }
      return life;
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
    }
  }

  private static void step(Life life, Random random) {
    if (random.nextInt(12) == 0) {
      life.told(profile(random), random.nextInt(3) == 0);
    }
    switch (random.nextInt(6)) {
      case 0 -> {
        if (random.nextInt(12) == 0) {
          life.becomes(random.nextInt(3) == 0 ? competitor() : Life.director());
        }
        life.desk = absent(life, random);
        life.passes(Duration.ofMinutes(random.nextInt(240)));
      }
      case 1 -> life.passes(Duration.ofDays(random.nextInt(40)));
      case 2 -> {
        life.now = life.now.plus(Duration.ofHours(random.nextInt(100)));
        life.decide(List.of());
      }
      default -> {
        List<LeadEvent> batch = new ArrayList<>();
        int size = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 1;
        for (int i = 0; i < size; i++) {
          batch.add(event(life, random));
          life.now = life.now.plusSeconds(random.nextInt(3) == 0 ? random.nextInt(4_000) : 0);
        }
        life.decide(batch);
      }
    }
  }

  private static LeadEvent event(Life life, Random random) {
    HeldMail held = random.nextInt(12) == 0 ? held(life, random) : null;
    if (held != null) {
      return life.event(Principal.SYSTEM, new EventBody.SendHeld(held));
    }
    if (random.nextInt(60) == 0) {
      return life.event(Life.MARKETING, past(random, life.came));
    }
    Principal by = pick(PEOPLE, random);
    int cycle = random.nextInt(4) == 0 ? random.nextInt(4) : 0;
    LeadEvent event = life.event(by, body(random, cycle, life.now));
    Instant occurredAt =
        random.nextInt(6) == 0 ? event.recordedAt().minus(Duration.ofHours(random.nextInt(2_000))) : event.occurredAt();
    return new LeadEvent(event.row(), event.eventId(), occurredAt, event.recordedAt(), by, event.body());
  }

  /** The mail ordered last, unless something came of it before. */
  private static @Nullable HeldMail held(Life life, Random random) {
    List<Effect.SendEmail> mails =
        life.effects.stream().filter(Effect.SendEmail.class::isInstance).map(Effect.SendEmail.class::cast).toList();
    if (mails.size() <= life.mailsSettled) {
      return null;
    }
    life.mailsSettled = mails.size();
    Effect.SendEmail mail = mails.get(mails.size() - 1);
    return new HeldMail(mail.sequence(), mail.sequenceVersion(), mail.occurrence(), mail.step(), mail.template(),
        mail.label(), mail.topic(), "paused", life.now.plus(Duration.ofHours(1 + random.nextInt(200))));
  }

  /** Now and then somebody is away for a while, or back. */
  private static SalesDesk absent(Life life, Random random) {
    int who = random.nextInt(8);
    SalesDesk.Absence absence =
        random.nextBoolean() ? null
            : new SalesDesk.Absence(life.now.plusSeconds(random.nextInt(20_000)), null, random.nextBoolean());
    return new SalesDesk(true, IntStream.range(0, life.desk.reps().size())
        .mapToObj(i -> i == who ? away(life.desk.reps().get(i), absence) : life.desk.reps().get(i))
        .toList());
  }

  /** Some reps have hours, a zone or days off of their own. */
  private static SalesDesk.Rep settled(SalesDesk.Rep rep, Random random) {
    SalesDesk.Hours hours =
        new SalesDesk.Hours(
            null,
            random.nextBoolean() ? ZoneId.of("Asia/Tokyo") : null,
            random.nextBoolean() ? HoursText.parse(Map.of("mon-thu", List.of("09:00-12:00", "13:00-17:00"))) : Map.of(),
            random.nextBoolean() ? Set.of(LocalDate.parse("2026-03-03"), LocalDate.parse("2026-03-05")) : Set.of());
    return new SalesDesk.Rep(rep.id(), rep.team(), true, null, rep.share(), rep.load(), hours,
        random.nextBoolean() ? rep.teamHours() : new SalesDesk.Hours("always", ZoneId.of("America/New_York"), Map.of()),
        rep.skills(), false);
  }

  private static SalesDesk.Rep away(SalesDesk.Rep rep, SalesDesk.@Nullable Absence absence) {
    return new SalesDesk.Rep(rep.id(), rep.team(), rep.active(), absence, rep.share(), rep.load(), rep.hours(),
        rep.teamHours(), rep.skills(), rep.ownsAccount());
  }

  /** Something that may happen to a lead then; cycle is the handoff it is about, 0 for the open one. */
  public static EventBody body(Random random, int cycle, Instant now) {
    return switch (random.nextInt(58)) {
      case 54, 55, 56 -> new EventBody.AccountTold("account-" + random.nextInt(2), company(random, now));
      case 57 -> new EventBody.AccountTold("account-" + random.nextInt(2), null);
      case 40 -> new EventBody.TakenOver(cycle);
      case 52 -> new EventBody.MayAskToStop("mail:1");
      case 53 -> new EventBody.StopDoubtSettled("mail:1", random.nextBoolean());
      case 41, 42, 43 ->
          new EventBody.PauseAsked(cycle, "waiting_for_lead",
              random.nextBoolean() ? null : now.plusSeconds(random.nextInt(300_000)));
      case 44, 45 -> new EventBody.ResumeAsked(cycle);
      case 46, 47 -> new EventBody.Snoozed(cycle, now.plusSeconds(random.nextInt(20_000)));
      case 48 -> new EventBody.OwnerAway(pick(List.of(reps()), random),
          random.nextBoolean() ? null : now.plusSeconds(random.nextInt(20_000)));
      case 49 -> random.nextInt(4) == 0 ? new EventBody.OwnerLeft(pick(List.of(reps()), random)) : new EventBody.Contacted();
      case 0, 1, 2, 3, 4 -> new EventBody.Accepted(cycle);
      case 5, 6, 7 -> new EventBody.Rejected(cycle, pick(REASONS, random), random.nextBoolean());
      case 8 -> new EventBody.Returned(cycle, pick(REASONS, random), random.nextBoolean(), null);
      case 9 ->
          new EventBody.Returned(cycle, "no_need", false, Instant.parse("2026-06-01T00:00:00Z"));
      case 10 -> new EventBody.Reassigned(cycle, random.nextBoolean() ? null : "rep-b");
      case 11 -> new EventBody.Withdrawn(cycle, "campaign stopped");
      case 12, 13 -> new EventBody.Contacted();
      case 14, 15, 16, 17 ->
          new EventBody.OutcomeReported(
              pick(List.of(Outcome.values()), random), BigDecimal.TEN, "EUR", pick(REASONS, random), false);
      case 18 -> new EventBody.ReviewDecided(pick(List.of(EventBody.ReviewOrder.values()), random), null);
      case 19 -> new EventBody.Reopened("came back at the fair");
      case 20 -> random.nextBoolean() ? new EventBody.MailOrdered("spring-" + random.nextInt(), "nurture/1-guide")
          : new EventBody.NurtureOrdered(random.nextBoolean() ? null : "budget", random.nextInt(3) == 0);
      case 21 -> new EventBody.Suppressed("unsubscribed");
      case 22, 23 -> new EventBody.SuppressionLifted("asked for it");
      case 24 -> new EventBody.ProfileChanged(random.nextBoolean());
      case 25 ->
          random.nextBoolean()
              ? new EventBody.SendSettled("nurture", "step1", "ACCEPTED", null)
              : new EventBody.SendSettled("nurture", "step1", "HELD", "the lead is handed to sales", 1, 1);
      case 29 -> new EventBody.SequenceResumed("nurture");
      case 26 -> random.nextInt(20) == 0 ? new EventBody.ErasureAsked() : new EventBody.Contacted();
      case 27, 28 -> new EventBody.SignalVoided("event-" + (1 + random.nextInt(60)), pick(SIGNALS, random), "a machine");
      default -> new EventBody.Engaged(pick(SIGNALS, random), Map.of(), random.nextInt(10) == 0);
    };
  }

  /** A past of a few steps that may be told of a lead that came then; often the same ones again, in any order. */
  public static EventBody.PastTold past(Random random, Instant came) {
    List<PastStep> steps = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      Stage stage = pick(PastStep.STAGES, random);
      boolean valued = PastStep.VALUED.contains(stage) && random.nextInt(3) > 0;
      steps.add(new PastStep(
          stage, came.minus(Duration.ofDays(30L * random.nextInt(7))),
          valued ? BigDecimal.valueOf(random.nextInt(90_000), 2) : null,
          valued ? random.nextBoolean() ? "EUR" : "USD" : null,
          PastStep.REASONED.contains(stage) && random.nextBoolean() ? "no_budget" : null));
    }
    return new EventBody.PastTold(steps);
  }

  private static AccountEvidence company(Random random, Instant now) {
    return new AccountEvidence(
        random.nextInt(5), random.nextBoolean() ? List.of("it", "finance") : List.of(),
        random.nextBoolean()
            ? List.of(new AccountEvidence.Asked("pricing", now.minusSeconds(random.nextInt(3_000_000))))
            : List.of(),
        random.nextInt(3) == 0 ? List.of(new AccountEvidence.Surge("crm", random.nextInt(100), "panel", now)) : List.of(), now);
  }

  @Test
  void splittingABatchBetweenDueTimesChangesNothing() {
    for (long seed = FIRST_SEED; seed < FIRST_SEED + 500; seed++) {
      Random random = new Random(seed);
      Life whole = randomLife(seed);
      Life split = randomLife(seed);
      List<LeadEvent> batch = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        batch.add(whole.event(pick(PEOPLE, random), body(random, 0, whole.now)));
      }
      whole.decide(batch);
      batch.forEach(event -> split.decide(List.of(event)));
      assertThat(split.progress()).as("seed " + seed).isEqualTo(whole.progress());
      assertThat(split.journal).as("seed " + seed).isEqualTo(whole.journal);
    }
  }

  @Test
  void theWatchNoticesAJournalThatSkipsAnEdge() {
    Life life = Life.entered(Life.director());
    LeadProgress progress = life.progress();
    JournalEntry skipped = new JournalEntry.StageChanged(Stage.NURTURING, Stage.WON, "by magic", null);
    LeadState next =
        new LeadState(
            life.state.leadId(),
            life.state.seq() + 1,
            life.now,
            life.state.profile(),
            List.of(),
            JournalFold.apply(progress, skipped, life.now));
    Decision forged =
        new Decision(
            life.now,
            next,
            List.of(new Decision.Noted(skipped, Principal.SYSTEM, null)),
            List.of(),
            List.of(),
            null,
            List.of(),
            false);
    assertThatThrownBy(() -> life.invariants.check(life.state, forged)).hasMessageContaining("I3");
  }

  private static LeadProfile profile(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Life.intern();
      case 1 ->
          new LeadProfile(false, EmailKind.NONE, "Director", new Company("Example Works", 400, null), null, null,
              FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
      default -> Life.director();
    };
  }

  private static LeadProfile competitor() {
    return new LeadProfile(true, EmailKind.BUSINESS, "Director", new Company("Example Rival", 400, "competitor"), null, null,
        FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
  }

  private static String[] reps() {
    return new String[] {"rep-a", "rep-b", "rep-c"};
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
