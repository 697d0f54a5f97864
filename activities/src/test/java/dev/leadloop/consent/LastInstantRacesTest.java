package dev.leadloop.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.HeadStart;
import dev.leadloop.record.MailRig;
import dev.leadloop.record.TopicChoiceTest;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A reader leaves at the very moment a mail is due. Whatever comes first, none begins to be sent after the answer. */
class LastInstantRacesTest {
  /** How a reader leaves. */
  private interface Leaving {
    void by(MailRig rig, LeadId lead);
  }

  @Test
  void topicLeftWhileAMailOfItIsDueIsNeverSentAfterTheAnswer() throws Exception {
    races(100, PolicyCatalog.starter(), "held: topic left: guides", (rig, lead) ->
        rig.bean(Preferences.class).choose(lead, Set.of("stories")));
  }

  @Test
  void topicThatTheStepItselfNamesIsKeptToJustSo() throws Exception {
    races(50, TopicChoiceTest.SECURITY, "held: topic left: security", (rig, lead) ->
        rig.bean(Preferences.class).choose(lead, Set.of("guides")));
  }

  @Test
  @Tag("chaos")
  void tenThousandReadersUnsubscribeWhileAMailIsDueAndNoneIsSentAfterTheAnswer() throws Exception {
    races(10_000, PolicyCatalog.starter(), "held: suppressed: unsubscribed", (rig, lead) ->
        rig.bean(Suppressions.class).suppress(lead, "unsubscribed", Principal.PERSON));
  }

  private static void races(int races, String policy, String heldBecause, Leaving leaving) throws Exception {
    int held = 0;
    try (MailRig rig = new MailRig(policy);
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int race = 0; race < races; race++) {
        LeadId lead = rig.lead(Map.of());
        rig.decide(lead, 1);
        EffectRef mail = rig.ordered(lead, "nurture", "guide", 90);
        CyclicBarrier start = new CyclicBarrier(2);
        HeadStart headStart = HeadStart.of(race);
        Future<String> sending = threads.submit(() -> {
          start.await();
          headStart.waitFirst();
          return rig.send(mail);
        });
        Future<String> left = threads.submit(() -> {
          start.await();
          headStart.waitSecond();
          leaving.by(rig, lead);
          return state(rig, lead);
        });
        boolean begun = List.of("SENDING", "ACCEPTED").contains(left.get());
        assertThat(sending.get()).as("race %d", race).isEqualTo(begun ? "accepted" : heldBecause);
        held += begun ? 0 : 1;
      }
      assertThat(rig.sent).hasSize(races - held);
    }
    System.out.printf("the reader came first in %d of %d races%n", held, races);
    assertThat(held).as("races the reader won").isBetween(1, races - 1);
  }

  private static String state(MailRig rig, LeadId lead) {
    return rig.fixture.jdbc.sql("select state from send where lead_id = :lead")
        .param("lead", lead.value()).query(String.class).optional().orElse("none");
  }
}
