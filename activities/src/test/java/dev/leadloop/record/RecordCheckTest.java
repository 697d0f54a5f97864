package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordCheckTest {
  private final RecordFixture fixture = new RecordFixture();
  private LeadId lead = new LeadId("none");

  @BeforeEach
  void aLeadThatWasHandedOver() {
    lead = fixture.lead();
    fixture.signal(lead, "demo", "demo_requested");
    DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
    fixture.decide(decisions, lead, 1);
    fixture.signal(lead, "open", "email_open");
    fixture.decide(decisions, lead, 2);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void rowThatNothingWillRingForIsFound() {
    LeadId fresh = fixture.lead();
    fixture.signal(fresh, "s", "ebook_download");
    assertThat(fixture.check.differences(fresh)).isEmpty();
    fixture.jdbc.sql("update inbox set ring_at = null, recorded_at = now() - interval '2 minutes' where lead_id = :lead")
        .param("lead", fresh.value()).update();
    assertThat(fixture.check.differences(fresh)).singleElement().asString().contains("2 rows of the inbox");
    fixture.jdbc.sql("update inbox set quiet = true where lead_id = :lead").param("lead", fresh.value()).update();
    assertThat(fixture.check.differences(fresh)).as("nothing is due").hasSize(1);
    fixture.jdbc.sql("update inbox set quiet = false, ring_at = now() where lead_id = :lead").param("lead", fresh.value())
        .update();
    fixture.decide(fixture.decisions(LeadLifecycle::decide), fresh, 1);
    assertThat(fixture.check.differences(fresh)).isEmpty();
  }

  @Test
  void anUntouchedRecordAgreesWithItself() {
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      update lead_status set stage = 'WON' where lead_id = :lead | the status row
      update lead_status set owner = 'boss' where lead_id = :lead | the status row
      update lead_status set next_due_at = null where lead_id = :lead | the status row
      update lead_status set progress = jsonb_set(progress, '{recycles}', '1') where lead_id = :lead | progress
      update lead_status set reply = jsonb_set(reply, '{view,recycles}', '1') where lead_id = :lead | the recorded view
      update lead_status set seq = 9 where lead_id = :lead | the number of the last decision
      update lead_status set policy_version = 9 where lead_id = :lead | the policy version
      update handoff_cycle set owner = 'boss' where lead_id = :lead | the handoff cycles
      delete from handoff_cycle where lead_id = :lead | the handoff cycles
      delete from lifecycle_event where seq = 1 and n = 1 and lead_id = :lead | gap
      delete from lifecycle_event where seq = 1 and n = 0 and lead_id = :lead | cannot be folded
      delete from lifecycle_event where type = 'cycle_opened' and lead_id = :lead | the handoff cycles
      delete from lead_status where lead_id = :lead | no status row
      update measure_visit set left_at = null where lead_id = :lead | 2 stages at once
      """)
  void aTamperedRecordIsFound(String tampering, String told) {
    assertThat(fixture.jdbc.sql(tampering).param("lead", lead.value()).update()).isPositive();
    assertThat(fixture.check.differences(lead)).anySatisfy(difference -> assertThat(difference).contains(told));
  }
}
