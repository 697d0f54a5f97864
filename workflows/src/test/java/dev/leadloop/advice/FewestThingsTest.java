package dev.leadloop.advice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Stage;
import dev.leadloop.lifecycle.Life;
import dev.leadloop.lifecycle.RandomLivesTest;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.ScoringRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Of the steps that are told one takes as few things as can be: every one thing, every two, and every three of some, are tried by
 * the door, and none of them does with fewer.
 */
class FewestThingsTest {
  private static final int LIVES = Integer.getInteger("leadloop.advice.lives", 10);
  /** Of so many things every three are tried; 2,925 are as many as take some hundredths of a second. */
  private static final int THREE_OF = 25;

  private final Map<String, Integer> goals = new TreeMap<>();

  @Test
  void noFewerThingsDoUnderRandomRules() {
    List<String> more = new ArrayList<>();
    for (int seed = 0; seed < LIVES; seed++) {
      Random random = new Random(seed);
      check("seed " + seed, LeadAtTheDoor.random(random), random, more);
    }
    verdict("random rules", more);
  }

  /** What they did and who they are lack both, so that things of two kinds have to come together. */
  @Test
  void noFewerThingsDoWherePointsAndFitAreBothLacking() {
    List<String> more = new ArrayList<>();
    for (int seed = 0; seed < 2 * LIVES; seed++) {
      Random random = new Random(seed);
      LeadAtTheDoor lead = LeadAtTheDoor.lackingBoth(random);
      List<Move> plain = things(lead.policy(), lead.state().profile()).stream()
          .filter(move -> move instanceof Move.Learned || move instanceof Move.Does does && does.properties().isEmpty()).toList();
      check("seed " + seed, lead, plain, random, more);
    }
    verdict("those who lack both", more);
    assertThat(goals.getOrDefault("3 told 3", 0)).as("three things").isGreaterThan(LIVES / 4);
  }

  @Test
  void noFewerThingsDoInRandomLives() {
    List<String> more = new ArrayList<>();
    for (int seed = 0; seed < LIVES; seed++) {
      Life life = RandomLivesTest.randomLife(seed, (before, decision) -> decision);
      life.decide(List.of());
      check("life " + seed, new LeadAtTheDoor(life.state, life.policy, life.now), new Random(seed), more);
    }
    verdict("random lives", more);
  }

  private void verdict(String what, List<String> more) {
    System.out.println("goals of " + what + " by the fewest things that do, and those told: " + goals);
    assertThat(more).as("goals for which fewer things do than are told").isEmpty();
    assertThat(goals.keySet()).as("what was tried tells one, two and three things apart")
        .anyMatch(key -> key.startsWith("2 ")).anyMatch(key -> key.startsWith("1 ") || key.startsWith("3 "));
  }

  private void check(String what, LeadAtTheDoor lead, Random random, List<String> more) {
    check(what, lead, things(lead.policy(), lead.state().profile()), random, more);
  }

  private void check(String what, LeadAtTheDoor lead, List<Move> things, Random random, List<String> more) {
    for (Outlook.Goal goal : Outlooks.of(lead.state(), null, lead.policy(), lead.now()).goals()) {
      List<Move> fewest = fewest(things, random, moves -> lead.comesTo(goal.to(), moves));
      int told = goal.steps().isEmpty() ? 0 : goal.steps().get(0).size();
      goals.merge((fewest == null ? "none" : fewest.size()) + " told " + told, 1, Integer::sum);
      if (fewest != null && (told == 0 || told > fewest.size())) {
        more.add("%s to %s: told %s, but %s".formatted(
            what, goal.to(), goal.steps().stream().map(NextStep::inWords).toList(), fewest));
      }
    }
  }

  /** The fewest moves that do; null where none of those tried did. */
  private static List<Move> fewest(List<Move> things, Random random, Predicate<List<Move>> does) {
    for (Move one : things) {
      if (does.test(List.of(one))) {
        return List.of(one);
      }
    }
    for (int i = 0; i < things.size(); i++) {
      for (int j = i; j < things.size(); j++) {
        if (!excludes(things.get(i), things.get(j)) && does.test(List.of(things.get(i), things.get(j)))) {
          return List.of(things.get(i), things.get(j));
        }
      }
    }
    List<Move> some = new ArrayList<>(things);
    Collections.shuffle(some, random);
    some = some.subList(0, Math.min(THREE_OF, some.size()));
    for (int i = 0; i < some.size(); i++) {
      for (int j = i; j < some.size(); j++) {
        for (int k = j; k < some.size(); k++) {
          List<Move> three = List.of(some.get(i), some.get(j), some.get(k));
          boolean apart = !excludes(three.get(0), three.get(1)) && !excludes(three.get(0), three.get(2))
              && !excludes(three.get(1), three.get(2));
          if (apart && does.test(three)) {
            return three;
          }
        }
      }
    }
    return null;
  }

  /** A fact has one value. */
  private static boolean excludes(Move one, Move other) {
    return one instanceof Move.Learned learned && other instanceof Move.Learned also && learned.fact().equals(also.fact());
  }

  /** Signals of each type without a property, with one and with all; facts that may be learned. */
  private static List<Move> things(LeadPolicy policy, LeadProfile profile) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("path", "/pricing");
    properties.put("topic", "security");
    properties.put("seats", "10");
    properties.put("seconds", "60");
    List<Map<String, String>> kinds = new ArrayList<>(List.of(Map.of(), properties));
    properties.forEach((name, value) -> kinds.add(Map.of(name, value)));
    Set<String> types = new LinkedHashSet<>(policy.qualification().directIntent());
    Stream.concat(policy.scoring().rules().stream(), policy.product().rules().stream())
        .map(ScoringRules.SignalRule::signalType).forEach(types::add);
    List<Move> all = new ArrayList<>();
    types.forEach(type -> kinds.forEach(kind -> all.add(new Move.Does(type, kind, 1, type))));
    new TreeMap<>(Map.of("country", List.of("DE", "FR", "US"), "companySize", List.of("10", "60", "150", "700"),
        "answers.budget", List.of("yes", "no"), "title", List.of("Head of Marketing", "Director", "Intern")))
        .forEach((fact, values) -> {
          if (fact.startsWith("answers.") || profile.fact(fact) == null) {
            values.forEach(value -> all.add(new Move.Learned(fact, value, fact)));
          }
        });
    return all;
  }
}
