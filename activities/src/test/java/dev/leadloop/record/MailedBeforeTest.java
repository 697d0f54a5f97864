package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.inbox.InboxRow;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.journal.LeadProgress;
import dev.leadloop.nurture.HeldMail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Leads of before it was kept which mails they have had: the migration reads it out of their journals. */
class MailedBeforeTest {
  private static final String MIGRATION = "/db/migration/V19__fair_and_once.sql";

  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);

  @AfterEach
  void close() {
    fixture.close();
  }

  private LeadProgress progress(LeadId lead) {
    return fixture.records.statuses().find(lead).orElseThrow().progress();
  }

  /** What the statement of the migration says, behind its changes of tables. */
  private static String backfill() throws IOException {
    try (InputStream in = Objects.requireNonNull(MailedBeforeTest.class.getResourceAsStream(MIGRATION))) {
      String migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return migration.substring(migration.indexOf("with told as"));
    }
  }

  private void tell(LeadId lead, String event, EventBody body) {
    fixture.records.inbox().append(InboxRow.called(lead, event, "news", fixture.now(), Principal.SYSTEM, body));
  }

  @Test
  void theMigrationFindsWhatWasMailedAndWhatWasHeldJustAsTheJournalFolds() throws IOException {
    LeadId mailed = fixture.lead();
    LeadId held = fixture.lead();
    LeadId dropped = fixture.lead();
    LeadId untouched = fixture.lead();
    for (LeadId lead : new LeadId[] {mailed, held, dropped, untouched}) {
      fixture.decide(decisions, lead, 1);
    }
    fixture.later(Duration.ofDays(2));
    for (LeadId lead : new LeadId[] {mailed, held, dropped}) {
      fixture.decide(decisions, lead, 2);
    }
    for (LeadId lead : new LeadId[] {held, dropped}) {
      tell(lead, "held", new EventBody.SendHeld(new HeldMail(
          "nurture", 1, 1, "step1", "nurture/1-guide", "mail 1", null, "paused", fixture.now().plus(Duration.ofDays(9)))));
      fixture.decide(decisions, lead, 3);
    }
    fixture.signal(dropped, "demo", "demo_requested");
    fixture.decide(decisions, dropped, 4);
    fixture.later(Duration.ofDays(4));
    fixture.decide(decisions, mailed, 3);
    assertThat(progress(mailed).nurture().runs().get("nurture@1").had()).containsOnlyKeys("step1", "step2");
    assertThat(progress(held).nurture().runs().get("nurture@1").had()).as("it waits to be tried again").containsOnlyKeys("step1");
    assertThat(progress(dropped).nurture().runs().get("nurture@1").had()).isEmpty();
    fixture.jdbc.sql("update lead_status set progress = progress #- '{sequenceRuns,nurture@1,had}'").update();
    assertThat(progress(mailed).nurture().runs().get("nurture@1").had()).isEmpty();
    fixture.jdbc.sql(backfill()).update();
    for (LeadId lead : new LeadId[] {mailed, held, dropped, untouched}) {
      assertThat(fixture.check.differences(lead)).isEmpty();
    }
    assertThat(progress(mailed).nurture().runs().get("nurture@1").had()).containsOnlyKeys("step1", "step2");
  }
}
