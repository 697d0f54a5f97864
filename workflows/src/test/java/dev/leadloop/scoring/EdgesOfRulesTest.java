package dev.leadloop.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.RuleTerms.Turns;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the page on scores says of the edges of rules. */
class EdgesOfRulesTest {
  private static final Instant NOW = ScoringFixtures.NOW;
  private static final Duration MONTH = Duration.ofDays(30);

  @Test
  void theNumberOfASignalIsAmongThoseThatNoRuleAboveTook() {
    RuleTerms security = terms(List.of(new PropertyTest("topic", PropertyTest.Comparison.IN, List.of("security"))), Turns.EVERY);
    LeadPolicy policy = policy(
        new SignalRule("security", "page_view", 10, null, null, "read of security", security),
        new SignalRule("second", "page_view", 7, null, null, "second page", terms(List.of(), new Turns(2, 2))),
        new SignalRule("others", "page_view", 1, null, null, "page", RuleTerms.NONE));
    List<Signal> signals = List.of(
        page("a", 9, "security"), page("b", 8, "plans"), page("c", 7, "security"), page("d", 6, "plans"), page("e", 5, "plans"));
    assertThat(counted(policy, signals)).containsExactly("a security", "b others", "c security", "d second", "e others");
  }

  @Test
  void theNumberChangesAsAnOlderSignalComesOutOfReach() {
    LeadPolicy policy = policy(
        new SignalRule("third", "page_view", 7, null, null, "third page", terms(List.of(), new Turns(3, 3))),
        new SignalRule("others", "page_view", 1, null, null, "page", RuleTerms.NONE));
    List<Signal> signals = List.of(page("a", 91, "plans"), page("b", 8, "plans"), page("c", 7, "plans"), page("d", 6, "plans"));
    assertThat(counted(policy, signals)).containsExactly("b others", "c others", "d third");
    assertThat(counted(policy, List.of(page("a", 90, "plans"), signals.get(1), signals.get(2), signals.get(3))))
        .as("at exactly that age it is still in reach").containsExactly("a others", "b others", "c third", "d others");
  }

  @Test
  void quietIsLongerThanTheTimeForBothTheLastSignalAndTheLead() {
    Condition quiet = new Condition.Quiet(List.of(), List.of(), MONTH);
    LeadProfile old = ScoringFixtures.unknown().knownSince(NOW.minus(MONTH).minusMillis(1));
    assertThat(Conditions.holds(quiet, old, List.of(), NOW)).isTrue();
    assertThat(Conditions.holds(quiet, ScoringFixtures.unknown().knownSince(NOW.minus(MONTH)), List.of(), NOW)).isFalse();
    assertThat(Conditions.holds(quiet, old, List.of(at(NOW.minus(MONTH))), NOW)).isFalse();
    assertThat(Conditions.holds(quiet, old, List.of(at(NOW.minus(MONTH).minusMillis(1))), NOW)).isTrue();
  }

  private static List<String> counted(LeadPolicy policy, List<Signal> signals) {
    return Scoring.score(ScoringFixtures.unknown(), signals, policy, NOW).contributions().stream()
        .filter(part -> part.counted() != 0).map(part -> part.eventId() + " " + part.rule()).sorted().toList();
  }

  private static LeadPolicy policy(SignalRule... rules) {
    LeadPolicy base = ScoringFixtures.policy();
    return ScoringFixtures.with(
        base, new ScoringRules(List.of(rules), List.of(), null, Duration.ofDays(90), Map.of(), 200, 0), base.fit(), List.of());
  }

  private static RuleTerms terms(List<PropertyTest> where, Turns turns) {
    return new RuleTerms(where, turns, null, null, null, null);
  }

  private static Signal page(String id, int days, String topic) {
    return new Signal(id, "page_view", NOW.minus(Duration.ofDays(days)), Map.of("topic", topic), false);
  }

  private static Signal at(Instant instant) {
    return new Signal("only", "email_open", instant, Map.of(), false);
  }
}
