package dev.leadloop.policy.scoring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What engagement is worth, or the use of the product.
 *
 * @param rules several may be for one type of signal: the first that is for a signal gives its points
 * @param halfLife after which a signal counts half; null where points do not decay
 * @param window after which a signal no longer counts at all
 * @param groupCaps greatest points of each group of rules
 * @param cap greatest score
 * @param floor lowest score, negative signals included; 0 for the use of the product
 * @param negativeCaps how much negative rules may take off together
 */
public record ScoringRules(
    List<SignalRule> rules,
    List<BonusRule> bonuses,
    @Nullable Duration halfLife,
    Duration window,
    Map<String, Integer> groupCaps,
    int cap,
    int floor,
    NegativeCaps negativeCaps) {

  /** In the place of a rule or a group: there is none. */
  public static final int NO_PLACE = RuleList.NONE;

  /** No points for anything. */
  public static final ScoringRules NONE = new ScoringRules(List.of(), List.of(), null, Duration.ZERO, Map.of(), 0, 0);

  /**
   * Points for each signal of a type.
   *
   * @param cap greatest points of this rule in total; null for none
   * @param group name of a group with a common cap; null for none
   * @param label what a person reads, such as "pricing page viewed"
   * @param terms which signals of the type it is for, and how they age
   */
  public record SignalRule(
      String id,
      String signalType,
      int points,
      @Nullable Integer cap,
      @Nullable String group,
      String label,
      RuleTerms terms) {}

  /** Points given once while a condition holds, such as two pricing visits in 14 days. */
  public record BonusRule(String id, Condition when, int points, String label) {}

  /** Rules without a limit to what negative rules take off. */
  public ScoringRules(
      List<SignalRule> rules,
      List<BonusRule> bonuses,
      @Nullable Duration halfLife,
      Duration window,
      Map<String, Integer> groupCaps,
      int cap,
      int floor) {
    this(rules, bonuses, halfLife, window, groupCaps, cap, floor, NegativeCaps.NONE);
  }

  public ScoringRules {
    rules = RuleList.of(rules);
    bonuses = List.copyOf(bonuses);
    groupCaps = Map.copyOf(groupCaps);
  }

  /** The first rule for a type of signal, or null where the policy gives it no points. */
  public @Nullable SignalRule ruleFor(String signalType) {
    int place = first(signalType);
    return place == NO_PLACE ? null : rules.get(place);
  }

  /** The place of the first rule for a type of signal; {@link #NO_PLACE} where there is none. */
  public int first(String signalType) {
    return list().first(signalType);
  }

  /** The place of the next rule for the same type as the one at a place; {@link #NO_PLACE} where there is none. */
  public int next(int place) {
    return list().next(place);
  }

  /** Whether the rules for a type of signal are so many that they are better looked up by what they ask. */
  public boolean hasMany(String signalType) {
    return list().hasMany(signalType);
  }

  /**
   * The places, in order, of the rules for a type that may be for a signal with such properties; the others ask for another
   * value than it has.
   *
   * @param folded the value of a property in the form in which it is compared; null for none
   */
  public int[] likely(String signalType, Function<String, @Nullable String> folded) {
    return list().likely(signalType, folded);
  }

  /** How many rules there are for one type of signal at most. */
  public int most() {
    return list().most();
  }

  /** Whether some rule counts signals once for a day or for a value. */
  public boolean someCountOnce() {
    return list().someCountOnce();
  }

  /** The number, from 0, of the group of the rule at a place; {@link #NO_PLACE} where it is in none. */
  public int groupOf(int place) {
    return list().group(place);
  }

  /** How many groups the rules are in. */
  public int groups() {
    return list().groups();
  }

  private RuleList list() {
    return RuleList.of(rules);
  }

  /** The same rules with those bonuses, cap and floor. */
  public ScoringRules with(List<BonusRule> given, int most, int lowest) {
    return new ScoringRules(rules, given, halfLife, window, groupCaps, most, lowest, negativeCaps);
  }

  /** The same rules with those caps of what negative rules take off. */
  public ScoringRules with(NegativeCaps caps) {
    return new ScoringRules(rules, bonuses, halfLife, window, groupCaps, cap, floor, caps);
  }

  /** After which a signal of that rule no longer counts. */
  public Duration windowOf(SignalRule rule) {
    Duration own = rule.terms().window();
    return own == null ? window : own;
  }

  /** After which a signal of that rule counts half; null where its points do not decay. */
  public @Nullable Duration halfLifeOf(SignalRule rule) {
    RuleTerms.HalfLife own = rule.terms().halfLife();
    return own == null ? halfLife : own.time();
  }

  /** How far back scoring looks: the longest window there is. */
  public Duration reach() {
    return list().longest(window);
  }
}
