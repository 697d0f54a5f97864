package dev.leadloop.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.ReviewRules;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whatever steps a version leaves out, a rollout strands nobody who has a mail to come, and mails nobody a step again. */
class RolloutPlacesTest {
  private static final List<String> MAILS = List.of("one", "two", "three", "four", "five");

  private static LeadPolicy policy(int version, Map<String, Sequence> sequences) {
    LeadPolicy small = TestPolicies.small();
    Map<String, Sequence> all = new HashMap<>(small.sequences());
    all.remove("nurture");
    all.putAll(sequences);
    String track = sequences.containsKey("nurture") ? "nurture" : "fresh";
    return TestPolicies.policy(
        version, small.contentHash(), small.name(), small.scoring(), small.fit(), small.negatives(), small.qualification(), all,
        Map.of("NURTURING", track, "MQL", "mql"), small.calendars(), small.sla(), small.routing(), small.dispositions(),
        small.recycle(), small.afterAcceptance(), small.consent(), ReviewRules.STANDARD, NurtureRules.UNLIMITED);
  }

  private static Sequence sequence(String id, int version, List<String> mails) {
    List<Step> steps = new ArrayList<>();
    mails.forEach(mail -> steps.add(TestPolicies.mail(mail, Duration.ofDays(2), id + "/" + mail, "the mail " + mail)));
    return new Sequence(id, version, null, null, steps);
  }

  @Test
  void whoeverStandsAtAStepThatIsGoneGoesOnBehindTheLastMailItHad() {
    int gone = 0;
    for (long seed = 1; seed <= 400; seed++) {
      Random random = new Random(seed);
      Life life = new Life(policy(1, Map.of("nurture", sequence("nurture", 1, MAILS))), Life.intern(), "rep-a");
      life.happens(Life.MARKETING, new EventBody.Entered("webinar", false));
      life.passes(Duration.ofHours(random.nextInt(24 * 12)));
      Set<String> had = new HashSet<>(life.mailed());
      List<String> kept = new ArrayList<>(MAILS.stream().filter(mail -> random.nextInt(3) > 0).toList());
      if (kept.isEmpty() || random.nextBoolean()) {
        kept.add(random.nextInt(kept.size() + 1), "new");
      }
      var position = life.progress().nurture().position();
      boolean stepGone = position != null && !kept.contains(position.step());
      gone += stepGone ? 1 : 0;
      life.rolledOut(policy(2, Map.of("nurture", sequence("nurture", 1 + random.nextInt(2), kept))));
      int last = -1;
      for (int i = 0; i < kept.size(); i++) {
        last = had.contains("nurture/" + kept.get(i)) ? i : last;
      }
      if (stepGone && last + 1 < kept.size()) {
        assertThat(life.progress().nurture().position()).as("seed %d: stands at %s of %s", seed, position, kept).isNotNull();
        assertThat(life.progress().nurture().position().step()).as("seed %d", seed).isEqualTo(kept.get(last + 1));
      }
      life.passes(Duration.ofDays(60));
      assertThat(life.mailed()).as("seed %d", seed).doesNotHaveDuplicates();
      if (position != null && stepGone) {
        assertThat(life.mailed()).as("seed %d: the rest of %s", seed, kept)
            .containsAll(kept.subList(last + 1, kept.size()).stream().map("nurture/"::concat).toList());
      }
    }
    assertThat(gone).isGreaterThan(50);
  }

  @Test
  void whoeverRunsASequenceThatIsGoneGoesOnWithTheTrackOfItsStage() {
    Life life = new Life(policy(1, Map.of("nurture", sequence("nurture", 1, MAILS))), Life.intern(), "rep-a");
    life.happens(Life.MARKETING, new EventBody.Entered("webinar", false)).passes(Duration.ofDays(3));
    life.rolledOut(policy(2, Map.of("fresh", sequence("fresh", 1, List.of("hello")))));
    assertThat(life.progress().nurture().position()).isNotNull();
    assertThat(life.progress().nurture().position().sequence()).isEqualTo("fresh");
    assertThat(life.written(JournalEntry.SequenceEnded.class).getLast().why())
        .isEqualTo("policy version 2 has no sequence 'nurture'");
    assertThat(life.passes(Duration.ofDays(9)).mailed()).contains("fresh/hello");
  }
}
