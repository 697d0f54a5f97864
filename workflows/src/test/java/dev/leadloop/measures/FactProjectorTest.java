package dev.leadloop.measures;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadId;
import dev.leadloop.lead.Principal;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.lifecycle.TestPolicies;
import dev.leadloop.lifecycle.deciding.Decision;
import dev.leadloop.lifecycle.deciding.LeadState;
import dev.leadloop.lifecycle.event.EventBody;
import dev.leadloop.lifecycle.event.EventBody.Outcome;
import dev.leadloop.lifecycle.journal.JournalEntry;
import dev.leadloop.measures.CycleFacts.Ended;
import dev.leadloop.measures.Visit.Coming;
import dev.leadloop.measures.Visit.Leaving;
import dev.leadloop.policy.LeadPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FactProjectorTest {
  private static final LeadId LEAD = new LeadId("lead-1");
  private static final IntFunction<LeadPolicy> POLICIES = version -> TestPolicies.small();

  private final List<JournalLine> lines = new ArrayList<>();

  @Test
  void randomLivesComeToTheFactsThatAreCountedAnotherWay() {
    Map<String, Integer> seen = new TreeMap<>();
    for (long seed = 1; seed <= 800; seed++) {
      lines.clear();
      RandomLivesTest.randomLife(seed, this::written);
      FactChanges facts = FactProjector.changes(LEAD, null, lines, POLICIES);
      assertThat(whole(facts)).as("seed %d", seed).isEqualTo(whole(new NaiveFacts(LEAD.value(), lines, POLICIES).count()));
      OneStage.holds(facts, "seed " + seed);
      facts.visits().forEach(visit -> seen.merge(
          (visit.told() ? "told " : "") + visit.cameFrom() + " to " + visit.stage(), 1, Integer::sum));
      facts.visits().stream().filter(Visit::told).forEach(visit -> seen.merge(
          "told " + visit.stage() + (visit.left() == null ? " open" : " left for " + visit.left().to()), 1, Integer::sum));
      facts.cycles().forEach(cycle -> {
        Ended ended = cycle.ended();
        seen.merge("cycle " + (ended == null ? "open" : ended.how()), 1, Integer::sum);
        seen.merge("paused " + (cycle.paused() != null), 1, Integer::sum);
        seen.merge("queued " + (cycle.owned() != null && cycle.owned().queuedAt() != null), 1, Integer::sum);
        seen.merge("taken over " + (ended != null && ended.takenOver()), 1, Integer::sum);
        seen.merge("contacted " + (cycle.contactedAt() != null), 1, Integer::sum);
        String hours = ended == null ? null : ended.hours();
        seen.merge("in parts " + (hours != null && hours.indexOf('[') != hours.lastIndexOf('[')), 1, Integer::sum);
      });
      facts.steps().forEach(step -> seen.merge("mail " + step.mail(), 1, Integer::sum));
    }
    System.out.println("facts of 800 lives: " + seen);
    assertThat(seen.keySet()).contains(
        "cycle ACCEPTED", "cycle REJECTED", "cycle RETURNED", "cycle REASSIGNED", "cycle UNANSWERED", "cycle WITHDRAWN",
        "cycle open", "paused true", "queued true", "taken over true", "contacted true", "in parts true", "mail true",
        "SQL to NURTURING", "LOST to NURTURING", "ACCEPTED to WON", "NURTURING to ERASED", "told MQL to WON", "told null to LOST",
        "told WON open", "told OPPORTUNITY left for WON", "told LOST left for NURTURING", "told MQL left for MQL",
        "told MQL left for null");
  }

  @Test
  void everyVisitOfALeadBeginsWhereTheOneBeforeEnded() {
    for (long seed = 1; seed <= 500; seed++) {
      lines.clear();
      Life life = RandomLivesTest.randomLife(seed, this::written);
      if (life.written(JournalEntry.StageChanged.class).stream().anyMatch(JournalEntry.StageChanged::told)) {
        continue;
      }
      FactChanges facts = FactProjector.changes(LEAD, null, lines, POLICIES);
      Visit before = null;
      for (Visit visit : facts.visits().stream().filter(visit -> !visit.told()).toList()) {
        assertThat(visit.cameFrom()).isEqualTo(before == null ? null : before.stage());
        if (before != null) {
          Coming came = visit.entered();
          assertThat(before.left()).isEqualTo(new Leaving(came.at(), visit.stage(), came.why(), came.by()));
        }
        before = visit;
      }
      assertThat(before).isNotNull().extracting(Visit::stage, Visit::left).containsExactly(life.stage().label(), null);
    }
  }

  @Test
  void whatComesBackHasAnotherVisitAndKeepsItsFirsts() {
    Life life = begun();
    life.signal("demo_requested").passes(Duration.ofHours(1));
    life.happens(rep(life), new EventBody.Rejected(0, "no_budget", true)).passes(Duration.ofDays(40));
    life.happens(Life.MANAGER, new EventBody.NurtureOrdered(null, false)).passes(Duration.ofDays(100));
    life.signal("demo_requested").passes(Duration.ofMinutes(10));
    life.happens(rep(life), new EventBody.Accepted(0)).passes(Duration.ofMinutes(5));
    life.happens(rep(life), new EventBody.OutcomeReported(Outcome.OPPORTUNITY, new BigDecimal("900"), "EUR", null, false));
    life.happens(rep(life), new EventBody.OutcomeReported(Outcome.WON, new BigDecimal("1200.50"), "EUR", "liked us", false));

    FactChanges facts = FactProjector.changes(LEAD, null, lines, POLICIES);
    assertThat(facts.visits()).extracting(Visit::stage)
        .containsExactly("NURTURING", "SQL", "NURTURING", "SQL", "ACCEPTED", "OPPORTUNITY", "WON");
    assertThat(facts.visits()).extracting(visit -> visit.entered().why())
        .containsExactly(null, "demo_requested", "no_budget", "demo_requested", null, null, null);
    assertThat(facts.visits()).extracting(Visit::worth)
        .containsExactly(null, null, null, null, null, euros("900"), euros("1200.50"));
    LeadFacts lead = facts.lead();
    assertThat(lead).isNotNull();
    assertThat(lead.firsts().sql()).isEqualTo(new Reached(facts.visits().get(1).entered().at(), 1, "demo_requested"));
    assertThat(lead.firsts().mql()).isNull();
    assertThat(lead.recycles()).isEqualTo(1);
    assertThat(lead.won()).isEqualTo(euros("1200.50"));
    assertThat(facts.cycles()).extracting(cycle -> ended(cycle).how()).containsExactly("REJECTED", "ACCEPTED");
    assertThat(facts.cycles()).extracting(cycle -> ended(cycle).reason()).containsExactly("no_budget", null);
  }

  @Test
  void whoTookALeadOverHasACycleOfTheirOwn() {
    Life life = begun();
    life.signal("demo_requested").passes(Duration.ofMinutes(5));
    Principal first = rep(life);
    Principal other = first.equals(Life.ANNA) ? Life.BEN : Life.ANNA;
    life.happens(other, new EventBody.TakenOver(0));
    FactChanges facts = FactProjector.changes(LEAD, null, lines, POLICIES);
    assertThat(facts.cycles()).extracting(cycle -> Objects.requireNonNull(cycle.owned()).owner())
        .containsExactly(first.id(), other.id());
    assertThat(facts.cycles()).extracting(cycle -> ended(cycle).takenOver()).containsExactly(true, false);
    assertThat(facts.cycles()).extracting(cycle -> ended(cycle).how()).containsExactly("REASSIGNED", "ACCEPTED");
  }

  @Test
  void lateAndVoidedSignalsAreNoFacts() {
    Life life = begun();
    int before = lines.size();
    life.signal("email_open");
    life.happens(Principal.SYSTEM, new EventBody.SignalVoided("event-2", "email_open", "a machine"));
    List<JournalLine> since = lines.subList(before, lines.size());
    assertThat(since).isNotEmpty();
    assertThat(FactProjector.changes(LEAD, life.progress(), since, POLICIES).none()).isTrue();
  }

  private Life begun() {
    Life life = new Life(TestPolicies.small(), Life.director(), "rep-a", "rep-b");
    life.bug = this::written;
    life.happens(Principal.SYSTEM, new EventBody.Entered("webinar", false));
    return life;
  }

  private static Principal rep(Life life) {
    String owner = life.progress().handoff() == null ? life.progress().sales().owner() : life.handoff().owner();
    return new Principal(Principal.Kind.REP, String.valueOf(owner));
  }

  private Decision written(LeadState before, Decision decision) {
    int n = 0;
    for (Decision.Noted noted : decision.journal()) {
      lines.add(new JournalLine(decision.next().seq(), n++, decision.at(), noted.by(), noted.causeEventId(), 1, noted.entry()));
    }
    return decision;
  }

  /** All facts; stretches that touch are one. */
  private static List<@Nullable Object> whole(FactChanges facts) {
    return Stream.of(
            Stream.of(facts.lead()), facts.visits().stream(), facts.cycles().stream().map(FactProjectorTest::merged),
            facts.steps().stream())
        .<@Nullable Object>flatMap(some -> some)
        .toList();
  }

  private static CycleFacts merged(CycleFacts c) {
    Ended e = c.ended();
    return new CycleFacts(
        c.leadId(), c.cycle(), c.opened(), c.terms(), c.deadline(), c.owned(), c.contactedAt(),
        e == null ? null : new Ended(e.at(), e.how(), e.by(), e.reason(), e.takenOver(), Ranges.merged(e.hours())),
        Ranges.merged(c.paused()));
  }

  private static Ended ended(CycleFacts cycle) {
    return Objects.requireNonNull(cycle.ended());
  }

  private static Money euros(String amount) {
    return new Money(new BigDecimal(amount), "EUR");
  }
}
