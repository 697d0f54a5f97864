package dev.leadloop.lifecycle.nurturing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Entered;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.policy.ConsentRules.Need;
import dev.leadloop.policy.LeadPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random lives in which people say yes and no while rollouts ask for more consent and for less. */
class RandomConsentsTest {
  private static final int LIVES = Integer.getInteger("leadloop.consent.lives", 400);

  @Test
  void noLifeIsMailedWithoutTheConsentAskedForAndRolloutsAskWhomTheyForetold() {
    int asked = 0;
    int waited = 0;
    for (long seed = 1; seed <= LIVES; seed++) {
      try {
        Life life = randomLife(new Random(seed));
        asked += life.asked();
        waited += life.written(JournalEntry.NurtureWaits.class).size();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    assertThat(asked).as("confirmations asked for").isPositive();
    assertThat(waited).as("waits for consent, begun and over").isPositive();
  }

  private static Life randomLife(Random random) {
    Life life = new Life(TestPolicies.asking(need(random), 1), Life.director(), "rep-a", "rep-b");
    life.happens(Principal.SYSTEM, new Entered("webinar", random.nextInt(5) == 0));
    for (int i = 0; i < 30; i++) {
      life.passes(Duration.ofHours(random.nextInt(60)));
      int before = life.asked();
      switch (random.nextInt(6)) {
        case 0 -> {
          LeadPolicy next = TestPolicies.asking(need(random), life.policy.version() + 1);
          boolean foretold = Consenting.wouldAsk(next, life.state.profile(), life.progress());
          life.rolledOut(next);
          assertThat(life.asked() - before).as("as the plan foretold").isEqualTo(foretold ? 1 : 0);
        }
        case 1, 2 -> life.says(pick(List.of(MailConsent.values()), random));
        case 3 -> life.signal(pick(List.of("email_open", "ebook_download", "demo_requested"), random));
        case 4 -> life.happens(Life.MANAGER, new EventBody.Rejected(0, "no_need", false));
        default -> life.happens(Life.MARKETING, new EventBody.NurtureOrdered("budget", false));
      }
      standsStillOnlyForWantOfConsent(life);
    }
    return life;
  }

  private static void standsStillOnlyForWantOfConsent(Life life) {
    if (life.stage().nurtured() && life.progress().nurture().awaitsConsent()) {
      assertThat(life.policy.consent().need().metBy(life.state.profile().consent())).isFalse();
    }
  }

  private static Need need(Random random) {
    return pick(List.of(Need.values()), random);
  }

  private static <T> T pick(List<T> from, Random random) {
    return from.get(random.nextInt(from.size()));
  }
}
