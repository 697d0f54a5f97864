package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.routing.SalesDesk;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

class CarefulDeciderTest {
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");

  @Test
  void eventIsNotSetAsideBecauseTheDatabaseWentAway() {
    LeadProfile director = new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director",
        new Company("Example Works", 150, "software"), "DE", null, new FirstTouch("webinar", null, null), Map.of(),
        MailConsent.UNKNOWN);
    LeadEvent demo = new LeadEvent(1, "demo", NOW, NOW, RecordFixture.SITE,
        new EventBody.Engaged("demo_requested", Map.of(), false));
    Supplier<SalesDesk> gone = () -> {
      throw new DataAccessResourceFailureException("the database went away");
    };
    CarefulDecider decider = new CarefulDecider(
        LeadLifecycle::decide, LeadState.undecided(new LeadId("lead-1"), director), TestPolicies.small(), gone, NOW);
    assertThatThrownBy(() -> decider.decide(List.of(demo), List.of()))
        .isInstanceOf(DataAccessResourceFailureException.class);
  }
}
