package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.desk.RepStore;
import dev.leadloop.desk.RepStore.Rep;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Effect;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.roster.SalesRoster;
import dev.leadloop.temporal.DecisionReply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What asked for sales while nobody was there is told and offered as soon as somebody is. */
class SomebodyCameTest {
  private static final Principal ADMIN = new Principal(Principal.Kind.ADMIN, "admin");

  private final RecordFixture fixture = new RecordFixture();
  private final DecideAndRecord decisions = fixture.decisions(LeadLifecycle::decide);
  private final RepStore reps = new RepStore(fixture.jdbc);
  private final SalesRoster roster =
      new SalesRoster(fixture.jdbc, reps, fixture.records.inbox(), fixture.transaction, fixture.clock);

  @BeforeEach
  void nobodyIsThere() {
    fixture.jdbc.sql("delete from rep").update();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private LeadId asked() {
    LeadId lead = fixture.lead();
    fixture.signal(lead, "demo", "demo_requested");
    assertThat(fixture.decide(decisions, lead, 1).view().sales().owner()).isEqualTo("queue");
    return lead;
  }

  private DecisionReply decide(LeadId lead) {
    DecisionReply reply = fixture.decide(decisions, lead, 1_000);
    assertThat(fixture.check.differences(lead)).isEmpty();
    return reply;
  }

  private static List<String> told(DecisionReply reply) {
    return reply.effects().stream()
        .map(DecisionReply.OrderedEffect::effect)
        .filter(Effect.Notify.class::isInstance)
        .map(Effect.Notify.class::cast)
        .map(notify -> notify.notice() + " " + notify.recipient())
        .toList();
  }

  private int waiting(LeadId lead) {
    return fixture.jdbc.sql("select count(*) from inbox where lead_id = :lead and decided_seq is null")
        .param("lead", lead.value())
        .query(Integer.class).single();
  }

  private static Rep rep(String id, boolean manager, boolean active) {
    return new Rep(id, id, id + "@example.com", "sales", manager, active, null, null, RepStore.Work.FULL);
  }

  @Test
  void whatWaitsIsOfferedToTheFirstRepWithinItsDecision() {
    List<LeadId> leads = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      leads.add(asked());
    }
    fixture.later(Duration.ofDays(2));
    leads.forEach(this::decide);
    roster.save(rep("first", false, true), ADMIN);
    for (LeadId lead : leads) {
      DecisionReply reply = decide(lead);
      assertThat(reply.view().sales().owner()).isEqualTo("first");
      assertThat(told(reply)).contains("HANDOFF first");
      assertThat(Objects.requireNonNull(reply.view().sales().slaDueAt())).isAfter(fixture.now());
    }
    roster.save(rep("first", false, true), ADMIN);
    assertThat(leads).as("nothing is told twice").allSatisfy(lead -> assertThat(waiting(lead)).isZero());
  }

  @Test
  void theFirstManagerIsToldOfTheQueueAndOfReviewsAndTheSecondIsNot() {
    LeadId lead = asked();
    LeadId review = fixture.lead();
    fixture.decide(decisions, review, 1);
    fixture.jdbc.sql("update lead_status set progress = jsonb_set(progress, '{review}', '\"asked, and does not fit\"') where"
        + " lead_id = :lead")
        .param("lead", review.value()).update();
    roster.save(rep("boss", true, true), ADMIN);
    assertThat(told(decide(lead))).contains("QUEUED queue");
    assertThat(told(fixture.decide(decisions, review, 1_000))).contains("REVIEW queue");
    roster.save(rep("second", true, true), ADMIN);
    roster.save(rep("boss", true, true), ADMIN);
    assertThat(waiting(lead)).isZero();
  }

  @Test
  void aRepWhoCannotTakeTheLeadChangesNothingAndOneWhoComesBackDoes() {
    LeadId lead = asked();
    roster.save(rep("gone", false, false), ADMIN);
    assertThat(waiting(lead)).isZero();
    fixture.jdbc.sql("insert into team (team_id, name) values ('support', 'Support')").update();
    roster.save(new Rep("other", "other", "o@example.com", "support", false, true, null, null, RepStore.Work.FULL), ADMIN);
    assertThat(decide(lead).view().sales().owner()).isEqualTo("queue");
    assertThat(cycles(lead)).as("no new handoff for nobody").isEqualTo(1);
    roster.save(rep("gone", false, true), ADMIN);
    assertThat(decide(lead).view().sales().owner()).isEqualTo("gone");
  }

  @Test
  void whatRepsHaveHadStaysWithTheManagers() {
    roster.save(rep("first", false, true), ADMIN);
    LeadId lead = fixture.lead();
    fixture.signal(lead, "demo", "demo_requested");
    assertThat(fixture.decide(decisions, lead, 1).view().sales().owner()).isEqualTo("first");
    fixture.later(Duration.ofDays(20));
    for (int i = 0; i < 5; i++) {
      decide(lead);
      fixture.later(Duration.ofDays(20));
    }
    assertThat(decide(lead).view().sales().owner()).isEqualTo("queue");
    roster.save(rep("second", false, true), ADMIN);
    assertThat(decide(lead).view().sales().owner()).isEqualTo("queue");
  }

  @Test
  void nobodyButTheDeskSaysWhoCame() {
    LeadId lead = asked();
    answer(lead, new EventBody.SomebodyCame("first", false));
    assertThat(decide(lead).view().sales().owner()).isEqualTo("queue");
  }

  private void answer(LeadId lead, EventBody body) {
    fixture.answer(lead, "e", "first", body);
  }

  private int cycles(LeadId lead) {
    @Nullable Integer cycles = fixture.jdbc.sql("select count(*) from handoff_cycle where lead_id = :lead")
        .param("lead", lead.value())
        .query(Integer.class).single();
    return cycles;
  }
}
