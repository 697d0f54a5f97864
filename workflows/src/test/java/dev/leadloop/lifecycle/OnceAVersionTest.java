package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.deciding.Due;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.journal.NurtureProgress.SequenceRun;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.Step.Branch;
import dev.leadloop.policy.Step.Case;
import dev.leadloop.policy.Step.Jump;
import dev.leadloop.policy.Step.Send;
import dev.leadloop.policy.Step.Share;
import dev.leadloop.policy.Step.Split;
import dev.leadloop.policy.Step.Wait;
import dev.leadloop.policy.scoring.Condition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A lead that has had a mail of a version of a sequence is not mailed it again, unless the order says so. */
class OnceAVersionTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(31);

  private static Life order(Life life, String sequence, boolean again) {
    return life.happens(Life.MARKETING, new EventBody.NurtureOrdered(sequence, again));
  }

  private static Life rejected(Life life, String reason) {
    Principal owner = new Principal(Principal.Kind.REP, life.handoff().owner());
    return life.happens(owner, new EventBody.Rejected(0, reason, false));
  }

  private static long times(Life life, String mail) {
    return life.mailed().stream().filter(mail::equals).count();
  }

  @Test
  void anOrderAfterTheEndIsRefusedAndSaysHowToMailItAllOnceMore() {
    Life life = order(Life.entered(Life.intern()), "budget", false).passes(MONTH);
    assertThat(times(life, "budget/1")).isEqualTo(1);
    order(life, "budget", false);
    assertThat(life.lastVerdict().code()).isEqualTo("had-before");
    assertThat(life.lastVerdict().message())
        .isEqualTo("the lead has had every mail of version 1 of 'budget'; order it with again: true to mail them once more");
    assertThat(times(life.passes(MONTH), "budget/1")).isEqualTo(1);
    order(life, "budget", true).passes(MONTH);
    assertThat(times(life, "budget/1")).isEqualTo(2);
    assertThat(times(life, "budget/2")).isEqualTo(2);
    order(life, "budget", false);
    assertThat(life.lastVerdict().code()).as("again is said for each order").isEqualTo("had-before");
  }

  @Test
  void anOrderAfterHalfOfItBringsTheOtherHalf() {
    Life life = order(Life.entered(Life.intern()), "budget", false).passes(DAY);
    assertThat(times(life, "budget/1")).isEqualTo(1);
    order(life, "mql", false);
    order(life, "budget", false);
    assertThat(life.written(JournalEntry.StepTaken.class)).extracting(Sentences::of)
        .containsExactly("Nurture sequence budget, step step1: had before");
    life.passes(MONTH);
    assertThat(times(life, "budget/1")).isEqualTo(1);
    assertThat(times(life, "budget/2")).isEqualTo(1);
  }

  @Test
  void aReasonOfSalesBringsNothingTwiceAndWhereAllWasHadTheTrackGoesOn() {
    Life life = Life.entered(Life.director()).passes(Duration.ofDays(9));
    assertThat(life.mailed()).containsExactly("nurture/1", "nurture/2", "nurture/3");
    life.signal("demo_requested");
    rejected(life, "no_need");
    assertThat(life.written(JournalEntry.SequenceSkipped.class)).singleElement()
        .isEqualTo(new JournalEntry.SequenceSkipped("nurture", 1));
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.passes(MONTH).mailed()).containsExactly("nurture/1", "nurture/2", "nurture/3");
    assertThat(Sentences.of(new JournalEntry.SequenceSkipped("nurture", 1)))
        .isEqualTo("Nurture sequence nurture is not begun: the lead has had every mail of its version 1");
  }

  @Test
  void aReasonOfSalesInTheMiddleOfASequenceGoesOnWithWhatWasNotHad() {
    Life life = Life.entered(Life.director()).passes(DAY).signal("demo_requested");
    rejected(life, "no_need");
    life.passes(MONTH).passes(Duration.ofHours(1)).signal("demo_requested");
    rejected(life, "no_need");
    assertThat(life.passes(MONTH).mailed()).containsExactly("nurture/1", "nurture/2", "nurture/3");
  }

  @Test
  void aParkedLeadIsNotMailedAgainWhatItHadWhenParkingEnds() {
    Life life = Life.entered(Life.director());
    order(life, "budget", false).passes(MONTH).signal("demo_requested");
    rejected(life, "no_budget");
    life.passes(Duration.ofDays(120));
    assertThat(times(life, "budget/1")).isEqualTo(1);
    assertThat(times(life, "budget/2")).isEqualTo(1);
    assertThat(life.mailed()).as("its track is taken up instead").contains("nurture/1", "nurture/2", "nurture/3");
  }

  @Test
  void anotherVersionOfTheSequenceIsMailedAnew() {
    Life life = order(Life.entered(Life.intern()), "budget", false).passes(MONTH);
    LeadPolicy small = TestPolicies.small();
    Sequence budget = small.sequences().get("budget");
    Map<String, Sequence> sequences = new HashMap<>(small.sequences());
    sequences.put("budget", new Sequence("budget", 2, null, null, budget.steps()));
    life.rolledOut(with(sequences, 2));
    order(life, "budget", false).passes(MONTH);
    assertThat(times(life, "budget/1")).isEqualTo(2);
  }

  @Test
  void aMailThatWasHeldAndDroppedWasNotHad() {
    Life life = order(Life.entered(Life.intern()), "budget", false).passes(DAY);
    hold(life, Duration.ofDays(3));
    order(life, "mql", false);
    order(life, "budget", false).passes(MONTH);
    assertThat(times(life, "budget/1")).as("ordered, dropped with the sequence, and ordered anew").isEqualTo(2);
    Life waits = order(Life.entered(Life.intern()), "budget", false).passes(Duration.ofDays(3));
    hold(waits, Duration.ofDays(5));
    order(waits, "budget", false);
    assertThat(waits.lastVerdict().code()).as("the last mail waits, and is not ordered beside that").isEqualTo("had-before");
    assertThat(times(waits.passes(MONTH), "budget/2")).as("tried again").isEqualTo(2);
  }

  @Test
  void aMailThatTheLedgerHeldForGoodWasNotHad() {
    Life life = order(Life.entered(Life.intern()), "budget", false).passes(MONTH);
    life.happens(Principal.SYSTEM, new EventBody.SendSettled("budget", "step2", "HELD", "no address", 1, 1));
    order(life, "budget", false).passes(MONTH);
    assertThat(times(life, "budget/1")).isEqualTo(1);
    assertThat(times(life, "budget/2")).isEqualTo(2);
    life.happens(Principal.SYSTEM, new EventBody.SendSettled("budget", "step2", "HELD", "late news of the first", 1, 1));
    order(life, "budget", false);
    assertThat(life.lastVerdict().code()).as("that mail was not the last one").isEqualTo("had-before");
  }

  @Test
  void aLoopSendsItsMailsEachOccurrenceButNotOnceMoreAfterABeginning() {
    Life life = running(send("tip"), new Wait("rest", DAY.multipliedBy(7)), new Jump("again", "tip"))
        .passes(DAY.multipliedBy(15));
    assertThat(times(life, "tip")).isEqualTo(3);
    order(life, "mql", false);
    order(life, "nurture", false);
    assertThat(life.lastVerdict().code()).isEqualTo("had-before");
    order(life, "nurture", true).passes(DAY.multipliedBy(15));
    assertThat(times(life, "tip")).isEqualTo(6);
  }

  @Test
  void whatALeadCannotComeToDoesNotCountAsOpen() {
    Split split = new Split("ab", List.of(new Share(50, "a"), new Share(50, "b")));
    Life life = running(split, send("a"), new Step.End("end", "done"), send("b"));
    assertThat(life.mailed()).hasSize(1);
    order(life, "nurture", false);
    assertThat(life.lastVerdict().code()).as("the other way of a split is not the lead's").isEqualTo("had-before");
    Condition never = new Condition.Fact("industry", Condition.Comparison.IN, List.of("nothing of the kind"));
    Life branched = running(
        new Branch("fork", List.of(new Case(never, "a")), "b"), send("a"), new Step.End("end", "done"), send("b"));
    order(branched, "nurture", false);
    assertThat(branched.lastVerdict().applied()).as("a branch may go another way this time").isTrue();
    assertThat(branched.passes(MONTH).mailed()).containsExactly("b");
    assertThat(branched.progress().nurture().position()).as("and where it does not, the sequence is over").isNull();
  }

  @Test
  void aWayThroughMailsHadBeforeEndsWhereNothingElseFollows() {
    Life life = running(send("a"), new Wait("rest", DAY.multipliedBy(300)), send("b"));
    order(life, "mql", false);
    order(life, "nurture", false);
    assertThat(life.due).isNotNull().extracting(Due::at).isEqualTo(life.now.plus(DAY.multipliedBy(300)));
    life.passes(DAY.multipliedBy(300));
    assertThat(life.mailed().stream().filter("b"::equals)).hasSize(1);
    assertThat(life.progress().nurture().runs().get("nurture@1")).extracting(SequenceRun::next).isNull();
  }

  private static void hold(Life life, Duration time) {
    Effect.SendEmail mail = (Effect.SendEmail) life.effects.getLast();
    life.happens(Principal.SYSTEM, new EventBody.SendHeld(new HeldMail(mail.sequence(), mail.sequenceVersion(), mail.occurrence(),
        mail.step(), mail.template(), mail.label(), mail.topic(), "paused", life.now.plus(time))));
  }

  private static Send send(String id) {
    return TestPolicies.mail(id, Duration.ZERO, id, id);
  }

  private static Life running(Step... steps) {
    Map<String, Sequence> sequences = new HashMap<>(TestPolicies.small().sequences());
    sequences.put("nurture", new Sequence("nurture", 1, null, null, List.of(steps)));
    LeadProfile intern = Life.intern();
    Life life = new Life(with(sequences, 1), intern, "rep-a");
    return life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false)).passes(Duration.ZERO);
  }

  private static LeadPolicy with(Map<String, Sequence> sequences, int version) {
    LeadPolicy small = TestPolicies.small();
    return TestPolicies.policy(
        version, small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(), small.qualification(),
        sequences, small.tracks(), small.calendars(), small.sla(), small.routing(), small.dispositions(), small.recycle(),
        small.afterAcceptance(), small.consent(), ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }
}
