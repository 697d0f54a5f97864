package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.consent.Preferences;
import dev.leadloop.lead.LeadId;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A topic that no list of the policy joins to a mail: the mail's own step names it. */
public class TopicChoiceTest {
  public static final String SECURITY =
      PolicyCatalog.starter()
          .replace("label: the guide }", "label: the guide, topic: security }")
          .replace("  topics:\n", "  topics:\n    - { id: security, label: Security }\n");

  private final MailRig rig = new MailRig(SECURITY);

  @AfterEach
  void close() {
    rig.close();
  }

  /** Lets the time pass until the lead's sequence orders its next mail. */
  private EffectRef next(LeadId lead, long seq, Duration after) {
    rig.fixture.later(after);
    DecisionReply reply = rig.decide(lead, seq);
    return new EffectRef(lead.value(), reply.effects().getLast().seq(), reply.effects().getLast().n());
  }

  @Test
  void mailOfTheTopicItsStepNamesIsHeldOnceThatIsLeftAndWhatFollowsGoes() {
    LeadId lead = rig.lead(Map.of());
    rig.decide(lead, 1);
    rig.bean(Preferences.class).choose(lead, Set.of("guides", "stories", "events", "offers"));
    assertThat(rig.send(next(lead, 2, Duration.ofHours(2)))).isEqualTo("held: topic left: security");
    assertThat(rig.send(next(lead, 3, Duration.ofDays(4)))).isEqualTo("accepted");
  }

  @Test
  void whoKeepsTheTopicGetsTheMailThoughTheTopicOfItsSequenceWasLeft() {
    LeadId lead = rig.lead(Map.of());
    rig.decide(lead, 1);
    rig.bean(Preferences.class).choose(lead, Set.of("security", "stories"));
    assertThat(rig.send(next(lead, 2, Duration.ofHours(2)))).isEqualTo("accepted");
    assertThat(rig.bean(Preferences.class).of(lead).topics())
        .contains(new Preferences.Choice("security", "Security", true),
            new Preferences.Choice("guides", "Guides and how-tos", false));
  }
}
