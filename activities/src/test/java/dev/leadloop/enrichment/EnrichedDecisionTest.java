package dev.leadloop.enrichment;

import static dev.leadloop.enrichment.EnrichmentWorld.Scripted.found;
import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.email.address.EmailAddresses;
import dev.leadloop.enrichment.EnrichmentWorld.Scripted;
import dev.leadloop.intake.FoundFacts;
import dev.leadloop.intake.IntakeRequest;
import dev.leadloop.intake.LeadDetails;
import dev.leadloop.intake.LeadIntake;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.record.DecideAndRecord;
import dev.leadloop.record.RecordFixture;
import dev.leadloop.temporal.DecisionReply;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was found, in the decisions of the lead; and what all of it costs where nobody is asked. */
class EnrichedDecisionTest {
  private static final int FIT_OF_SIZE = 20;

  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  private final Scripted service = new Scripted(question -> found("companySize", "120"));
  private final EnrichmentSettings settings = new EnrichmentSettings(
      null, null, Duration.ofSeconds(30), Duration.ofDays(90), Duration.ofDays(14), Duration.ofDays(1));
  private final Enrichment enrichment = new Enrichment(settings, List.of(service), fixture.jdbc);
  private final Enricher enricher = new Enricher(
      enrichment.providers(), fixture.jdbc, new FoundFacts(fixture.jdbc, fixture.records.inbox(), fixture.clock),
      fixture.transaction, fixture.clock);
  private final Asking asking = new Asking(
      service,
      new ServiceSettings(
          "scripted", "https://x.example/{domain}", "GET", null, List.of(), Map.of(), Duration.ofSeconds(5), 1000, 4, 100),
      settings, fixture.jdbc, fixture.transaction, fixture.clock, () -> {});

  @AfterEach
  void close() {
    asking.close();
    fixture.close();
  }

  private LeadIntake intake() {
    return new LeadIntake(
        fixture.jdbc, fixture.records.inbox(), fixture.transactions, fixture.clock, EmailAddresses::normalise);
  }

  private static LeadId told(LeadIntake intake) {
    return EnrichmentWorld.accepted(intake.intake(new IntakeRequest(
        new LeadDetails(
            EnrichmentWorld.email(EnrichmentWorld.domain()), null, LeadDetails.Facts.NONE, LeadDetails.Touch.NONE, Map.of()),
        RecordFixture.SITE, null, false, null)));
  }

  private void answered() throws Exception {
    enricher.look();
    asking.ask();
    EnrichmentWorld.until(() -> {
      enricher.look();
      return fixture.jdbc.sql("select count(*) from enrichment_wish").query(Integer.class).single() == 0;
    });
  }

  private int undecided(LeadId lead) {
    return fixture.records.inbox().undecided(lead).rows().size();
  }

  @Test
  void firstDecisionCountsWhatWasFoundInTime() throws Exception {
    LeadId lead = told(intake().finding(enrichment));
    answered();
    DecisionReply first = fixture.decide(decisions, lead, 1);
    assertThat(first.view().score().fit()).isEqualTo(FIT_OF_SIZE);
    assertThat(first.more()).isFalse();
    assertThat(undecided(lead)).as("one decision was enough").isZero();
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void laterAnswerMendsTheFirstDecision() throws Exception {
    LeadId lead = told(intake().finding(enrichment));
    assertThat(fixture.decide(decisions, lead, 1).view().score().fit()).isZero();
    answered();
    assertThat(undecided(lead)).as("the lead is told").isEqualTo(1);
    assertThat(fixture.decide(decisions, lead, 2).view().score().fit()).isEqualTo(FIT_OF_SIZE);
    assertThat(undecided(lead)).isZero();
    assertThat(fixture.check.differences(lead)).isEmpty();
  }

  @Test
  void whereNobodyIsAskedIntakeAndDecisionCostNoStatementMore() {
    Enrichment none = new Enrichment(settings, List.of(), fixture.jdbc);
    List<String> without = statements(intake());
    List<String> with = statements(intake().finding(none));
    assertThat(with).hasSameSizeAs(without);
    assertThat(with).isEqualTo(without);
    assertThat(statements(intake().finding(enrichment))).as("nor where somebody is, before the answer").hasSameSizeAs(without);
    assertThat(fixture.jdbc.sql("select count(*) from enrichment_wish").query(Integer.class).single()).isEqualTo(1);
  }

  private List<String> statements(LeadIntake intake) {
    fixture.source.taken();
    LeadId lead = told(intake);
    fixture.decide(decisions, lead, 1);
    return fixture.source.taken();
  }
}
