package dev.leadloop.lifecycle.nurturing;

import static dev.leadloop.lifecycle.TestPolicies.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.JournalEntry.SequenceEnded;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.Step.Branch;
import dev.leadloop.policy.Step.Case;
import dev.leadloop.policy.Step.End;
import dev.leadloop.policy.Step.Jump;
import dev.leadloop.policy.Step.Send;
import dev.leadloop.policy.Step.Share;
import dev.leadloop.policy.Step.Split;
import dev.leadloop.policy.Step.Wait;
import dev.leadloop.policy.Step.WaitFor;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.routing.SalesDesk;
import dev.leadloop.sla.BusinessCalendar;
import dev.leadloop.sla.BusinessCalendar.Block;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

public class SequenceStepsTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Condition DIRECTOR =
      new Condition.Fact("title", Condition.Comparison.CONTAINS, List.of("director"));

  @Test
  void aWaitLetsTimePassBetweenMails() {
    Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
    assertThat(life.mailed()).containsExactly("a");
    life.passes(DAY.multipliedBy(3).minusSeconds(1));
    assertThat(life.mailed()).containsExactly("a");
    life.passes(Duration.ofSeconds(1));
    assertThat(life.mailed()).containsExactly("a", "b");
    assertThat(life.progress().nurture().position()).isNull();
  }

  @Test
  void whatIsWaitedForIsSaidInWords() {
    Life life = intern(waitFor("opened", "thanks", "again"), send("thanks"), new End("end", "read"), send("again"));
    assertThat(life.due).isNotNull();
    assertThat(life.due.label()).isEqualTo("'nurture' waits for email open, at most 4 days");
    life.signal("email_open");
    assertThat(life.written(JournalEntry.StepTaken.class)).extracting(Sentences::of)
        .containsExactly("Nurture sequence nurture, step opened: came: email open");
  }

  @Test
  void anEventWaitedForGoesOneWayAndTheTimeOutTheOther() {
    Step[] steps = {waitFor("opened", "thanks", "again"), send("thanks"), new End("end", "read"), send("again")};
    assertThat(intern(steps).signal("email_open").passes(Duration.ZERO).mailed()).containsExactly("thanks");
    assertThat(intern(steps).signal("ebook_download").passes(DAY.multipliedBy(9)).mailed()).containsExactly("again");
  }

  @Test
  void anEventFromBeforeTheWaitDoesNotCount() {
    Life life = intern(new Wait("rest", DAY), waitFor("opened", "thanks", "again"), send("thanks"),
        new End("end", "read"), send("again"));
    life.signal("email_open").passes(DAY.multipliedBy(9));
    assertThat(life.mailed()).containsExactly("again");
  }

  @Test
  void aBranchGoesBySegmentByBandAndByWhatHappenedSinceEnrolment() {
    Step[] steps = {
      new Wait("rest", DAY),
      new Branch(
          "fork",
          List.of(
              new Case(new Condition.InBand(List.of("warm", "hot")), "warm"),
              new Case(new Condition.SinceEnrolment(List.of("ebook_download"), List.of(), 2), "reader"),
              new Case(DIRECTOR, "boss")),
          "other"),
      send("warm"), new End("w", "done"), send("reader"), new End("r", "done"), send("boss"), new End("b", "done"),
      send("other")
    };
    assertThat(intern(steps).passes(DAY).mailed()).containsExactly("other");
    assertThat(director(steps).passes(DAY).mailed()).containsExactly("boss");
    assertThat(intern(steps).signal("ebook_download").signal("ebook_download").passes(DAY).mailed())
        .containsExactly("reader");
    Life warm = director(steps);
    warm.happens(Life.MARKETING, new EventBody.Engaged("pricing_page_view", Map.of(), true));
    warm.happens(Life.MARKETING, new EventBody.Engaged("ebook_download", Map.of(), true));
    assertThat(warm.passes(DAY).mailed()).as("a warm lead changes to its own track").startsWith("mql/1");
  }

  @Test
  void anEventCountsWithTheRightPropertyAlone() {
    List<PropertyTest> invited =
        List.of(new PropertyTest("feature", PropertyTest.Comparison.IN, List.of("invite", "colleague_invited")));
    Step[] steps = {
      new WaitFor("invites", List.of("product_event"), invited, DAY.multipliedBy(4), "thanks", "again"),
      send("thanks"), new End("end", "invited"), send("again")
    };
    Sequence.Goal goal = new Sequence.Goal(new Condition.SinceEnrolment(List.of("product_event"), invited, 2), "invited two");
    for (boolean toAGoal : new boolean[] {false, true}) {
      Life life = life(Life.intern(), NurtureRules.UNLIMITED,
          new Sequence("nurture", 1, null, toAGoal ? goal : null, List.of(steps)));
      assertThat(life.due.label())
          .isEqualTo("'nurture' waits for product event whose feature is invite or colleague_invited, at most 4 days");
      uses(life, Map.of("feature", "report"), Map.of());
      assertThat(life.mailed()).isEmpty();
      uses(life, Map.of("feature", " Invite "));
      assertThat(life.passes(Duration.ofHours(1)).mailed()).containsExactly("thanks");
    }
    Life life = life(Life.intern(), NurtureRules.UNLIMITED,
        new Sequence("nurture", 1, null, goal, List.of(new Wait("rest", DAY.multipliedBy(9)), send("late"))));
    uses(life, Map.of("feature", "invite"), Map.of("feature", "report"), Map.of("feature", "report"));
    assertThat(life.written(SequenceEnded.class)).isEmpty();
    uses(life, Map.of("feature", "INVITE"));
    assertThat(life.written(SequenceEnded.class)).singleElement()
        .satisfies(end -> assertThat(end.why()).isEqualTo("goal reached: invited two"));
  }

  @SafeVarargs
  private static void uses(Life life, Map<String, String>... events) {
    for (Map<String, String> properties : events) {
      life.happens(Life.MARKETING, new EventBody.Engaged("product_event", properties, false));
    }
  }

  @Test
  void aSplitSendsALeadOneWayForGood() {
    Split split = new Split("ab", List.of(new Share(50, "a"), new Share(50, "b")));
    Life life = intern(split, send("a"), new End("end", "done"), send("b"));
    Life again = intern(split, send("a"), new End("end", "done"), send("b"));
    assertThat(life.mailed()).hasSize(1).isEqualTo(again.mailed());
    assertThat(life.written(JournalEntry.StepTaken.class).get(0).what()).startsWith("drawn: ");
  }

  @Test
  void aLoopWithAWaitSendsAgainEachOccurrence() {
    Life life = intern(send("tip"), new Wait("rest", DAY.multipliedBy(7)), new Jump("again", "tip"));
    life.passes(DAY.multipliedBy(15));
    assertThat(life.mailed()).containsExactly("tip", "tip", "tip");
    assertThat(life.progress().nurture().position()).extracting(NurturePosition::occurrence).isEqualTo(3);
    assertThat(life.due).isNotNull();
    assertThat(life.due.label()).isEqualTo("'nurture' waits 7 days");
  }

  @Test
  void aGoalEndsTheSequenceAndItIsNotTakenUpAgain() {
    Sequence.Goal goal =
        new Sequence.Goal(new Condition.SinceEnrolment(List.of("ebook_download"), List.of(), 1), "ebook taken");
    Life life = life(Life.intern(), NurtureRules.UNLIMITED,
        new Sequence("nurture", 1, null, goal, List.of(send("a"), new Wait("rest", DAY), send("b"))));
    life.signal("ebook_download");
    assertThat(life.written(SequenceEnded.class)).singleElement()
        .satisfies(end -> assertThat(end.how()).isEqualTo(SequenceEnded.How.GOAL))
        .satisfies(end -> assertThat(end.why()).isEqualTo("goal reached: ebook taken"));
    life.happens(Principal.SYSTEM, new EventBody.ProfileChanged(false));
    assertThat(life.passes(DAY.multipliedBy(9)).mailed()).containsExactly("a");
  }

  @Test
  void contentFollowsWhatTheLeadReadMost() {
    Send step = new Send("guide", DAY, "plain", "guide", "general", Map.of("security", "secure", "prices", "cheap"));
    Life life = intern(step);
    read(life, "prices");
    read(life, "security");
    read(life, "Security");
    life.passes(DAY);
    assertThat(life.mailed()).containsExactly("secure");
    assertThat(((Effect.SendEmail) life.effects.get(0)).topic()).isEqualTo("security");
    Life unread = intern(step).passes(DAY);
    assertThat(unread.mailed()).containsExactly("plain");
    assertThat(((Effect.SendEmail) unread.effects.get(0)).topic()).isEqualTo("general");
  }

  @Test
  void theTrackIsChosenByTopicWhereThePolicySaysSo() {
    NurtureRules rules = new NurtureRules(
        null, List.of(), DAY.multipliedBy(30), Map.of("NURTURING", Map.of("security", "secure")));
    LeadProfile named = new LeadProfile(true, Life.intern().emailKind(), "Intern", Company.UNKNOWN, null, null,
        FirstTouch.UNKNOWN, Map.of("topic", "security"), MailConsent.UNKNOWN);
    Sequence secure = new Sequence("secure", 1, null, null, List.of(send("s")));
    Sequence plain = new Sequence("nurture", 1, null, null, List.of(send("p")));
    assertThat(life(named, rules, plain, secure).mailed()).containsExactly("s");
    assertThat(life(Life.intern(), rules, plain, secure).mailed()).containsExactly("p");
  }

  @Test
  void aMailIsDueInTheSendingHoursOfTheLeadsOwnZone() {
    LeadProfile tokyo = new LeadProfile(true, Life.intern().emailKind(), "Intern", Company.UNKNOWN, "JP", null,
        FirstTouch.UNKNOWN, Map.of(), MailConsent.UNKNOWN);
    Life life = life(tokyo, office(), new Sequence("nurture", 1, null, null, List.of(mail("a", Duration.ZERO, "a", "a"))));
    assertThat(life.due).isNotNull();
    assertThat(life.due.at()).as("it is Monday 18:00 in Tokyo").isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
    assertThat(life.passes(DAY).mailed()).containsExactly("a");
  }

  @Test
  void aHeldMailIsTriedAgainAtItsTimeAndWhatFollowsWaitsAsLong() {
    Life life = intern(send("a"), new Wait("rest", DAY), send("b"));
    Instant until = life.now.plus(DAY.multipliedBy(2));
    life.happens(Principal.SYSTEM, held(life, "a", until));
    assertThat(life.due).isNotNull();
    assertThat(life.due.purpose()).isEqualTo(Due.Purpose.HELD_MAIL);
    assertThat(life.due.at()).isEqualTo(until);
    life.passes(DAY.multipliedBy(2));
    assertThat(life.mailed()).containsExactly("a", "a");
    assertThat(life.effects.get(1)).as("the same intent").isEqualTo(life.effects.get(0));
    life.passes(DAY.minusSeconds(1));
    assertThat(life.mailed()).hasSize(2);
    assertThat(life.passes(Duration.ofSeconds(1)).mailed()).containsExactly("a", "a", "b");
  }

  @Test
  void aResumedSequenceSendsWhatItHeldAtOnceAndGoesOnWhereItStood() {
    Life life = intern(send("a"), new Wait("rest", DAY), send("b"));
    life.happens(Principal.SYSTEM, held(life, "a", life.now.plus(DAY.multipliedBy(9))));
    life.passes(Duration.ofHours(2));
    life.happens(Principal.SYSTEM, new EventBody.SequenceResumed("nurture"));
    assertThat(life.mailed()).containsExactly("a", "a");
    life.passes(DAY.minusSeconds(1));
    assertThat(life.mailed()).hasSize(2);
    assertThat(life.passes(Duration.ofSeconds(1)).mailed()).endsWith("b");
  }

  @Test
  void aSequenceStoppedWhileItOwesAMailIsTakenUpAtThatMail() {
    Life life = director(send("a"), new Wait("rest", DAY), send("b"));
    life.happens(Principal.SYSTEM, held(life, "a", life.now.plus(DAY)));
    life.signal("demo_requested");
    life.happens(Life.MARKETING, new EventBody.Withdrawn(1, "not yet"));
    life.passes(DAY.multipliedBy(9));
    assertThat(life.mailed()).startsWith("a", "a", "b");
  }

  @Test
  void aRolledOutPolicyMovesALeadByTheIdOfItsStep() {
    Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
    life.passes(DAY);
    Sequence edited = new Sequence("nurture", 2, null, null,
        List.of(send("new"), send("a"), new Wait("rest", DAY.multipliedBy(9)), send("c"), send("b")));
    rollOut(life, edited, Placement.USUAL);
    assertThat(life.written(JournalEntry.SequenceMoved.class)).hasSize(1);
    assertThat(life.lastVerdict().applied()).isTrue();
    Decision next = LeadLifecycle.decide(
        life.state, List.of(), edit(life.policy, 2, life.policy.nurture(), edited), SalesDesk.UNSEEN,
        life.now.plus(DAY.multipliedBy(2)));
    assertThat(next.effects()).as("the wait that was running keeps its time").extracting(e -> ((Effect.SendEmail) e).template())
        .containsExactly("c", "b");
  }

  @Test
  void whatHasNoPlaceInTheRolledOutPolicyGoesOnBehindTheLastMailItHad() {
    Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
    rollOut(life, new Sequence("nurture", 2, null, null, List.of(send("new"), send("a"), send("x"))), Placement.USUAL);
    assertThat(life.written(SequenceEnded.class)).isEmpty();
    assertThat(life.written(JournalEntry.SequenceMoved.class)).singleElement()
        .satisfies(moved -> assertThat(moved.position().step()).isEqualTo("x"));
    assertThat(life.written(JournalEntry.StepSent.class)).extracting(JournalEntry.StepSent::step).containsExactly("a", "x");
  }

  @Test
  void whatHasNoPlaceInTheRolledOutPolicyEndsWhereNoMailIsLeft() {
    Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
    rollOut(life, new Sequence("nurture", 2, null, null, List.of(send("a"))), Placement.USUAL);
    assertThat(life.written(SequenceEnded.class)).singleElement().satisfies(end -> assertThat(end.why())
        .isEqualTo("policy version 2 has no step 'rest', and the lead has had its last mail"));
    assertThat(life.due).isNull();
  }

  @Test
  void whatHasNoPlaceInTheRolledOutPolicyEndsThereWhereThatWasChosen() {
    Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
    rollOut(life, new Sequence("nurture", 2, null, null, List.of(send("x"))),
        new Placement(Map.of(), Placement.Otherwise.END));
    assertThat(life.written(SequenceEnded.class)).singleElement()
        .satisfies(end -> assertThat(end.why()).isEqualTo("policy version 2 has no step 'rest'"));
    assertThat(life.due).isNull();
  }

  private static void rollOut(Life life, Sequence edited, Placement placement) {
    LeadPolicy second = edit(life.policy, 2, life.policy.nurture(), edited);
    Decision decision = LeadLifecycle.decide(
        life.state, List.of(life.event(Life.MARKETING, new EventBody.RolledOut(2, placement))), second, SalesDesk.UNSEEN,
        life.now);
    decision.journal().forEach(line -> life.journal.add(line.entry()));
    life.verdicts.addAll(decision.verdicts());
    life.state = decision.next();
    life.due = decision.due();
  }

  private static EventBody held(Life life, String step, Instant until) {
    Effect.SendEmail mail = (Effect.SendEmail) life.effects.get(life.effects.size() - 1);
    assertThat(mail.step()).isEqualTo(step);
    return new EventBody.SendHeld(new HeldMail(mail.sequence(), mail.sequenceVersion(), mail.occurrence(), mail.step(),
        mail.template(), mail.label(), mail.topic(), "frequency cap", until));
  }

  private static void read(Life life, String topic) {
    life.happens(Life.MARKETING, new EventBody.Engaged("email_open", Map.of("topic", topic), false));
  }

  private static Send send(String id) {
    return mail(id, Duration.ZERO, id, id);
  }

  private static WaitFor waitFor(String id, String then, String otherwise) {
    return new WaitFor(id, List.of("email_open"), List.of(), DAY.multipliedBy(4), then, otherwise);
  }

  private static Life intern(Step... steps) {
    return life(Life.intern(), NurtureRules.UNLIMITED, new Sequence("nurture", 1, null, null, List.of(steps)));
  }

  private static Life director(Step... steps) {
    return life(Life.director(), NurtureRules.UNLIMITED, new Sequence("nurture", 1, null, null, List.of(steps)));
  }

  private static Life life(LeadProfile profile, NurtureRules rules, Sequence... sequences) {
    Life life = new Life(edit(TestPolicies.small(), 1, rules, sequences), profile, "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life.passes(Duration.ZERO);
  }

  static NurtureRules office() {
    Map<DayOfWeek, List<Block>> hours = new HashMap<>();
    for (DayOfWeek day : List.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY,
        DayOfWeek.FRIDAY)) {
      hours.put(day, List.of(new Block(LocalTime.of(9, 0), LocalTime.of(17, 0))));
    }
    BusinessCalendar calendar = new BusinessCalendar(
        "sending", ZoneId.of("America/New_York"), hours, Set.of(LocalDate.of(2026, 12, 25)), false);
    return new NurtureRules(calendar, List.of(new FrequencyCap(2, DAY)), DAY.multipliedBy(30), Map.of());
  }

  public static LeadPolicy edit(LeadPolicy small, int version, NurtureRules rules, Sequence... sequences) {
    Map<String, Sequence> all = new HashMap<>(small.sequences());
    for (Sequence sequence : sequences) {
      all.put(sequence.id(), sequence);
    }
    return TestPolicies.policy(version, small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(),
        small.qualification(), all, small.tracks(), small.calendars(), small.sla(), small.routing(),
        small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(), rules);
  }
}
