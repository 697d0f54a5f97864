package dev.leadloop.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.LeadProfile.Company;
import dev.leadloop.lead.LeadProfile.FirstTouch;
import dev.leadloop.lead.MailConsent;
import dev.leadloop.lead.Signal;
import dev.leadloop.lifecycle.LeadLifecycle;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.LeadEvent;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policyfile.PolicyCatalog;
import dev.leadloop.policyfile.PolicyTexts;
import dev.leadloop.routing.SalesDesk;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How much of what waits one decision takes, and what that costs. */
class TimedDeciderTest {
  private static final Instant NOW = Instant.parse("2026-03-02T15:00:00Z");
  private static final SalesDesk NOBODY = new SalesDesk(true, List.of());
  private static final LeadProfile DIRECTOR = new LeadProfile(true, EmailKind.BUSINESS, "Marketing Director",
      new Company("Example Works", 150, "software"), "DE", null, new FirstTouch("webinar", null, null), Map.of(),
      MailConsent.GIVEN);

  @Test
  void whatADecisionHasNoTimeForWaitsForTheNext() {
    LeadPolicy policy = PolicyTexts.read(PolicyCatalog.starter(), 1);
    List<LeadEvent> waiting = new ArrayList<>(visits(7));
    Decision whole = LeadLifecycle.decide(fresh(), waiting, policy, NOBODY, NOW);
    LeadState state = fresh();
    for (int left = 6; left >= 0; left--) {
      CarefulDecider careful = new CarefulDecider(new TimedDecider(Duration.ZERO), state, policy, () -> NOBODY, NOW);
      CarefulDecider.Outcome outcome = careful.decide(waiting, List.of());
      assertThat(outcome.taken()).hasSize(1);
      assertThat(outcome.decision().verdicts()).hasSize(1);
      assertThat(waiting.removeAll(outcome.taken())).isTrue();
      assertThat(waiting).hasSize(left);
      state = outcome.decision().next();
    }
    assertThat(state.signals()).containsExactlyInAnyOrderElementsOf(whole.next().signals());
    assertThat(state.progress()).isEqualTo(whole.next().progress());
  }

  @Test
  void fourThousandRulesOfOneTypeAreNotTriedAgainForEverySignal() {
    String starter = PolicyCatalog.starter();
    StringBuilder rules = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      String test = i % 2 == 0 ? "in: [\"/p" + i + "\"]" : "contains: [word" + i + "]";
      rules.append("    - { id: r" + i + ", signal: visit, where: { property: path, " + test + " }, points: 1, label: r }\n");
    }
    int at = starter.indexOf("    # Reactions to our e-mails");
    LeadPolicy policy = PolicyTexts.read(starter.substring(0, at) + rules + starter.substring(at), 1);
    Duration spent = spent(() -> LeadLifecycle.decide(fresh(), visits(400), policy, NOBODY, NOW));
    assertThat(spent).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void aSignalOfALeadWithManyCostsWhatItCostsOfOneWithFew() {
    LeadPolicy policy = PolicyTexts.read(PolicyCatalog.starter(), 1);
    List<Signal> known = new ArrayList<>();
    visits(20_000).forEach(event -> known.add(
        new Signal("old-" + event.eventId(), "page_view", event.occurredAt().minus(Duration.ofDays(1)), Map.of(), false)));
    LeadState begun = LeadLifecycle.decide(fresh(), visits(1), policy, NOBODY, NOW.minusSeconds(60)).next();
    LeadState state = new LeadState(begun.leadId(), 1, NOW.minusSeconds(60), DIRECTOR, known, begun.progress());
    Duration spent = spent(() -> LeadLifecycle.decide(state, visits(500), policy, NOBODY, NOW));
    assertThat(spent).isLessThan(Duration.ofSeconds(1));
  }

  /** Of the processor, since others use it as well. */
  private static Duration spent(Runnable work) {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    work.run();
    return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
  }

  private static LeadState fresh() {
    return LeadState.undecided(new LeadId("lead-1"), DIRECTOR);
  }

  private static List<LeadEvent> visits(int count) {
    Random random = new Random(count);
    List<LeadEvent> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Instant at = NOW.minus(Duration.ofMinutes(count - i));
      String path = (random.nextBoolean() ? "/p" : "a word") + random.nextInt(5_000);
      events.add(new LeadEvent(
          i, "e" + i, at, at, RecordFixture.SITE, new EventBody.Engaged("visit", Map.of("path", path), false)));
    }
    return events;
  }
}
