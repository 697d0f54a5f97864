package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Folds signals, oldest first, into points: each decays by its age, then takes what room the caps of its rule, of its
 * group and of the whole still leave. Bonuses follow in the policy's order under the cap of the whole.
 */
final class EngagementFold {

  private final ScoringRules rules;
  private final Layer layer;
  private final Instant at;
  private final long[] byRule;
  private final Map<String, long[]> byGroup = new HashMap<>();
  private final @Nullable CapCuts cuts;
  private final List<Contribution> contributions = new ArrayList<>();
  private long total;

  private EngagementFold(ScoringRules rules, Layer layer, Instant at, boolean explained) {
    this.rules = rules;
    this.layer = layer;
    this.at = at;
    this.byRule = new long[rules.rules().size()];
    this.cuts = explained ? new CapCuts(layer) : null;
  }

  /** Folds what counts for a layer with every part of it; {@code ordered} holds no voided or later signals. */
  static EngagementFold fold(ScoringRules rules, Layer layer, LeadProfile profile, List<Signal> ordered, Instant at) {
    return new EngagementFold(rules, layer, at, true).fold(profile, ordered);
  }

  /** What {@link #fold} comes to in millionths, without making its parts. */
  static long total(ScoringRules rules, LeadProfile profile, List<Signal> ordered, Instant at) {
    return new EngagementFold(rules, Layer.ENGAGEMENT, at, false).fold(profile, ordered).total;
  }

  private EngagementFold fold(LeadProfile profile, List<Signal> ordered) {
    SignalMatching matching = SignalMatching.of(rules, ordered, at);
    for (int i = 0; i < ordered.size(); i++) {
      int place = matching.ruleOf(i);
      if (place != SignalMatching.NONE) {
        add(ordered.get(i), place, matching.repeated(i));
      }
    }
    for (BonusRule bonus : rules.bonuses()) {
      if (Conditions.holds(bonus.when(), profile, ordered, at)) {
        add(bonus);
      }
    }
    return this;
  }

  /** What each signal and bonus gave. */
  List<Contribution> contributions() {
    return contributions;
  }

  /** What counted, in millionths. */
  long total() {
    return total;
  }

  /** What the caps cut, each cap's cut in one. */
  List<Contribution> adjustments() {
    return cuts == null ? List.of() : cuts.adjustments(-1);
  }

  private void add(Signal signal, int place, boolean repeated) {
    SignalRule rule = rules.rules().get(place);
    if (!Conditions.inWindow(signal, rules.windowOf(rule), at)) {
      return;
    }
    double times = times(rule.terms(), signal);
    long decayed = repeated ? 0 : Points.of(rule.points(), Decay.share(rules.halfLifeOf(rule), signal.occurredAt(), at) * times);
    long counted = cut(decayed, rule.cap(), byRule[place], Kind.RULE_CAP, rule.id(), rule.label());
    String group = rule.group();
    long[] used = group == null ? null : byGroup.computeIfAbsent(group, name -> new long[1]);
    if (group != null && used != null) {
      counted = cut(counted, rules.groupCaps().get(group), used[0], Kind.GROUP_CAP, group, "the group " + group);
    }
    counted = cut(counted, rules.cap(), total, Kind.TOTAL_CAP, "cap", what());
    byRule[place] += counted;
    if (used != null) {
      used[0] += counted;
    }
    total += counted;
    if (cuts != null) {
      contributions.add(new Contribution(
          layer, Kind.SIGNAL, rule.id(), label(rule, repeated, times), signal.eventId(), signal.occurredAt(),
          (int) Math.floor(rule.points() * times), Points.shown(decayed), Points.shown(counted), group, cuts.ofPart()));
    }
  }

  private static String label(SignalRule rule, boolean repeated, double times) {
    if (repeated) {
      return rule.label() + " (does not count: once per " + rule.terms().oncePer() + ")";
    }
    return times == 0 ? rule.label() + " (does not count: no number of " + rule.terms().per() + ")" : rule.label();
  }

  private void add(BonusRule bonus) {
    long points = bonus.points() * Points.ONE;
    long counted = cut(points, rules.cap(), total, Kind.TOTAL_CAP, "cap", what());
    total += counted;
    if (cuts != null) {
      contributions.add(new Contribution(
          layer, Kind.BONUS, bonus.id(), bonus.label(), null, null, bonus.points(), Points.shown(points),
          Points.shown(counted), null, cuts.ofPart()));
    }
  }

  private String what() {
    return layer == Layer.PRODUCT ? "product use" : "engagement";
  }

  private long cut(long points, @Nullable Integer cap, long used, Kind kind, String of, String what) {
    if (cuts != null) {
      return cuts.cut(points, cap, used, kind, of, what);
    }
    return cap == null ? points : Math.min(points, Math.max(0, cap * Points.ONE - used));
  }

  private static double times(RuleTerms terms, Signal signal) {
    String per = terms.per();
    return per == null
        ? 1
        : Math.min(RuleTerms.MOST_PER, Properties.millionths(per, signal) / (double) Points.ONE);
  }
}
