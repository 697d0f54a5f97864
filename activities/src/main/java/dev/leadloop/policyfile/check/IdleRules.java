package dev.leadloop.policyfile.check;

import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.PropertyTest.Comparison;
import dev.leadloop.policy.scoring.RuleTerms.Turns;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which rules of a list no signal ever goes to, each looked at once. */
final class IdleRules {
  /** So many rules before one are looked at, and so many of its values: nobody writes more by hand. */
  private static final int MOST = 100;

  private final List<Optional<String>> why = new ArrayList<>();

  IdleRules(List<SignalRule> rules) {
    Map<String, List<SignalRule>> earlier = new HashMap<>();
    for (SignalRule rule : rules) {
      List<SignalRule> before = earlier.computeIfAbsent(rule.signalType(), type -> new ArrayList<>());
      why.add(Optional.ofNullable(why(rule, before)));
      if (before.size() < MOST && rule.terms().turns().equals(Turns.EVERY)) {
        before.add(rule);
      }
    }
  }

  /** Why the rule at a place never fires; null where it may. */
  @Nullable String why(int place) {
    return why.get(place).orElse(null);
  }

  private static @Nullable String why(SignalRule rule, List<SignalRule> earlier) {
    WhereTests where = WhereTests.of(rule.terms().where());
    if (where.passNone()) {
      return "no signal passes all that its 'where' asks for";
    }
    List<String> takers = takers(rule.terms().where(), where, earlier);
    return takers.isEmpty() ? null
        : "every signal it is for goes to " + String.join(" or ", takers) + " before it; put it above, or make that one narrower";
  }

  /** The earlier rules that together take all signals of such properties, by id; none where they leave some. */
  private static List<String> takers(List<PropertyTest> tests, WhereTests where, List<SignalRule> earlier) {
    Optional<String> one = taker(where, earlier);
    Optional<PropertyTest> named =
        tests.stream().filter(test -> test.comparison() == Comparison.IN && test.values().size() <= MOST).findFirst();
    if (one.isPresent() || named.isEmpty() || earlier.isEmpty()) {
      return one.stream().toList();
    }
    List<String> takers = new ArrayList<>();
    for (String value : named.get().values()) {
      WhereTests narrower = where.with(named.get().property(), value);
      Optional<String> taker = taker(narrower, earlier);
      if (taker.isPresent()) {
        takers.add(taker.get());
      } else if (!narrower.passNone()) {
        return List.of();
      }
    }
    return takers.stream().distinct().toList();
  }

  private static Optional<String> taker(WhereTests where, List<SignalRule> earlier) {
    for (SignalRule rule : earlier) {
      if (where.imply(rule.terms().where())) {
        return Optional.of("'" + rule.id() + "'");
      }
    }
    return Optional.empty();
  }
}
