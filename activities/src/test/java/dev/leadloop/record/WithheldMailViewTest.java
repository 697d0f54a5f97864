package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.LeadView;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.words.NoMail;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What everyone is shown of a lead says why it gets no mail, and so do the answer of the decision and the stored row. */
class WithheldMailViewTest {
  private static final LeadPolicy POLICY = TestPolicies.closing(1, new NegativeRule(
      "no-mail", new Condition.Fact("industry", Condition.Comparison.IN, List.of("press")), 0, LeadsTo.SUPPRESS, null,
      "writes about us"));

  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = new DecideAndRecord(
      fixture.records, fixture.transaction, RecordFixture.policies(POLICY), LeadLifecycle::decide, fixture.clock);
  private final LeadId lead = fixture.lead();
  private long seq;

  @AfterEach
  void close() {
    fixture.close();
  }

  private String shown() {
    LeadView.NoMail told = fixture.decide(decisions, lead, ++seq).view().noMail();
    assertThat(fixture.records.statuses().find(lead).orElseThrow().reply().view().noMail()).isEqualTo(told);
    assertThat(fixture.check.differences(lead)).isEmpty();
    return String.valueOf(NoMail.why(told.suppressed(), told.withheld()));
  }

  private void happens(String id, EventBody body) {
    fixture.records.inbox().append(InboxRow.called(lead, id, "event", fixture.now(), Principal.SYSTEM, body));
  }

  private void industry(String industry) {
    fixture.jdbc.sql("update lead set industry = :industry where lead_id = :lead")
        .param("industry", industry).param("lead", lead.value()).update();
    happens("facts-" + industry, new EventBody.ProfileChanged(false));
  }

  @Test
  void namesTheRuleOfThePolicyForAsLongAsItHolds() {
    assertThat(shown()).isEqualTo("null");
    industry("press");
    assertThat(shown()).isEqualTo("no nurture mail by the policy: writes about us");
    industry("software");
    assertThat(shown()).isEqualTo("null");
  }

  @Test
  void whatTheAddressSaysGoesBeforeTheRule() {
    industry("press");
    assertThat(shown()).isEqualTo("no nurture mail by the policy: writes about us");
    happens("left", new EventBody.Suppressed("unsubscribed"));
    assertThat(shown()).isEqualTo("no mail: its address is suppressed (unsubscribed)");
    happens("own", new EventBody.Suppressed("asked_by_mr_fox"));
    assertThat(shown()).as("words of somebody's own are not passed on").doesNotContain("fox");
    happens("back", new EventBody.SuppressionLifted("asked for it again"));
    assertThat(shown()).isEqualTo("no nurture mail by the policy: writes about us");
  }

  /** Mail that consent holds back is no suppression of the address: the consent itself says so, and the rule still shows. */
  @Test
  void declinedConsentLeavesTheRuleInSight() {
    industry("press");
    assertThat(shown()).isEqualTo("no nurture mail by the policy: writes about us");
    fixture.jdbc.sql("update lead set consent = '{\"status\": \"declined\"}' where lead_id = :lead")
        .param("lead", lead.value()).update();
    happens("no", new EventBody.ConsentChanged("declined"));
    assertThat(shown()).isEqualTo("no nurture mail by the policy: writes about us");
    industry("software");
    assertThat(shown()).isEqualTo("null");
    assertThat(fixture.records.statuses().find(lead).orElseThrow().progress().nurture().position())
        .as("and no mail is on its way").isNull();
    assertThat(Map.of("status", "declined")).isEqualTo(fixture.records.leads().find(lead).orElseThrow().consent());
  }
}
