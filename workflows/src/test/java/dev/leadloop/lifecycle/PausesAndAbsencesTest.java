package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.EndedCycle;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.SlaRules;
import dev.leadloop.policy.sales.SlaRules.PauseRules;
import dev.leadloop.policy.sales.SlaRules.Rung;
import dev.leadloop.policy.sales.SlaRules.SlaClass;
import dev.leadloop.policy.sales.SlaRules.SnoozeRules;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.routing.SalesDesk.Absence;
import dev.leadloop.routing.SalesDesk.Rep;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.HoursText;
import dev.leadloop.sla.LadderAction;
import dev.leadloop.sla.SlaLevel;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the sales desk does to one lead: pauses, snoozes, absences, leaving and taking over. */
class PausesAndAbsencesTest {
  private static final Principal ADMIN = new Principal(Principal.Kind.ADMIN, "admin");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Life handedOver() {
    return Life.entered(Life.director()).signal("demo_requested");
  }

  private static Principal owner(Life life) {
    return new Principal(Principal.Kind.REP, life.handoff().owner());
  }

  private static Principal other(Life life) {
    return life.handoff().owner().equals("rep-a") ? Life.BEN : Life.ANNA;
  }

  @Test
  void aPauseStopsTheLadderAndWhatIsLeftOfTheTimeRemains() {
    Life life = handedOver().passes(Duration.ofMinutes(20));
    Instant deadline = life.handoff().deadline();
    life.happens(owner(life), new EventBody.PauseAsked(1, "waiting_for_lead", null));
    assertThat(life.handoff().shownLevel()).isEqualTo(SlaLevel.PAUSED);
    life.passes(Duration.ofHours(5));
    assertThat(life.written(JournalEntry.RungFired.class)).isEmpty();
    life.happens(owner(life), new EventBody.ResumeAsked(1));
    assertThat(life.handoff().deadline()).isEqualTo(deadline.plus(Duration.ofHours(5)));
    life.passes(Duration.ofMinutes(9));
    assertThat(life.written(JournalEntry.RungFired.class)).isEmpty();
    life.passes(Duration.ofMinutes(1));
    assertThat(life.written(JournalEntry.RungFired.class)).hasSize(1);
  }

  @Test
  void aPauseEndsByItselfAndIsLimitedInNumberLengthAndReasons() {
    Life life = handedOver();
    Principal owner = owner(life);
    Instant tooLong = life.now.plus(Duration.ofDays(4));
    assertThat(life.happens(owner, new EventBody.PauseAsked(1, "on_holiday", null)).lastVerdict().code())
        .isEqualTo("unknown-reason");
    assertThat(life.happens(owner, new EventBody.PauseAsked(1, "waiting_for_lead", tooLong)).lastVerdict().code())
        .isEqualTo("bad-time");
    assertThat(life.happens(other(life), new EventBody.PauseAsked(1, "waiting_for_lead", null)).lastVerdict().code())
        .isEqualTo("not-owner");
    for (int pause = 1; pause <= 2; pause++) {
      assertThat(life.happens(owner, new EventBody.PauseAsked(1, "waiting_for_lead", null)).lastVerdict().applied()).isTrue();
      assertThat(life.happens(owner, new EventBody.PauseAsked(1, "waiting_for_lead", null)).lastVerdict().code())
          .isEqualTo("paused");
      life.passes(Duration.ofDays(3));
      assertThat(life.handoff().clock().pause()).as("after three days it goes on").isNull();
    }
    assertThat(life.happens(owner, new EventBody.PauseAsked(1, "waiting_for_lead", null)).lastVerdict().code())
        .isEqualTo("pause-limit");
    assertThat(life.happens(owner, new EventBody.ResumeAsked(1)).lastVerdict().code()).isEqualTo("not-paused");
  }

  @Test
  void anAnswerDuringAPauseEndsTheCycle() {
    Life life = handedOver();
    life.happens(owner(life), new EventBody.PauseAsked(1, "waiting_for_lead", null));
    life.happens(owner(life), new EventBody.Accepted(1));
    assertThat(life.stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(life.passes(Duration.ofDays(4)).written(JournalEntry.ClockResumed.class)).isEmpty();
  }

  @Test
  void snoozedRemindersComeWhenTheTimeIsOverAndTheDeadlineStays() {
    Life life = handedOver();
    Instant deadline = life.handoff().deadline();
    Principal owner = owner(life);
    assertThat(life.happens(owner, new EventBody.Snoozed(1, deadline.plusSeconds(1))).lastVerdict().code()).isEqualTo("bad-time");
    life.happens(owner, new EventBody.Snoozed(1, life.now.plus(Duration.ofMinutes(45))));
    life.passes(Duration.ofMinutes(44));
    assertThat(life.told()).doesNotContain("REMINDER " + owner.id());
    life.passes(Duration.ofMinutes(1));
    assertThat(life.told()).containsOnlyOnce("REMINDER " + owner.id());
    assertThat(life.handoff().deadline()).isEqualTo(deadline);
    life.happens(owner, new EventBody.Snoozed(1, life.now.plus(Duration.ofMinutes(5))));
    assertThat(life.happens(owner, new EventBody.Snoozed(1, life.now.plus(Duration.ofMinutes(6)))).lastVerdict().code())
        .isEqualTo("snooze-limit");
    life.passes(Duration.ofMinutes(15));
    assertThat(life.written(JournalEntry.RungFired.class)).extracting(JournalEntry.RungFired::dueAt).contains(deadline);
  }

  @Test
  void whatHappensNextIsTheReminderAsItWasPutOffAndTheTimelineTellsNoOther() {
    Life life = handedOver();
    Principal owner = owner(life);
    Instant later = life.now.plus(Duration.ofMinutes(45));
    assertThat(life.due).isNotNull().extracting(Due::at).as("the reminder at half time")
        .isEqualTo(life.now.plus(Duration.ofMinutes(30)));
    life.happens(owner, new EventBody.Snoozed(1, later));
    assertThat(life.due).isEqualTo(new Due(later, Due.Purpose.SNOOZE_ENDS, "remind " + owner.id() + ", as put off"));
    life.passes(Duration.ofMinutes(40));
    assertThat(life.written(JournalEntry.RungFired.class)).as("the reminder at half time was held").isEmpty();
    assertThat(life.handoff().ladder().level()).isEqualTo(SlaLevel.ON_TRACK);
    life.passes(Duration.ofMinutes(5));
    assertThat(life.told()).containsOnlyOnce("REMINDER " + owner.id());
    assertThat(life.handoff().ladder().level()).isEqualTo(SlaLevel.REMINDED);
    assertThat(life.due).isNotNull().extracting(Due::at).as("the held reminder is made up for")
        .isEqualTo(life.handoff().deadline());
    life.passes(Duration.ofMinutes(15));
    assertThat(life.written(JournalEntry.RungFired.class)).extracting(JournalEntry.RungFired::action)
        .containsExactly(LadderAction.ESCALATE);
  }

  @Test
  void aReminderPutOffBeforeItsTimeOrOntoItIsHeldAndOneAfterItComes() {
    for (int minutes : List.of(20, 30, 31)) {
      Life life = handedOver();
      Principal owner = owner(life);
      life.happens(owner, new EventBody.Snoozed(1, life.now.plus(Duration.ofMinutes(minutes))));
      life.passes(Duration.ofMinutes(50));
      long reminders = life.told().stream().filter(("REMINDER " + owner.id())::equals).count();
      assertThat(reminders).as("put off for %d of 60 minutes", minutes).isEqualTo(minutes < 30 ? 2 : 1);
      assertThat(life.written(JournalEntry.RungFired.class)).hasSize(minutes < 30 ? 1 : 0);
    }
  }

  @Test
  void anEscalationComesInSpiteOfRemindersPutOffAndTheHeldOnesComeAsOne() {
    SlaClass only = new SlaClass("demo", List.of(), Duration.ofHours(1), "always",
        List.of(new Rung(25, LadderAction.REMIND), new Rung(50, LadderAction.ESCALATE), new Rung(75, LadderAction.REMIND),
            new Rung(150, LadderAction.QUEUE)), Duration.ofHours(4));
    Life life = entered(TestPolicies.with(TestPolicies.small().routing(), new SlaRules(List.of(only))), 150);
    Principal owner = owner(life);
    life.happens(owner, new EventBody.Snoozed(1, life.now.plus(Duration.ofMinutes(50))));
    life.passes(Duration.ofMinutes(30));
    assertThat(life.written(JournalEntry.RungFired.class)).singleElement().satisfies(fired -> {
      assertThat(fired.action()).isEqualTo(LadderAction.ESCALATE);
      assertThat(fired.rung()).isEqualTo(1);
    });
    life.passes(Duration.ofMinutes(20));
    assertThat(life.written(JournalEntry.RemindersDue.class)).hasSize(1);
    life.passes(Duration.ofHours(1));
    assertThat(life.written(JournalEntry.RungFired.class)).extracting(JournalEntry.RungFired::rung).containsExactly(1, 3);
  }

  @Test
  void whatIsPutOffStaysSoOverAPauseAndOverBeingPutOffAgain() {
    Life life = handedOver();
    Principal owner = owner(life);
    life.happens(owner, new EventBody.Snoozed(1, life.now.plus(Duration.ofMinutes(40))));
    life.passes(Duration.ofMinutes(35));
    life.happens(owner, new EventBody.PauseAsked(1, "waiting_for_lead", null));
    assertThat(life.due).isNotNull().extracting(Due::purpose).isEqualTo(Due.Purpose.PAUSE_ENDS);
    life.passes(Duration.ofHours(2));
    assertThat(life.told()).doesNotContain("REMINDER " + owner.id());
    life.happens(owner, new EventBody.ResumeAsked(1));
    assertThat(life.told()).containsOnlyOnce("REMINDER " + owner.id());
    assertThat(life.written(JournalEntry.RungFired.class)).isEmpty();
    Life again = handedOver();
    again.happens(owner(again), new EventBody.Snoozed(1, again.now.plus(Duration.ofMinutes(40))));
    again.passes(Duration.ofMinutes(35));
    again.happens(owner(again), new EventBody.Snoozed(1, again.now.plus(Duration.ofMinutes(20))));
    again.passes(Duration.ofMinutes(19));
    assertThat(again.told()).doesNotContain("REMINDER " + owner(again).id());
    again.passes(Duration.ofMinutes(1));
    assertThat(again.told()).containsOnlyOnce("REMINDER " + owner(again).id());
  }

  @Test
  void theLadderMovesALeadOnAsOftenAsThePolicySaysAndNoMore() {
    for (int most = 0; most <= 4; most++) {
      Life life = new Life(TestPolicies.routedBy(new RoutingRules("sales", "queue", most, List.of(), Map.of(), Map.of(), null,
          null, RoutingRules.Balance.TURNS, true, true)), Life.director(), "a", "b", "c", "d", "e", "f");
      life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
      life.signal("demo_requested").passes(Duration.ofDays(2));
      assertThat(life.written(JournalEntry.CycleOpened.class)).as("moves: %d", most).hasSize(most + 1);
      assertThat(life.handoff().queue()).isTrue();
      assertThat(life.written(JournalEntry.OwnerChanged.class)).singleElement().extracting(JournalEntry.OwnerChanged::why)
          .isEqualTo("moved on " + most + " times, which is the limit");
    }
  }

  @Test
  void aReasonThatAsksForAnotherRepIsAMoveTooAndTheLimitHoldsForBothTogether() {
    Life life = new Life(TestPolicies.small(), Life.director(), "a", "b", "c", "d", "e", "f");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    life.happens(owner(life), new EventBody.Rejected(1, "wrong_person", false));
    life.passes(Duration.ofMinutes(90));
    assertThat(life.handoff().cycle()).isEqualTo(3);
    assertThat(life.handoff().queue()).isFalse();
    life.happens(owner(life), new EventBody.Rejected(3, "wrong_person", false));
    assertThat(life.handoff().queue()).as("after two moves the queue gets it").isTrue();
    assertThat(life.written(JournalEntry.CycleOpened.class).getLast().routing().why())
        .isEqualTo("moved on 2 times, which is the limit");
  }

  @Test
  void whatGoesToTheQueueOrStaysThereIsNoMoveAndTheWordsNameTheLimit() {
    for (int most = 0; most <= 3; most++) {
      Life life = new Life(TestPolicies.routedBy(new RoutingRules("sales", "queue", most, List.of(), Map.of(), Map.of(), null,
          null, RoutingRules.Balance.TURNS, true, true)), Life.director(), "a", "b", "c", "d", "e", "f");
      life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
      life.signal("demo_requested");
      for (int move = 0; move <= most; move++) {
        life.happens(owner(life), new EventBody.Rejected(0, "wrong_person", false));
      }
      for (int again = 0; again < 4; again++) {
        assertThat(life.handoff().queue()).isTrue();
        assertThat(life.handoff().tried().reassignments()).isEqualTo(most);
        assertThat(life.written(JournalEntry.CycleOpened.class).getLast().routing().why())
            .isEqualTo("moved on " + most + " times, which is the limit");
        life.happens(Life.MANAGER, again % 2 == 0
            ? new EventBody.Rejected(0, "wrong_person", false) : new EventBody.Returned(0, "wrong_person", false, null));
      }
    }
  }

  @Test
  void aQueueThatNobodyCouldTakeFromStillHasAllItsMoves() {
    Life life = new Life(TestPolicies.small(), Life.director());
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    for (int again = 0; again < 4; again++) {
      life.happens(Life.MANAGER, new EventBody.Rejected(0, "wrong_person", false));
      assertThat(life.handoff().queue()).isTrue();
      assertThat(life.handoff().tried().reassignments()).isZero();
      assertThat(life.written(JournalEntry.CycleOpened.class).getLast().routing().why()).doesNotContain("limit");
    }
  }

  @Test
  void whatAPersonOrAnAbsenceMovesCountsForNoMoveOfTheLadder() {
    Life life = new Life(TestPolicies.small(), Life.director(), "rep-a", "rep-b", "rep-c", "rep-d", "rep-e", "rep-f");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    life.happens(Life.MANAGER, new EventBody.Reassigned(1, null));
    life.happens(ADMIN, new EventBody.OwnerLeft(life.handoff().owner()));
    life.happens(Life.MANAGER, new EventBody.Reassigned(3, null));
    assertThat(life.handoff().tried().reassignments()).isZero();
    life.passes(Duration.ofMinutes(90)).passes(Duration.ofMinutes(90));
    assertThat(life.handoff().cycle()).as("and then two moves for want of an answer").isEqualTo(6);
    assertThat(life.handoff().queue()).isFalse();
  }

  @Test
  void anAbsenceThatBeginsDuringTheCycleMovesTheHandoff() {
    Life life = new Life(TestPolicies.small(), Life.director(), "rep-a", "rep-b");
    Instant begins = life.now.plus(Duration.ofMinutes(10));
    life.desk = absent(absent(life.desk, "rep-a", begins), "rep-b", null);
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    while (!life.handoff().owner().equals("rep-a")) {
      life.happens(Life.MANAGER, new EventBody.Reassigned(0, "rep-a"));
    }
    int cycle = life.handoff().cycle();
    life.passes(Duration.ofMinutes(9));
    assertThat(life.handoff().cycle()).isEqualTo(cycle);
    life.passes(Duration.ofMinutes(1));
    assertThat(life.progress().handoffs().endOf(cycle)).satisfies(end -> {
      assertThat(end.how()).isEqualTo(EndedCycle.How.REASSIGNED);
      assertThat(end.reason()).isEqualTo("absent");
    });
    assertThat(life.handoff().owner()).isIn("rep-b", "queue");
  }

  @Test
  void anAbsenceSetDuringTheCycleMovesTheHandoffWhenItBeginsUnlessItIsTakenBack() {
    Life life = handedOver();
    String owner = life.handoff().owner();
    Instant begins = life.now.plus(Duration.ofMinutes(30));
    life.happens(ADMIN, new EventBody.OwnerAway(owner, begins));
    life.happens(ADMIN, new EventBody.OwnerAway(owner, null));
    life.passes(Duration.ofMinutes(35));
    assertThat(life.handoff().owner()).isEqualTo(owner);
    life.desk = absent(life.desk, owner, life.now);
    life.happens(ADMIN, new EventBody.OwnerAway(owner, life.now));
    assertThat(life.handoff().cycle()).isEqualTo(2);
    assertThat(life.handoff().owner()).isNotEqualTo(owner);
    assertThat(life.handoff().tried().reassignments()).as("an absence is no move of the ladder").isZero();
  }

  @Test
  void onlyWhoRunsTheDeskMayReportAbsenceOrLeaving() {
    Life life = handedOver();
    life.happens(Life.MARKETING, new EventBody.OwnerLeft(life.handoff().owner()));
    assertThat(life.lastVerdict().code()).isEqualTo("not-allowed");
    life.happens(other(life), new EventBody.OwnerAway(life.handoff().owner(), life.now));
    assertThat(life.lastVerdict().code()).isEqualTo("not-allowed");
    assertThat(life.handoff().cycle()).isEqualTo(1);
  }

  @Test
  void leadsOfARepWhoLeavesGoToAnotherInEveryStage() {
    Life open = handedOver();
    String left = open.handoff().owner();
    open.happens(ADMIN, new EventBody.OwnerLeft(left));
    assertThat(open.handoff().owner()).isNotEqualTo(left);
    Life accepted = handedOver();
    String owner = accepted.handoff().owner();
    accepted.happens(owner(accepted), new EventBody.Accepted(1));
    Instant contactDue = accepted.progress().sales().contactDue();
    accepted.desk = absent(accepted.desk, owner, accepted.now);
    accepted.happens(ADMIN, new EventBody.OwnerLeft(owner));
    assertThat(accepted.stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(accepted.progress().sales().owner()).isNotEqualTo(owner);
    assertThat(accepted.progress().sales().contactDue()).as("what was promised stays").isEqualTo(contactDue);
    assertThat(accepted.told()).contains("PASSED_ON " + accepted.progress().sales().owner());
  }

  @Test
  void whoTakesALeadOverHasAcceptedIt() {
    Life life = handedOver();
    String before = life.handoff().owner();
    Principal taker = other(life);
    assertThat(life.happens(owner(life), new EventBody.TakenOver(1)).lastVerdict().code()).isEqualTo("same-rep");
    assertThat(life.happens(Life.MANAGER, new EventBody.TakenOver(1)).lastVerdict().code()).isEqualTo("not-allowed");
    life.happens(taker, new EventBody.TakenOver(1));
    assertThat(life.stage()).isEqualTo(Stage.ACCEPTED);
    assertThat(life.progress().sales().owner()).isEqualTo(taker.id());
    assertThat(life.progress().handoffs().endOf(1)).satisfies(end -> {
      assertThat(end.owner()).isEqualTo(before);
      assertThat(end.how()).isEqualTo(EndedCycle.How.REASSIGNED);
    });
    assertThat(life.progress().handoffs().endOf(2)).satisfies(end -> assertThat(end.how()).isEqualTo(EndedCycle.How.ACCEPTED));
    life.happens(new Principal(Principal.Kind.REP, before), new EventBody.Accepted(1));
    assertThat(life.lastVerdict().message()).contains(taker.id());
  }

  @Test
  void aStrangerCannotTakeALeadOver() {
    Life life = handedOver();
    life.happens(new Principal(Principal.Kind.REP, "rep-x"), new EventBody.TakenOver(1));
    assertThat(life.lastVerdict().code()).isEqualTo("unknown-rep");
  }

  @Test
  void theClassOfAnswerTimeGoesByIntentAndSegment() {
    SlaRules sla = new SlaRules(List.of(
        sla("demo-large", List.of("demo_requested"), "large", Duration.ofMinutes(5)),
        sla("demo", List.of("demo_requested"), null, Duration.ofMinutes(30)),
        sla("standard", List.of("score"), null, Duration.ofHours(4))));
    RoutingRules routing = new RoutingRules("sales", "queue", 2, List.of(), Map.of(),
        Map.of("large", new Condition.Fact("companySize", Comparison.AT_LEAST, List.of("1000"))), null, null,
        RoutingRules.Balance.TURNS, true, true);
    assertThat(entered(TestPolicies.with(routing, sla), 5_000).handoff().terms().slaClass()).isEqualTo("demo-large");
    assertThat(entered(TestPolicies.with(routing, sla), 150).handoff().terms().slaClass()).isEqualTo("demo");
  }

  @Test
  void aPauseOverAWeekendAndAClockChangeKeepsTheBusinessTimeThatWasLeft() {
    LeadPolicy policy = berlin(Duration.ofHours(4), new PauseRules(List.of("waiting_for_lead"), 1, Duration.ofDays(7)));
    Life life = new Life(policy, Life.director(), "rep-a");
    life.now = Instant.parse("2026-03-27T13:00:00Z");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    assertThat(life.handoff().deadline()).as("Friday 14:00 in Berlin").isEqualTo(Instant.parse("2026-03-30T08:00:00Z"));
    life.passes(Duration.ofHours(1));
    life.happens(Life.ANNA, new EventBody.PauseAsked(1, "waiting_for_lead", Instant.parse("2026-03-31T07:30:00Z")));
    life.passes(Duration.ofDays(4));
    assertThat(life.progress().handoff()).isNotNull();
    assertThat(life.written(JournalEntry.ClockResumed.class)).singleElement().satisfies(resumed ->
        assertThat(resumed.deadline()).as("three hours were left on Tuesday 09:30")
            .isEqualTo(Instant.parse("2026-03-31T10:30:00Z")));
  }

  @Test
  void aFullLadderOverAWeekendAndAClockChangeFiresEachStepOnceAtItsBusinessTime() {
    LeadPolicy policy = berlin(Duration.ofHours(4), PauseRules.STANDARD);
    Life life = new Life(policy, Life.director());
    life.now = Instant.parse("2026-03-27T13:00:00Z");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    life.signal("demo_requested");
    life.passes(Duration.ofDays(5));
    assertThat(life.written(JournalEntry.RungFired.class)).extracting(JournalEntry.RungFired::dueAt).containsExactly(
        Instant.parse("2026-03-27T15:00:00Z"), Instant.parse("2026-03-30T08:00:00Z"), Instant.parse("2026-03-30T10:00:00Z"),
        Instant.parse("2026-03-31T08:00:00Z"));
  }

  private static LeadPolicy berlin(Duration answerWithin, PauseRules pause) {
    LeadPolicy small = TestPolicies.small();
    BusinessCalendar office = new BusinessCalendar("office", BERLIN,
        HoursText.parse(Map.of("mon-fri", List.of("09:00-17:00"))), Set.of(LocalDate.parse("2026-04-03")), false);
    SlaClass only = new SlaClass("demo", List.of(), answerWithin, "office",
        small.sla().classFor("demo_requested").ladder(), Duration.ofHours(4));
    LeadPolicy with = TestPolicies.with(small.routing(), new SlaRules(List.of(only), pause, SnoozeRules.STANDARD));
    return TestPolicies.policy(with.version(), with.contentHash(), with.name(), with.scoring(), with.fit(), with.negatives(),
        with.qualification(), with.sequences(), with.tracks(), Map.of("office", office), with.sla(), with.routing(),
        with.dispositions(), with.recycle(), with.afterAcceptance(), with.consent(), ReviewRules.STANDARD,
        NurtureRules.UNLIMITED);
  }

  private static SlaClass sla(String id, List<String> triggers, @Nullable String segment, Duration within) {
    return new SlaClass(id, triggers, segment, within, "always", List.of(), Duration.ofDays(1));
  }

  private static Life entered(LeadPolicy policy, int size) {
    LeadProfile profile = new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director",
        new Company("Example Works", size, "software"), "DE", null, new FirstTouch("webinar", null, null), Map.of(),
        MailConsent.UNKNOWN);
    Life life = new Life(policy, profile, "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life.signal("demo_requested");
  }

  private static SalesDesk absent(SalesDesk desk, String id, @Nullable Instant from) {
    Absence absence = from == null ? null : new Absence(from, null, false);
    return new SalesDesk(true, desk.reps().stream()
        .map(rep -> rep.id().equals(id)
            ? new Rep(rep.id(), rep.team(), rep.active(), absence, rep.share(), rep.load(), rep.hours(), rep.teamHours(),
                rep.skills(), rep.ownsAccount())
            : rep)
        .toList());
  }
}
