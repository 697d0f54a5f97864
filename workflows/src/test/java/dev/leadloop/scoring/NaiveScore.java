package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.FitRules;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The points of signals worked out anew, another way: rule by rule instead of signal by signal, and caps as the least of the
 * cap and the sum of what is below it.
 */
public final class NaiveScore {
  private NaiveScore() {}

  /** Score, engagement, what is taken off, fit with its letter, and use of the product; the account has no part in it. */
  public record Numbers(int score, int engagement, int negative, int fit, String grade, int product) {}

  /** What a lead has at an instant. */
  public static Numbers of(LeadPolicy policy, LeadProfile profile, Collection<Signal> signals, Instant at) {
    ScoringRules scoring = policy.scoring();
    int engagement = whole(scoring, profile, signals, at);
    Map<String, Integer> taken = new HashMap<>();
    policy.negatives().stream().filter(rule -> NaiveConditions.holds(rule.when(), profile, signals, at))
        .forEach(rule -> taken.merge(rule.group() == null ? rule.id() : "group " + rule.group(), -rule.points(), Integer::sum));
    scoring.negativeCaps().groups().forEach((group, cap) -> taken.computeIfPresent("group " + group, (k, v) -> Math.min(v, cap)));
    int off = taken.values().stream().mapToInt(Integer::intValue).sum();
    Integer most = scoring.negativeCaps().total();
    int negative = most == null ? -off : -Math.min(off, most);
    int fit = policy.fit().rules().stream().filter(rule -> NaiveConditions.holds(rule.when(), profile, signals, at))
        .mapToInt(rule -> rule.points()).sum();
    int fitted = Math.min(fit, policy.fit().cap());
    String grade = policy.fit().grades().stream().filter(floor -> fitted >= floor.atLeast())
        .max(Comparator.comparing(FitRules.GradeFloor::atLeast)).map(FitRules.GradeFloor::grade).orElse("-");
    return new Numbers(Math.max(scoring.floor(), engagement + negative), engagement, negative, fitted, grade,
        whole(policy.product(), profile, signals, at));
  }

  /** The same numbers of a score that was told. */
  public static Numbers of(ScoreSummary told) {
    return new Numbers(told.score(), told.engagement(), told.negative(), told.fit(), told.grade(), told.product());
  }

  /** Whole points by signals and bonuses. */
  private static int whole(ScoringRules rules, LeadProfile profile, Collection<Signal> signals, Instant at) {
    long points = bySignals(rules, signals, at);
    for (ScoringRules.BonusRule bonus : rules.bonuses()) {
      points += NaiveConditions.holds(bonus.when(), profile, signals, at) ? bonus.points() * 1_000_000L : 0;
    }
    return (int) Math.floorDiv(Math.min(points, rules.cap() * 1_000_000L) + 500_000, 1_000_000L);
  }

  /** Millionths of engagement points by signals, before the cap of the whole. */
  static long bySignals(ScoringRules scoring, Collection<Signal> signals, Instant at) {
    List<Signal> left = new ArrayList<>(signals.stream()
        .filter(signal -> !signal.voided() && isWithin(signal, scoring.reach(), at))
        .sorted(Signal.ORDER)
        .toList());
    Map<String, Long> byGroup = new HashMap<>();
    long alone = 0;
    for (SignalRule rule : scoring.rules()) {
      List<Signal> meant = left.stream()
          .filter(signal -> signal.type().equals(rule.signalType()) && passes(rule.terms().where(), signal))
          .toList();
      List<Signal> taken = new ArrayList<>();
      for (int i = 0; i < meant.size(); i++) {
        if (i + 1 >= rule.terms().turns().from() && i + 1 <= rule.terms().turns().to()) {
          taken.add(meant.get(i));
        }
      }
      left.removeAll(taken);
      long sum = once(rule.terms(), taken).stream()
          .filter(signal -> isWithin(signal, scoring.windowOf(rule), at))
          .mapToLong(signal -> worth(scoring, rule, signal, at))
          .sum();
      Integer cap = rule.cap();
      long counted = cap == null ? sum : Math.min(sum, cap * 1_000_000L);
      if (rule.group() == null) {
        alone += counted;
      } else {
        byGroup.merge(rule.group(), counted, Long::sum);
      }
    }
    return alone + byGroup.entrySet().stream()
        .mapToLong(group -> Math.min(group.getValue(), scoring.groupCaps().getOrDefault(group.getKey(), 99_999) * 1_000_000L))
        .sum();
  }

  private static List<Signal> once(RuleTerms terms, List<Signal> taken) {
    if (terms.oncePer() == null) {
      return taken;
    }
    Map<String, Signal> newest = taken.stream()
        .filter(signal -> !key(terms.oncePer(), signal).isEmpty())
        .collect(Collectors.toMap(signal -> key(terms.oncePer(), signal), signal -> signal, (older, newer) -> newer));
    return List.copyOf(newest.values());
  }

  /** The day, or the value of a property in small letters; empty where there is none. */
  static String key(String what, Signal signal) {
    return what.equals("day")
        ? LocalDate.ofInstant(signal.occurredAt(), ZoneOffset.UTC).toString()
        : signal.properties().getOrDefault(what, "").strip().toLowerCase(Locale.ROOT);
  }

  private static long worth(ScoringRules scoring, SignalRule rule, Signal signal, Instant at) {
    Duration half = scoring.halfLifeOf(rule);
    double age = Duration.between(signal.occurredAt(), at).toMillis();
    double share = half == null ? 1 : StrictMath.pow(0.5, age / 1_000.0 / (half.toMillis() / 1_000.0));
    String per = rule.terms().per();
    double times = per == null ? 1 : Math.min(1_000, number(signal.properties().get(per)));
    return Math.round(rule.points() * 1_000_000L * (share * times));
  }

  /** 0 where it is none. */
  static double number(String text) {
    return text == null || !text.matches("[0-9]+([.][0-9])?") ? 0 : Double.parseDouble(text);
  }

  static boolean isWithin(Signal signal, Duration within, Instant at) {
    return !signal.occurredAt().isAfter(at) && !signal.occurredAt().plus(within).isBefore(at);
  }

  static boolean passes(List<PropertyTest> tests, Signal signal) {
    return tests.stream().allMatch(test -> {
      String value = signal.properties().getOrDefault(test.property(), "").strip().toLowerCase(Locale.ROOT);
      boolean known = !value.isEmpty();
      boolean numeric = known && value.matches("[0-9]+([.][0-9])?");
      return switch (test.comparison()) {
        case KNOWN -> known;
        case UNKNOWN -> !known;
        case IN -> known && test.values().stream().anyMatch(value::equalsIgnoreCase);
        case BEGINS_WITH -> known && test.values().stream().anyMatch(v -> value.startsWith(v.toLowerCase(Locale.ROOT)));
        case CONTAINS -> known && test.values().stream().anyMatch(v -> List.of(value.split("[^a-z0-9]+", -1)).contains(v));
        case AT_LEAST -> numeric && number(value) >= number(test.values().get(0));
        case AT_MOST -> numeric && number(value) <= number(test.values().get(0));
      };
    });
  }
}
