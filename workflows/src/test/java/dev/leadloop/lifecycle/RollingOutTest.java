package dev.leadloop.lifecycle;

import static dev.leadloop.lifecycle.TestPolicies.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Principal;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.lifecycle.event.Placement.Otherwise;
import dev.leadloop.lifecycle.journal.Handoff;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.lifecycle.nurturing.SequenceStepsTest;
import dev.leadloop.lifecycle.words.Sentences;
import dev.leadloop.nurture.HeldMail;
import dev.leadloop.nurture.NurturePosition;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.Step.Jump;
import dev.leadloop.policy.Step.Send;
import dev.leadloop.policy.Step.Wait;
import dev.leadloop.policy.scoring.QualificationRules;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.QualifyingNumber;
import dev.leadloop.temporal.LeadloopDataConverter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A rollout strands nobody, mails nobody twice, and says what it did. */
class RollingOutTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Placement START = new Placement(Map.of(), Otherwise.START);

  @Test
  void whoseStepIsGoneBeginsTheSequenceAnewWithoutTheMailsItHad() {
    for (int version : new int[] {1, 2}) {
      Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
      roll(life, START, sequence("nurture", version, send("new"), send("a"), send("b"), send("c")));
      assertThat(said(life)).contains(
          "Nurture sequence nurture ended: policy version 2 has no step 'rest'; it begins anew",
          "Nurture sequence nurture began");
      assertThat(life.passes(YEAR).mailed()).as("sequence version " + version).containsExactly("a", "new", "b", "c");
    }
  }

  @Test
  void whoseSequenceIsGoneFollowsTheTrackOfItsStage() {
    Life life = Life.entered(Life.intern());
    life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget", false));
    Map<String, Sequence> sequences = new HashMap<>(life.policy.sequences());
    sequences.remove("budget");
    life.rolledOut(policy(life.policy, 2, sequences, life.policy.tracks()), START);
    assertThat(position(life).sequence()).isEqualTo("nurture");
    assertThat(said(life)).contains(
        "Nurture sequence budget ended: policy version 2 has no sequence 'budget'");
    Life ends = Life.entered(Life.intern());
    sequences.remove("nurture");
    ends.rolledOut(policy(ends.policy, 2, sequences, Map.of()), START);
    assertThat(ends.progress().nurture().position()).isNull();
    assertThat(said(ends)).anyMatch(line -> line.contains("has no sequence 'nurture'"));
  }

  @Test
  void leadsGoOnAtTheStepThatWasNamedForTheirs() {
    Placement named = new Placement(Map.of("nurture/rest", "nurture/c"), Otherwise.END);
    Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
    roll(life, named, sequence("nurture", 2, send("b"), mail("c", DAY, "c", "c"), send("d")));
    assertThat(position(life).step()).isEqualTo("c");
    assertThat(position(life).dueAt()).isEqualTo(life.now.plus(DAY));
    assertThat(said(life)).contains("Nurture sequence nurture goes on in version 2 at step c: as the rollout says");
    assertThat(life.passes(YEAR).mailed()).containsExactly("a", "c", "d");
    Life elsewhere = intern(send("a"), new Wait("rest", DAY), send("b"));
    Placement other = new Placement(Map.of("nurture/rest", "budget/step2"), Otherwise.END);
    roll(elsewhere, other, sequence("nurture", 1, send("x")));
    assertThat(elsewhere.passes(YEAR).mailed()).containsExactly("a", "budget/2");
  }

  @Test
  void aMailThatStandsFurtherBackNowIsNotMailedAgain() {
    for (int version : new int[] {1, 2}) {
      Life life = intern(send("a"), send("x"), new Wait("rest", DAY), send("b"));
      roll(life, START,
          sequence("nurture", version, new Wait("rest", DAY), send("b"), send("a"), mail("x", DAY, "x", "x"), send("c")));
      assertThat(life.passes(YEAR).mailed()).containsExactly("a", "x", "b", "c");
    }
  }

  @Test
  void whatComesRoundAgainOnPurposeStillDoes() {
    Step[] letter = {send("letter"), new Wait("month", DAY.multipliedBy(30)), new Jump("round", "letter")};
    for (int version : new int[] {1, 2}) {
      Life life = intern(letter).passes(DAY.multipliedBy(45));
      assertThat(life.mailed()).hasSize(2);
      roll(life, START, sequence("nurture", version, letter));
      assertThat(life.passes(DAY.multipliedBy(30)).mailed()).as("sequence version " + version).hasSize(3);
      assertThat(life.passes(DAY.multipliedBy(30)).mailed()).hasSize(4);
    }
  }

  @Test
  void aSequenceLeftForSalesIsTakenUpUnderTheNewVersion() {
    for (Sequence edited : List.of(
        sequence("nurture", 1, send("a"), new Wait("pause", DAY), send("b")),
        sequence("nurture", 2, send("a"), new Wait("pause", DAY), send("b")))) {
      Life life = director(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b")).signal("demo_requested");
      roll(life, START, edited);
      life.happens(Life.MARKETING, new EventBody.Withdrawn(0, "not yet"));
      assertThat(position(life).sequenceVersion()).isEqualTo(edited.version());
      assertThat(life.passes(DAY.multipliedBy(8)).mailed()).startsWith("a", "b").doesNotHaveDuplicates();
    }
  }

  @Test
  void aLeadThatChangesItsTrackWithTheRolloutIsNotMailedWhatItHadThere() {
    Life life = director(send("a"), send("b"), new Wait("rest", DAY.multipliedBy(9)), send("c"));
    life.signal("pricing_page_view").signal("ebook_download");
    assertThat(life.stage()).isEqualTo(Stage.MQL);
    LeadPolicy edited = SequenceStepsTest.edit(life.policy, 2, NurtureRules.UNLIMITED,
        sequence("nurture", 2, send("a"), send("b"), new Wait("rest", DAY.multipliedBy(9)), send("c")));
    life.rolledOut(withMql(edited, 70), START);
    assertThat(life.stage()).isEqualTo(Stage.NURTURING);
    assertThat(life.passes(YEAR).mailed()).endsWith("c").doesNotHaveDuplicates();
  }

  @Test
  void aHeldMailIsDroppedWithItsPlaceAndComesWithTheSequenceThatBeginsAnew() {
    Life life = intern(send("a"), new Wait("rest", DAY.multipliedBy(3)), send("b"));
    life.happens(Principal.SYSTEM, new EventBody.SendHeld(
        new HeldMail("nurture", 1, 1, "a", "a", "a", null, "frequency cap", life.now.plus(DAY))));
    roll(life, START, sequence("nurture", 2, send("a"), send("b")));
    assertThat(life.progress().nurture().held()).isEmpty();
    assertThat(life.passes(YEAR).mailed()).as("the first was held and never went").containsExactly("a", "a", "b");
  }

  @Test
  void aStepThatFellDueBeforeTheRolloutWasDecidedStrandsNobody() {
    for (int version : new int[] {1, 2}) {
      Life life = intern(send("a"), new Wait("rest", DAY), send("b"));
      life.now = life.now.plus(DAY.multipliedBy(3));
      roll(life, START, sequence("nurture", version, send("a"), new Wait("rest", DAY), send("c"), send("b")));
      assertThat(life.passes(YEAR).mailed()).containsExactly("a", "c", "b");
    }
  }

  @Test
  void anAnswerTimeThatRunsKeepsItsTerms() {
    Life life = director(send("a")).signal("demo_requested");
    Handoff before = life.handoff();
    roll(life, START, sequence("nurture", 2, send("x")));
    assertThat(life.handoff()).isEqualTo(before);
  }

  @Test
  void whereNothingWasChosenLeadsGoOnBehindTheLastMailTheyHaveHad() {
    for (int version : new int[] {1, 2}) {
      Life life = intern(send("a"), new Wait("rest", DAY), send("b"));
      roll(life, Placement.USUAL, sequence("nurture", version, send("new"), send("a"), mail("c", DAY, "c", "c"), send("b")));
      assertThat(said(life)).contains("Nurture sequence nurture goes on in version " + version
          + " at step c: policy version 2 has no step 'rest'; it goes on behind the last mail it has had");
      assertThat(life.passes(YEAR).mailed()).containsExactly("a", "c", "b");
      Life last = intern(send("a"), new Wait("rest", DAY), send("b"));
      roll(last, Placement.USUAL, sequence("nurture", version, send("a")));
      assertThat(said(last)).contains(
          "Nurture sequence nurture ended: policy version 2 has no step 'rest', and the lead has had its last mail");
    }
  }

  @Test
  void anOrderOfAnOlderReleaseIsReadAsOneThatChoseNothing() {
    assertThat(LeadloopDataConverter.mapper().convertValue(Map.of("kind", "rolled_out", "version", 2), EventBody.class))
        .isEqualTo(new EventBody.RolledOut(2, Placement.USUAL));
    Map<String, Object> named = Map.of("steps", Map.of("nurture/rest", "nurture/c"), "otherwise", "END", "sameMails",
        Map.of("nurture/b", List.of("nurture/bee")));
    assertThat(LeadloopDataConverter.mapper()
        .convertValue(Map.of("kind", "rolled_out", "version", 2, "placement", named), EventBody.class))
        .as("with places of mails, which orders once could name")
        .isEqualTo(new EventBody.RolledOut(2, new Placement(Map.of("nurture/rest", "nurture/c"), Otherwise.END)));
    JournalEntry moved =
        LeadloopDataConverter.mapper()
            .convertValue(Map.of("type", "policy_moved", "kind", "policy_moved", "version", 2), JournalEntry.class);
    assertThat(moved).isEqualTo(new JournalEntry.PolicyMoved(2, Map.of()));
  }

  @Test
  void noRandomRolloutStrandsALeadOrMailsItTwice() {
    int gone = 0;
    for (int seed = 0; seed < 600; seed++) {
      Random random = new Random(seed);
      Life life = intern(steps(random, 1).toArray(Step[]::new));
      int version = 1;
      for (int rollout = 2; rollout <= 4; rollout++) {
        life.passes(Duration.ofHours(random.nextInt(24 * 3)));
        version += random.nextInt(2);
        NurturePosition position = life.progress().nurture().position();
        Sequence next = sequence("nurture", version, steps(random, rollout).toArray(Step[]::new));
        roll(life, rollout == 4 || random.nextBoolean() ? START : Placement.USUAL, next);
        if (rollout == 4 && position != null && next.step(position.step()) == null) {
          gone++;
          assertThat(life.passes(YEAR).mailed()).as("seed %d: all of %s", seed, next).containsAll(mails(next));
        }
      }
      assertThat(life.passes(YEAR).mailed()).as("seed " + seed).doesNotHaveDuplicates();
    }
    assertThat(gone).isGreaterThan(50);
  }

  private static List<String> mails(Sequence sequence) {
    return sequence.steps().stream().filter(Send.class::isInstance).map(step -> ((Send) step).template()).toList();
  }

  private static List<Step> steps(Random random, int policy) {
    List<Step> all = new ArrayList<>();
    for (String id : List.of("a", "b", "c", "d", "e", "f")) {
      if (random.nextInt(3) > 0) {
        all.add(mail(id, DAY.multipliedBy(random.nextInt(5)), id, id));
      }
    }
    all.add(new Wait("wait-" + random.nextInt(3), DAY.multipliedBy(random.nextInt(3) + 1)));
    Collections.shuffle(all, random);
    all.add(send("own-" + policy));
    return all;
  }

  private static List<String> said(Life life) {
    return life.journal.stream().map(Sentences::of).toList();
  }

  private static NurturePosition position(Life life) {
    NurturePosition position = life.progress().nurture().position();
    if (position == null) {
      throw new AssertionError("no sequence runs: " + said(life));
    }
    return position;
  }

  private static void roll(Life life, Placement placement, Sequence edited) {
    int version = life.policy.version() + 1;
    life.rolledOut(SequenceStepsTest.edit(life.policy, version, life.policy.nurture(), edited), placement);
  }

  private static LeadPolicy withMql(LeadPolicy edited, int score) {
    QualificationRules rules = edited.qualification();
    QualificationRules strict = new QualificationRules(
        List.of(new Threshold(score, rules.mql().get(0).of(QualifyingNumber.FIT))), rules.sql(),
        rules.hysteresis(), rules.directIntent(), rules.directIntentFit(),
        rules.directIntentWithin(), List.of());
    return TestPolicies.policy(edited.version(), edited.contentHash(), edited.name(), edited.scoring(), edited.fit(),
        edited.negatives(),
        strict, edited.sequences(), edited.tracks(), edited.calendars(), edited.sla(), edited.routing(), edited.dispositions(),
        edited.recycle(), edited.afterAcceptance(), edited.consent(), edited.review(), edited.nurture());
  }

  private static LeadPolicy policy(LeadPolicy small, int version, Map<String, Sequence> sequences, Map<String, String> tracks) {
    return TestPolicies.policy(version, small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(),
        small.qualification(), sequences, tracks, small.calendars(), small.sla(), small.routing(), small.dispositions(),
        small.recycle(), small.afterAcceptance(), small.consent(), small.review(), small.nurture());
  }

  private static Sequence sequence(String id, int version, Step... steps) {
    return new Sequence(id, version, null, null, List.of(steps));
  }

  private static Send send(String id) {
    return mail(id, Duration.ZERO, id, id);
  }

  private static Life intern(Step... steps) {
    return life(Life.intern(), steps);
  }

  private static Life director(Step... steps) {
    return life(Life.director(), steps);
  }

  private static Life life(LeadProfile profile, Step... steps) {
    LeadPolicy policy = SequenceStepsTest.edit(TestPolicies.small(), 1, NurtureRules.UNLIMITED, sequence("nurture", 1, steps));
    Life life = new Life(policy, profile, "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life.passes(Duration.ZERO);
  }
}
