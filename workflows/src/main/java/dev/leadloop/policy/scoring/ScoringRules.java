package dev.leadloop.policy.scoring;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
    rules = List.copyOf(rules);
    bonuses = List.copyOf(bonuses);
    groupCaps = Map.copyOf(groupCaps);
  }

  /** The first rule for a type of signal, or null where the policy gives it no points. */
  public @Nullable SignalRule ruleFor(String signalType) {
    for (SignalRule rule : rules) {
      if (rule.signalType().equals(signalType)) {
        return rule;
      }
    }
    return null;
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
    Duration reach = window;
    for (SignalRule rule : rules) {
      Duration own = rule.terms().window();
      reach = own != null && own.compareTo(reach) > 0 ? own : reach;
    }
    return reach;
  }
}
