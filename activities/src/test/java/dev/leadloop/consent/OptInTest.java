package dev.leadloop.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.token.ConfirmationTokens.Confirmation;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.record.MailRig;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.EffectActivities.EffectRef;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptInTest {
  private static final Map<String, String> YES = Map.of("status", "given");

  private final MailRig rig =
      new MailRig(PolicyCatalog.starter().replace("nurture-needs: none", "nurture-needs: double"));

  @AfterEach
  void close() {
    rig.close();
  }

  private static List<EffectRef> refs(LeadId lead, DecisionReply reply, Class<? extends Effect> type) {
    return reply.effects().stream()
        .filter(ordered -> type.isInstance(ordered.effect()))
        .map(ordered -> new EffectRef(lead.value(), ordered.seq(), ordered.n()))
        .toList();
  }

  private static EffectRef asked(LeadId lead, DecisionReply reply) {
    return refs(lead, reply, Effect.AskConfirmation.class).getFirst();
  }

  private Confirmation mailedLink() {
    String link = rig.sent.getLast().content().text().replaceAll("(?s).*/confirm/(\\S+).*", "$1");
    return rig.confirmations.verify(link).orElseThrow();
  }

  @Test
  void confirmationMailIsTheOnlyOneUntilItsLinkIsFollowedAndThenNurtureBegins() {
    LeadId lead = rig.lead(YES);
    DecisionReply entered = rig.decide(lead, 1);
    assertThat(rig.send(asked(lead, entered))).isEqualTo("accepted");
    assertThat(rig.send(rig.ordered(lead, "nurture", "guide", 90))).startsWith("held until");
    assertThat(rig.fixture.jdbc.sql("select reason from send where step = 'guide' and lead_id = :lead")
            .param("lead", lead.value()).query(String.class).single())
        .isEqualTo("consent not confirmed");
    assertThat(rig.sent).singleElement().satisfies(mail -> {
      assertThat(mail.content().subject()).startsWith("Please confirm");
      assertThat(mail.unsubscribe()).isNotNull();
    });
    Consents consents = rig.bean(Consents.class);
    assertThat(consents.look(mailedLink())).isEqualTo(Consents.Outcome.CONFIRMED);
    assertThat(consents.confirm(mailedLink(), "yes", "page")).isEqualTo(Consents.Outcome.CONFIRMED);
    assertThat(consents.confirm(mailedLink(), "yes", "page")).isEqualTo(Consents.Outcome.CONFIRMED_BEFORE);
    rig.decide(lead, 2);
    assertThat(rig.fixture.records.statuses().find(lead).orElseThrow().progress().nurture().position()).isNotNull();
    assertThat(rig.send(rig.ordered(lead, "nurture", "webinar", 91))).isEqualTo("accepted");
    assertThat(rig.fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void strangerWhoseAddressIsTypedAgainAndAgainGetsOneMailADay() {
    String address = "stranger@example.com";
    LeadId lead = rig.lead(address, YES);
    assertThat(rig.send(asked(lead, rig.decide(lead, 1)))).isEqualTo("accepted");
    rig.lead(address, Map.of("status", "given", "wording", "again"));
    assertThat(rig.send(asked(lead, rig.decide(lead, 2)))).isEqualTo("held: asked less than a day ago");
    for (int day = 1; day <= 3; day++) {
      rig.fixture.later(Duration.ofHours(25));
      rig.lead(address, Map.of("status", "given", "wording", "day " + day));
      EffectRef ref = asked(lead, rig.decide(lead, 2 + day));
      assertThat(rig.send(ref)).isEqualTo(day < 3 ? "accepted" : "held: asked 3 times in 30 days");
    }
    assertThat(rig.sent).hasSize(3);
  }

  @Test
  void noConfirmationMailGoesToASuppressedAddress() {
    LeadId lead = rig.lead(YES);
    EffectRef asked = asked(lead, rig.decide(lead, 1));
    rig.bean(Suppressions.class).suppress(lead, "unsubscribed", Principal.PERSON);
    assertThat(rig.send(asked)).isEqualTo("held: suppressed: unsubscribed");
    assertThat(rig.sent).isEmpty();
  }

  @Test
  void linkFollowedAfterTheReaderLeftConfirmsNothing() {
    LeadId lead = rig.lead(YES);
    rig.send(asked(lead, rig.decide(lead, 1)));
    rig.bean(Suppressions.class).suppress(lead, "unsubscribed", Principal.PERSON);
    assertThat(rig.bean(Consents.class).confirm(mailedLink(), "yes", "page")).isEqualTo(Consents.Outcome.OVERTAKEN);
  }

  @Test
  void linkExpiresAsThePolicySays() {
    LeadId lead = rig.lead(YES);
    rig.send(asked(lead, rig.decide(lead, 1)));
    Confirmation link = mailedLink();
    rig.fixture.later(Duration.ofDays(15));
    assertThat(rig.bean(Consents.class).confirm(link, "yes", "page")).isEqualTo(Consents.Outcome.EXPIRED);
  }

  @Test
  void confirmingIsKeptAsEvidenceAndToldToTheLeadOnce() {
    LeadId lead = rig.lead(YES);
    rig.send(asked(lead, rig.decide(lead, 1)));
    rig.bean(Consents.class).confirm(mailedLink(), "I agree", "http://localhost:8080/confirm");
    assertThat(rig.bean(ConsentStore.class).history(lead)).extracting(ConsentStore.Change::status)
        .containsExactly("confirmed", "given");
    assertThat(rig.fixture.records.inbox().undecided(lead).rows()).extracting(LeadEvent::body)
        .containsOnlyOnce(new EventBody.ConsentChanged("confirmed"));
  }

  @Test
  void topicThatWasLeftIsNotSentAndTheOthersAre() {
    LeadId lead = rig.lead(YES);
    rig.send(asked(lead, rig.decide(lead, 1)));
    rig.bean(Consents.class).confirm(mailedLink(), "yes", "page");
    rig.decide(lead, 2);
    Preferences preferences = rig.bean(Preferences.class);
    preferences.choose(lead, Set.of("guides", "stories", "offers"));
    assertThat(rig.send(rig.ordered(lead, "nurture", "webinar", 90))).isEqualTo("held: topic left: events");
    assertThat(rig.send(rig.ordered(lead, "nurture", "guide", 91))).isEqualTo("accepted");
    preferences.choose(lead, Set.of("events"));
    assertThat(rig.send(rig.ordered(lead, "mql", "roi", 92))).isEqualTo("held: topic left: offers");
  }
}
