package dev.leadloop.advice;

import dev.leadloop.advice.Fragments.Fragment;
import dev.leadloop.policy.LeadPolicy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The single things of which steps are made: parts of what rules take, facts and signals that serve several of them. */
final class Things {
  /** Signals of one type that are joined to one that passes what each of them does. */
  private static final int MOST_JOINED = 8;
  private static final int MOST_VALUES = 40;

  private final Trial trial;
  private final LeadPolicy policy;
  private final Gains gains;
  private final Map<List<Object>, Thing> found = new LinkedHashMap<>();

  private Things(Trial trial, LeadPolicy policy, Gains gains) {
    this.trial = trial;
    this.policy = policy;
    this.gains = gains;
  }

  /** All of them, each once. */
  static List<Thing> of(Trial trial, LeadPolicy policy, Gains gains, List<Fragment> fragments) {
    return new Things(trial, policy, gains).all(fragments);
  }

  private List<Thing> all(List<Fragment> fragments) {
    fragments.stream().filter(one -> one.size() == 1).forEach(one -> add(one.moves().get(0), one.points()));
    for (Fragment one : fragments) {
      one.moves().forEach(move -> parts(move).forEach(part -> add(part.move(), Math.ceilDiv(one.points(), one.size()))));
    }
    policy.qualification().directIntent().stream()
        .filter(type -> found.values().stream()
            .noneMatch(one -> one.move() instanceof Move.Does does && does.type().equals(type)))
        .forEach(type -> add(new Move.Does(type, Map.of(), 1, type.replace('_', ' ')), 1));
    trial.asked().forEach(this::values);
    joined();
    return List.copyOf(found.values());
  }

  private void add(Move move, int points) {
    found.putIfAbsent(switch (move) {
      case Move.Does does -> List.of(does.type(), does.properties());
      case Move.Learned learned -> List.of(learned.fact(), learned.value());
      case Move.OfCompany company -> List.of(company.bare());
    }, new Thing(move, points));
  }

  /** The things that a move is, each as often as it happens. */
  static List<Thing> parts(Move move) {
    List<Move> parts = switch (move) {
      case Move.Does does -> Collections.nCopies(does.times(), does.times(1));
      case Move.Learned learned -> List.of(learned);
      case Move.OfCompany company -> company.parts();
    };
    return parts.stream().map(part -> new Thing(part, 1)).toList();
  }

  /** Each answer that the policy tells apart and that helps a rule, since one may serve several. */
  private void values(String asked) {
    if (Fulfilling.mayBeLearned(trial.profile(), asked)) {
      trial.answers(asked).stream().limit(MOST_VALUES)
          .map(value -> new Move.Learned(asked, value, ""))
          .filter(learned -> gains.of(learned).rules().length > 0)
          .forEach(learned -> add(learned, 1));
    }
  }

  /** Signals with the properties of several, where these pass more together than each of them does. */
  private void joined() {
    Map<String, List<Move.Does>> byType = new LinkedHashMap<>();
    found.values().stream().map(Thing::move).forEach(move -> {
      if (move instanceof Move.Does does && !does.properties().isEmpty()) {
        byType.computeIfAbsent(does.type(), type -> new ArrayList<>()).add(does);
      }
    });
    byType.values().forEach(some -> joined(new ArrayList<>(some.subList(0, Math.min(MOST_JOINED, some.size())))));
  }

  private void joined(List<Move.Does> some) {
    for (int i = 0; i < some.size() && some.size() < 3 * MOST_JOINED; i++) {
      for (int j = 0; j < some.size() && some.size() < 3 * MOST_JOINED; j++) {
        Map<String, String> both = new HashMap<>(some.get(i).properties());
        both.putAll(some.get(j).properties());
        Move.Does joined = new Move.Does(
            some.get(i).type(), both, 1, Fulfilling.label(policy, some.get(i).type(), both));
        if (some.stream().noneMatch(one -> one.properties().equals(joined.properties()))
            && some.stream().noneMatch(one -> passesAll(one, joined))) {
          some.add(joined);
          add(joined, Math.max(1, Arrays.stream(gains.of(joined).own()).sum()));
        }
      }
    }
  }

  /** Whether a signal helps all that another does. */
  private boolean passesAll(Move.Does one, Move.Does other) {
    Gains.Gain mine = gains.of(one);
    Gains.Gain its = gains.of(other);
    return IntStream.range(0, its.own().length).allMatch(number -> mine.own()[number] >= its.own()[number])
        && Arrays.stream(its.rules()).allMatch(rule -> Arrays.stream(mine.rules()).anyMatch(mined -> mined == rule));
  }
}
