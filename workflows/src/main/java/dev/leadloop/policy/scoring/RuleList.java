package dev.leadloop.policy.scoring;

import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rules for signals that know by heart which are for a type, so that a score asks no rule that is for another. */
final class RuleList extends AbstractList<SignalRule> implements RandomAccess {
  /** In the place of a rule or a group: there is none. */
  static final int NONE = -1;

  /** From how many rules of one type on they are looked up by what they ask. */
  private static final int MANY = 8;

  private final SignalRule[] rules;
  private final Map<String, Integer> first = new HashMap<>();
  private final int[] next;
  private final int[] groups;
  private final List<String> groupNames = new ArrayList<>();
  private final Map<String, RulesOfType> many = new HashMap<>();
  private final boolean someCountOnce;
  private int most;

  private RuleList(List<SignalRule> given) {
    rules = given.toArray(SignalRule[]::new);
    next = new int[rules.length];
    groups = new int[rules.length];
    for (int i = rules.length - 1; i >= 0; i--) {
      Integer later = first.put(rules[i].signalType(), i);
      next[i] = later == null ? NONE : later;
    }
    Map<String, Integer> groupPlaces = new HashMap<>();
    boolean once = false;
    for (int i = 0; i < rules.length; i++) {
      groups[i] = place(rules[i].group(), groupPlaces);
      once |= rules[i].terms().oncePer() != null;
    }
    someCountOnce = once;
    first.forEach((type, place) -> {
      int[] places = places(place);
      most = Math.max(most, places.length);
      if (places.length >= MANY) {
        many.put(type, RulesOfType.of(places, rules));
      }
    });
  }

  private int[] places(int from) {
    List<Integer> places = new ArrayList<>();
    for (int place = from; place != NONE; place = next[place]) {
      places.add(place);
    }
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  static RuleList of(List<SignalRule> rules) {
    return rules instanceof RuleList known ? known : new RuleList(List.copyOf(rules));
  }

  private int place(@Nullable String group, Map<String, Integer> places) {
    if (group == null) {
      return NONE;
    }
    return places.computeIfAbsent(group, name -> {
      groupNames.add(name);
      return groupNames.size() - 1;
    });
  }

  @Override
  public SignalRule get(int place) {
    return rules[place];
  }

  @Override
  public int size() {
    return rules.length;
  }

  /** The place of the first rule for a type. */
  int first(String signalType) {
    return first.getOrDefault(signalType, NONE);
  }

  /** The place of the next rule for the type of the rule at a place. */
  int next(int place) {
    return next[place];
  }

  /** Whether the rules for a type are looked up by what they ask. */
  boolean hasMany(String signalType) {
    return !many.isEmpty() && many.containsKey(signalType);
  }

  /** The places of the rules for a type that may be for a signal, in order. */
  int[] likely(String signalType, Function<String, @Nullable String> folded) {
    RulesOfType found = many.get(signalType);
    return found == null ? places(first(signalType)) : found.likely(folded);
  }

  /** How many rules there are for one type at most. */
  int most() {
    return most;
  }

  /** Whether some rule counts signals once for a day or for a value. */
  boolean someCountOnce() {
    return someCountOnce;
  }

  /** The number of the group of the rule at a place. */
  int group(int place) {
    return groups[place];
  }

  /** How many groups there are. */
  int groups() {
    return groupNames.size();
  }

  /** The longest window of a rule's own, or that. */
  Duration longest(Duration window) {
    Duration longest = window;
    for (SignalRule rule : rules) {
      Duration own = rule.terms().window();
      longest = own != null && own.compareTo(longest) > 0 ? own : longest;
    }
    return longest;
  }
}
