package dev.leadloop.nurturing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.NotBegun;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NurtureRules;
import dev.leadloop.policy.NurtureRules.FrequencyCap;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.PolicySource;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.sending.SendCheck;
import dev.leadloop.sending.SequencePauses;
import dev.leadloop.temporal.DecisionReply;
import dev.leadloop.temporal.DecisionReply.OrderedEffect;
import dev.leadloop.temporal.campaign.CampaignOrder;
import dev.leadloop.temporal.campaign.CampaignProgress;
import dev.leadloop.view.SegmentStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OneMailCampaignTest {
  private static final Principal MIA = new Principal(Principal.Kind.MARKETING, "mia");
  private static final String TEXT = "nurture/9-spring";
  private static final String GUIDE = "nurture/1-guide";

  private final RecordFixture fixture = new RecordFixture();
  private final LeadPolicy policy = capped();
  private final PolicySource policies = RecordFixture.policies(policy);
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide, policies);
  private final CampaignStore store = new CampaignStore(fixture.jdbc);
  private final Campaigns campaigns = new Campaigns(
      store, new SegmentStore(fixture.jdbc), fixture.records.inbox(), policies, Set.of(TEXT, GUIDE)::contains,
      new SequencePauses(fixture.jdbc, fixture.transactions, fixture.clock), fixture.transactions,
      fixture.clock);

  @AfterEach
  void close() {
    fixture.close();
  }

  private static LeadPolicy capped() {
    LeadPolicy small = TestPolicies.mailing(GUIDE);
    return TestPolicies.policy(small.version(), small.contentHash(), small.name(), small.scoring(), small.fit(),
        small.negatives(), small.qualification(), small.sequences(), small.tracks(), small.calendars(), small.sla(),
        small.routing(), small.dispositions(), small.recycle(), small.afterAcceptance(), small.consent(), small.review(),
        new NurtureRules(null, List.of(new FrequencyCap(1, Duration.ofDays(2))), Duration.ofDays(30), Map.of()));
  }

  private static CampaignOrder order() {
    return CampaignOrder.ofMail(TEXT, null, 600, null);
  }

  private List<OrderedEffect> decide(LeadId lead) {
    long seq = fixture.jdbc.sql("select coalesce(max(seq), 0) from lifecycle_event where lead_id = :lead")
        .param("lead", lead.value()).query(Long.class).single();
    List<OrderedEffect> effects = new ArrayList<>();
    DecisionReply reply;
    do {
      reply = fixture.decide(decisions, lead, ++seq);
      effects.addAll(reply.effects());
    } while (reply.more());
    return effects;
  }

  private CampaignProgress all(String id) {
    CampaignProgress progress;
    do {
      progress = campaigns.tellNext(id, 2);
    } while (!progress.finished());
    return progress;
  }

  @Test
  void everyLeadOfTheSegmentIsOrderedTheMailOnceAndItsSequenceStaysWhereItIs() {
    List<LeadId> leads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      LeadId lead = fixture.lead();
      decide(lead);
      leads.add(lead);
    }
    fixture.jdbc.sql("update lead_status set stage = 'SQL', progress = jsonb_set(progress, '{stage}', '\"SQL\"')"
            + " where lead_id = :l")
        .param("l", leads.getFirst().value()).update();
    fixture.jdbc.sql("insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n,"
            + " state, reserved_at, sending_at, email_key) select :id, lead_id, 'nurture', 9, 'old', 1, 1, 1, 'ACCEPTED',"
            + " :at, :at, email_key from lead where lead_id = :lead")
        .param("id", UUID.randomUUID()).param("lead", leads.getLast().value())
        .param("at", fixture.clock.instant().minusSeconds(60).atOffset(java.time.ZoneOffset.UTC)).update();
    CampaignReach reach = campaigns.reach(order());
    assertThat(reach.leads()).isEqualTo(4);
    assertThat(reach.ends()).as("nothing ends").isEmpty();
    assertThat(reach.running()).isEqualTo(4);
    assertThat(reach.capped().named()).containsExactly(leads.getLast());
    assertThat(reach.without(NotBegun.NOT_NURTURED)).isOne();
    campaigns.open("spring", order(), MIA);
    campaigns.open("spring", order(), MIA);
    assertThat(all("spring").told()).isEqualTo(4);
    assertThat(all("spring").told()).as("told again, nobody is").isEqualTo(4);
    leads.subList(1, 5).forEach(lead -> {
      assertThat(decide(lead)).singleElement().satisfies(one -> assertThat(one.effect())
          .isEqualTo(new Effect.SendEmail("mail:spring", 1, "mail", 1, TEXT, "the mail of the campaign 'spring'", null)));
      assertThat(decide(lead)).isEmpty();
      assertThat(fixture.jdbc.sql("select count(*) from lifecycle_event where lead_id = :lead and type = 'sequence_ended'")
          .param("lead", lead.value()).query(Integer.class).single()).isZero();
    });
    assertThat(fixture.jdbc.sql("select count(*) from campaign_lead where campaign_id = 'spring'").query(Integer.class).single())
        .isEqualTo(4);
    assertThat(fixture.jdbc.sql("select count(*) from measure_step where sequence = 'mail:spring' and mail")
        .query(Integer.class).single()).as("it counts among the mails").isEqualTo(4);
  }

  @Test
  void whomAStepOfARunningSequenceMailsTheSameTextIsCounted() {
    List<LeadId> leads = List.of(fixture.lead(), fixture.lead(), fixture.lead());
    leads.forEach(this::decide);
    CampaignOrder guide = CampaignOrder.ofMail(GUIDE, null, 600, null);
    assertThat(campaigns.reach(order()).twice()).as("no step mails it").isZero();
    assertThat(campaigns.reach(guide).twice()).isEqualTo(3);
    fixture.jdbc.sql("update lead_status set progress = jsonb_set(progress, '{nurture}', 'null') where lead_id = :lead")
        .param("lead", leads.getFirst().value()).update();
    fixture.jdbc.sql("update lead_status set progress = jsonb_set(progress, '{nurture,sequence}', '\"another\"')"
        + " where lead_id = :lead").param("lead", leads.getLast().value()).update();
    CampaignReach reach = campaigns.reach(guide);
    assertThat(List.of(reach.leads(), reach.running(), reach.twice())).containsExactly(3, 2, 1);
    assertThat(campaigns.reach(new CampaignOrder("nurture", null, null, true)).twice())
        .as("a sequence ends the one that runs").isZero();
  }

  @Test
  void whatWasStoppedIsHeldForGoodAndWhatIsPausedForATime() {
    campaigns.open("spring", order(), MIA);
    SendCheck check = new HaltedCampaign(store);
    LeadId lead = fixture.lead();
    decide(lead);
    SendCheck.Mail mail = new SendCheck.Mail(
        fixture.records.leads().find(lead).orElseThrow(), "kim@fox.example",
        new Effect.SendEmail("mail:spring", 1, "mail", 1, TEXT, "x", null),
        fixture.records.statuses().find(lead).orElseThrow().progress(), policy, Instant.now());
    assertThat(check.look(mail)).isNull();
    campaigns.change("spring", "PAUSED", MIA);
    assertThat(check.look(mail)).isEqualTo(
        new SendCheck.Held("the campaign was paused by " + MIA, mail.now().plus(Duration.ofHours(1))));
    campaigns.change("spring", "RUNNING", MIA);
    assertThat(check.look(mail)).isNull();
    all("spring");
    campaigns.change("spring", "STOPPED", MIA);
    assertThat(check.look(mail)).as("though everybody was told").isEqualTo(
        SendCheck.Held.forGood("the campaign was stopped by " + MIA));
  }

  @Test
  void whatIsDoneMayBePausedWhileItsMailsWaitAndWhoWaitsIsToldThatItGoesOn() {
    LeadId lead = fixture.lead();
    decide(lead);
    LeadId sent = fixture.lead();
    decide(sent);
    campaigns.open("spring", order(), MIA);
    all("spring");
    decide(lead);
    Campaign paused = campaigns.change("spring", "PAUSED", MIA);
    assertThat(paused.progress().paused()).isTrue();
    fixture.jdbc.sql("insert into send (send_id, lead_id, sequence, sequence_version, step, occurrence, effect_seq, effect_n,"
            + " state, reserved_at, held_until, reason) values (:id, :lead, 'mail:spring', 1, 'mail', 1,"
            + " (select decided_seq from inbox where lead_id = :lead and event_id = 'campaign-spring'), 0, 'HELD', :at, :at,"
            + " 'p')")
        .param("id", UUID.randomUUID()).param("lead", lead.value())
        .param("at", fixture.clock.instant().minusSeconds(600).atOffset(java.time.ZoneOffset.UTC)).update();
    assertThat(new CampaignOutcomeStore(fixture.jdbc).of(paused).held()).as("whatever the clocks of two machines say")
        .containsEntry("p", 1);
    assertThat(campaigns.change("spring", "RUNNING", MIA).progress().state()).isEqualTo("DONE");
    assertThat(fixture.jdbc.sql("select lead_id from inbox where kind = 'sequence_resumed'").query(String.class).list())
        .containsExactly(lead.value());
    fixture.jdbc.sql("update inbox set failed = 'x', verdict = null, decided_seq = 9 where lead_id = :lead"
        + " and event_id = 'campaign-spring'").param("lead", sent.value()).update();
    assertThat(new CampaignOutcomeStore(fixture.jdbc).of(paused).refused()).containsEntry("failed", 1);
  }

  @Test
  void whatCannotBeFollowedIsRefusedInWords() {
    assertThatThrownBy(() -> campaigns.reach(CampaignOrder.ofMail("notice/handoff", null, null, null)))
        .hasMessageContaining("there is no text 'notice/handoff' of a mail to leads");
    assertThatThrownBy(() -> campaigns.reach(new CampaignOrder(null, null, null, false, false, null, null)))
        .hasMessageContaining("name one of them");
    assertThatThrownBy(() -> campaigns.reach(new CampaignOrder("nurture", null, null, false, false, TEXT, null)))
        .hasMessageContaining("name one of them");
    assertThatThrownBy(() -> campaigns.open("new", order(), MIA)).hasMessageContaining("no campaign can be called 'new'");
    assertThatThrownBy(() -> campaigns.reach(order().from(fixture.clock.instant().plus(Duration.ofDays(400)))))
        .hasMessageContaining("within a year");
    campaigns.open("spring", order(), MIA);
    assertThatThrownBy(() -> campaigns.open("spring", CampaignOrder.ofMail(TEXT, JsonNodeFactory.instance.objectNode()
        .put("fact", "country").set("in", JsonNodeFactory.instance.arrayNode().add("DE")), 600, null), MIA))
        .hasMessageContaining("was started with another");
  }

  @Test
  void oneForLaterBeginsAtItsTime() {
    Instant later = fixture.clock.instant().plus(Duration.ofHours(3)).truncatedTo(java.time.temporal.ChronoUnit.MICROS);
    Campaign campaign = campaigns.open("spring", order().from(later), MIA);
    assertThat(campaign.from()).isEqualTo(later);
    assertThat(campaigns.open("spring", order().from(later), MIA)).isEqualTo(campaign);
    assertThat(store.open(later.minusSeconds(1))).isEmpty();
    assertThat(store.open(later)).containsExactly(campaign);
    assertThat(campaign.waits(later.minusSeconds(1))).isTrue();
    assertThat(campaign.waits(later)).isFalse();
    campaigns.change("spring", "STOPPED", MIA);
    assertThat(store.open(later)).isEmpty();
  }
}
