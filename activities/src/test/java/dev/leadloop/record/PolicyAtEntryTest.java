package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.policyfile.PolicyCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which version of the policy a lead lives by that comes in while one is published. */
class PolicyAtEntryTest {
  private static final String BEFORE = PolicyCatalog.starter();
  private static final String AFTER = BEFORE.replace("name: Starter policy", "name: Ours");

  private final RecordFixture fixture = new RecordFixture();
  private final PolicyCatalog policies = new PolicyCatalog(fixture.jdbc, template -> true);
  private final DecideAndRecord decisions =
      new DecideAndRecord(fixture.records, fixture.transaction, policies, LeadLifecycle::decide, fixture.clock);

  @BeforeEach
  void publish() {
    policies.publish(BEFORE, "test");
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private int versionOf(LeadId lead) {
    return fixture.records.statuses().find(lead).orElseThrow().policyVersion();
  }

  @Test
  void aLeadLivesByTheVersionThatIsTheNewestWhenItIsFirstDecidedAbout() {
    LeadId decided = fixture.lead();
    LeadId waiting = fixture.lead();
    fixture.decide(decisions, decided, 1);
    policies.publish(AFTER, "test");
    fixture.decide(decisions, waiting, 1);
    assertThat(versionOf(decided)).isEqualTo(1);
    assertThat(versionOf(waiting)).as("came in before it was published, and was decided about after").isEqualTo(2);
    policies.publish(BEFORE, "test");
    for (LeadId lead : new LeadId[] {decided, waiting}) {
      fixture.signal(lead, "later", "ebook_download");
      fixture.decide(decisions, lead, 2);
    }
    assertThat(versionOf(decided)).isEqualTo(1);
    assertThat(versionOf(waiting)).isEqualTo(2);
    LeadId late = fixture.lead();
    fixture.decide(decisions, late, 1);
    assertThat(versionOf(late)).isEqualTo(3);
  }
}
