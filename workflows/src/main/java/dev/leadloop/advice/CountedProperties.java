package dev.leadloop.advice;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.ScoringRules;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The properties by whose number a signal gives points, such as the seats that were set up. */
final class CountedProperties {
  private static final int[] ROUND = {1, 2, 3, 4, 5, 6, 8, 10, 15, 20, 25, 30, 40, 50, 75, 100, 150, 200, 300, 500, 750, 1_000};

  private final Set<String> counted = new HashSet<>();

  CountedProperties(LeadPolicy policy) {
    for (ScoringRules scoring : new ScoringRules[] {policy.scoring(), policy.product()}) {
      scoring.rules().stream().flatMap(rule -> Stream.ofNullable(rule.terms().per())).forEach(counted::add);
    }
  }

  /** The same with less of that, in round numbers, the least first. */
  Stream<Move.Does> smaller(Move.Does does) {
    return does.properties().entrySet().stream()
        .filter(property -> counted.contains(property.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .flatMap(property -> IntStream.of(ROUND)
            .filter(number -> number < SignalMaking.whole(property.getValue()))
            .mapToObj(number -> does.with(property.getKey(), String.valueOf(number))));
  }
}
