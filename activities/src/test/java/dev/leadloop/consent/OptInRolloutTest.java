package dev.leadloop.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.Placement;
import dev.leadloop.nurturing.RolloutLeadStore;
import dev.leadloop.nurturing.RolloutOrderStore;
import dev.leadloop.nurturing.RolloutPlan;
import dev.leadloop.nurturing.RolloutPlans;
import dev.leadloop.nurturing.RolloutStore;
import dev.leadloop.nurturing.Rollouts;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.MailRig;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import dev.leadloop.view.SequenceReadStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Leads that ran without a confirmed consent are moved to a policy that asks for one. */
class OptInRolloutTest {
  private static final String DOUBLE =
      PolicyCatalog.starter().replace("nurture-needs: none", "nurture-needs: double");
  private static final Map<String, String> YES = Map.of("status", "given");
  private static final Principal MIA = new Principal(Principal.Kind.MARKETING, "mia");

  private final MailRig rig = new MailRig(PolicyCatalog.starter());
  private RolloutPlans plans;
  private Rollouts rollouts;

  @BeforeEach
  void publish() {
    plans =
        new RolloutPlans(
            rig.bean(PolicyCatalog.class), new SequenceReadStore(rig.fixture.jdbc), new RolloutLeadStore(rig.fixture.jdbc),
            rig.fixture.clock);
    rollouts =
        new Rollouts(
            plans, new RolloutStore(rig.fixture.jdbc), new RolloutOrderStore(rig.fixture.jdbc), rig.fixture.transaction,
            rig.fixture.clock);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private LeadId entered(String email, Map<String, String> consent) {
    LeadId lead = rig.lead(email, consent);
    rig.decide(lead, 1);
    return lead;
  }

  private void rollOut() throws Rollouts.Refused {
    int version = rig.publish(DOUBLE).version();
    rollouts.start(version, plans.plan(version, Placement.USUAL).planId(), Placement.USUAL, 60_000, MIA);
  }

  private static List<EffectRef> ordered(LeadId lead, DecisionReply reply, Class<? extends Effect> type) {
    return reply.effects().stream()
        .filter(effect -> type.isInstance(effect.effect()))
        .map(effect -> new EffectRef(lead.value(), effect.seq(), effect.n()))
        .toList();
  }

  private void follow(String link) {
    rig.bean(Consents.class).confirm(rig.confirmations.verify(link).orElseThrow(), "yes", "page");
  }

  @Test
  void thePlanSaysHowManyAreAskedAndThoseAreAskedByMail() throws Exception {
    LeadId yes = entered("yes@example.com", YES);
    LeadId unknown = entered("unknown@example.com", Map.of());
    LeadId no = entered("no@example.com", Map.of("status", "declined"));
    LeadId gone = entered("gone@example.com", YES);
    rig.bean(Suppressions.class).suppress(gone, "unsubscribed", Principal.PERSON);
    rig.decide(gone, 2);
    LeadId confirmed = entered("confirmed@example.com", YES);
    rig.bean(ConsentStore.class).confirm(confirmed, "confirmed@example.com", rig.fixture.now());
    RolloutPlan plan = plans.plan(rig.publish(DOUBLE).version(), Placement.USUAL);
    assertThat(plan.leads()).isEqualTo(5);
    assertThat(plan.asked()).isEqualTo(1);
    rollOut();
    for (LeadId lead : List.of(unknown, no, confirmed)) {
      assertThat(ordered(lead, rig.decide(lead, 2), Effect.AskConfirmation.class)).as(lead.value()).isEmpty();
    }
    assertThat(ordered(gone, rig.decide(gone, 3), Effect.AskConfirmation.class)).isEmpty();
    EffectRef asked = ordered(yes, rig.decide(yes, 2), Effect.AskConfirmation.class).getFirst();
    assertThat(rig.send(asked)).isEqualTo("accepted");
    assertThat(rig.sent).singleElement().satisfies(mail -> {
      assertThat(mail.to().address()).isEqualTo("yes@example.com");
      assertThat(mail.content().subject()).startsWith("Please confirm");
    });
    assertThat(plans.plan(plan.toVersion(), Placement.USUAL).asked()).isZero();
    for (LeadId lead : List.of(yes, unknown, no, gone, confirmed)) {
      assertThat(rig.fixture.check.differences(lead)).as(lead.value()).isEmpty();
    }
  }

  @Test
  void thatTheVersionBeforeAskedMeansThatNobodyIsAskedAgain() {
    rig.publish(DOUBLE);
    entered("yes@example.com", YES);
    assertThat(plans.plan(rig.publish(DOUBLE + "\n# edited\n").version(), Placement.USUAL).asked()).isZero();
    assertThat(plans.plan(1, Placement.USUAL).asked()).isZero();
  }

  @Test
  void aMailThatWasOnItsWayAtTheRolloutWaitsAndGoesOnceTheLeadConfirms() throws Exception {
    LeadId lead = entered("yes@example.com", YES);
    rig.fixture.later(Duration.ofHours(2));
    EffectRef guide = ordered(lead, rig.decide(lead, 2), Effect.SendEmail.class).getFirst();
    rollOut();
    rig.send(ordered(lead, rig.decide(lead, 3), Effect.AskConfirmation.class).getFirst());
    assertThat(rig.send(guide)).startsWith("held until");
    String link = rig.sent.getLast().content().text().replaceAll("(?s).*/confirm/(\\S+).*", "$1");
    rig.decide(lead, 4);
    rig.fixture.later(Duration.ofDays(9));
    assertThat(rig.decide(lead, 5).effects()).as("nothing goes meanwhile").isEmpty();
    follow(link);
    List<EffectRef> mails = ordered(lead, rig.decide(lead, 5), Effect.SendEmail.class);
    assertThat(rig.send(mails.getFirst())).isEqualTo("accepted");
    assertThat(rig.sent).extracting(mail -> mail.content().subject()).hasSize(2).last().asString()
        .doesNotStartWith("Please confirm");
    assertThat(rig.fixture.check.differences(lead)).isEmpty();
  }
}
