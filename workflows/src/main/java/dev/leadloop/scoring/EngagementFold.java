package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.Spans;
import dev.leadloop.policy.scoring.RuleTerms;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.scoring.ScoreCard.Contribution;
import dev.leadloop.scoring.ScoreCard.Kind;
import dev.leadloop.scoring.ScoreCard.Layer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folds signals, oldest first, into points: each decays by its age, then takes what room the caps of its rule, of its
 * group and of the whole still leave. Bonuses follow in the policy's order under the cap of the whole. Parts are made only
 * where they are to be shown; the numbers alone cost no object for each signal.
 */
final class EngagementFold {
  private static final String ALL = "cap";
  private static final String GROUP = "the group ";

  /** Before the window of its rule, of a signal that lies before it. */
  static final String OLDER_THAN = "older than ";

  private final ScoringRules rules;
  private final Layer layer;
  private final Instant at;
  private final long[] byRule;
  private final int[] timesByRule;
  private final long[] byBonus;
  private final long[] byGroup;
  private final @Nullable CapCuts cuts;
  private final List<Contribution> contributions = new ArrayList<>(0);
  private @Nullable SignalMatching matching;
  private long total;

  private EngagementFold(ScoringRules rules, Layer layer, Instant at, boolean explained) {
    this.rules = rules;
    this.layer = layer;
    this.at = at;
    this.byRule = new long[rules.rules().size()];
    this.timesByRule = new int[byRule.length];
    this.byBonus = new long[rules.bonuses().size()];
    this.byGroup = new long[rules.groups()];
    this.cuts = explained ? new CapCuts(layer) : null;
  }

  /** The same once more, to which bonuses are added. */
  private EngagementFold(EngagementFold signals) {
    this.rules = signals.rules;
    this.layer = signals.layer;
    this.at = signals.at;
    this.byRule = signals.byRule.clone();
    this.timesByRule = signals.timesByRule.clone();
    this.byBonus = new long[signals.byBonus.length];
    this.byGroup = signals.byGroup.clone();
    this.cuts = null;
    this.total = signals.total;
  }

  /** Folds what counts for a layer with every part of it; {@code ordered} holds no voided or later signals. */
  static EngagementFold fold(ScoringRules rules, Layer layer, LeadProfile profile, List<Signal> ordered, Instant at) {
    EngagementFold fold = new EngagementFold(rules, layer, at, true);
    fold.addSignals(ordered, ordered.size());
    fold.addBonuses(profile, ordered);
    return fold;
  }

  /** The same without its parts. */
  static EngagementFold count(ScoringRules rules, LeadProfile profile, List<Signal> ordered, Instant at) {
    KnownSignals known = KnownSignals.of(ordered, at);
    EngagementFold fold = known == null ? ofSignals(rules, ordered, ordered.size(), at) : new EngagementFold(known.fold(rules));
    fold.addBonuses(profile, ordered);
    return fold;
  }

  /** What the first so many signals come to without bonuses and without parts. */
  static EngagementFold ofSignals(ScoringRules rules, List<Signal> ordered, int end, Instant at) {
    EngagementFold fold = new EngagementFold(rules, Layer.ENGAGEMENT, at, false);
    fold.addSignals(ordered, end);
    return fold;
  }

  /** The same once more, to which other signals are added. */
  EngagementFold again() {
    EngagementFold again = new EngagementFold(this);
    again.matching = known().again();
    return again;
  }

  /** How many signals it has. */
  int size() {
    return known().size();
  }

  /** Takes in those behind the ones that it has, up to so many in all; false where all are to be folded anew. */
  boolean goesOn(List<Signal> ordered, int end) {
    SignalMatching known = known();
    for (int i = known.size(); i < end; i++) {
      if (!known.add(ordered.get(i))) {
        return false;
      }
      if (known.newest() != SignalMatching.NONE) {
        add(ordered.get(i), known.newest(), known.newestRepeated());
      }
    }
    return true;
  }

  private SignalMatching known() {
    return Objects.requireNonNull(matching, "signals have been added");
  }

  private void addSignals(List<Signal> ordered, int end) {
    SignalMatching found = SignalMatching.of(rules, ordered, end, at);
    for (int i = 0; i < end; i++) {
      int place = found.ruleOf(i);
      if (place != SignalMatching.NONE) {
        add(ordered.get(i), place, found.repeated(i));
      } else if (cuts != null) {
        passedOver(ordered.get(i));
      }
    }
    matching = found;
  }

  private void addBonuses(LeadProfile profile, List<Signal> ordered) {
    for (int i = 0; i < byBonus.length; i++) {
      BonusRule bonus = rules.bonuses().get(i);
      if (Conditions.holds(bonus.when(), profile, ordered, at)) {
        byBonus[i] = add(bonus);
      }
    }
  }

  /** What each signal and bonus gave. */
  List<Contribution> contributions() {
    return contributions;
  }

  /** What counted, in millionths. */
  long total() {
    return total;
  }

  /** Tells what each rule and each bonus gave. */
  void tell(Reasons reasons) {
    for (int i = 0; i < byRule.length; i++) {
      reasons.add(rules.rules().get(i).label(), timesByRule[i], byRule[i]);
    }
    for (int i = 0; i < byBonus.length; i++) {
      reasons.add(rules.bonuses().get(i).label(), 1, byBonus[i]);
    }
  }

  /** What the caps cut, each cap's cut in one. */
  List<Contribution> adjustments() {
    return cuts == null ? List.of() : cuts.adjustments(-1);
  }

  private void add(Signal signal, int place, boolean repeated) {
    SignalRule rule = rules.rules().get(place);
    if (!Conditions.inWindow(signal, rules.windowOf(rule), at)) {
      if (cuts != null) {
        passOver(signal, rule, olderThan(rule));
      }
      return;
    }
    int groupPlace = rules.groupOf(place);
    String group = rule.group();
    Integer groupCap = group == null ? null : rules.groupCaps().get(group);
    long usedByGroup = groupPlace == ScoringRules.NO_PLACE ? 0 : byGroup[groupPlace];
    // Where nothing is shown, age need not be asked what it would have left.
    if (cuts == null && rule.points() >= 0
        && (isUsedUp(rule.cap(), byRule[place]) || isUsedUp(groupCap, usedByGroup) || isUsedUp(rules.cap(), total))) {
      return;
    }
    double times = times(rule.terms(), signal);
    long decayed = repeated ? 0 : Points.of(rule.points(), Decay.share(rules.halfLifeOf(rule), signal.occurredAt(), at) * times);
    long counted = cut(decayed, rule.cap(), byRule[place], Kind.RULE_CAP, rule.id(), rule.label());
    counted = cut(counted, groupCap, usedByGroup, Kind.GROUP_CAP, group, GROUP);
    counted = cut(counted, rules.cap(), total, Kind.TOTAL_CAP, ALL, what());
    byRule[place] += counted;
    timesByRule[place] += counted == 0 ? 0 : 1;
    if (groupPlace != ScoringRules.NO_PLACE) {
      byGroup[groupPlace] += counted;
    }
    total += counted;
    if (cuts != null) {
      String why = notCounted(rule, repeated, times);
      contributions.add(
          Contribution.of(layer, Kind.SIGNAL, rule.id(), rule.label(), (int) Math.floor(rule.points() * times)).from(signal)
              .counting(Points.shown(decayed), Points.shown(counted)).in(group).cutBy(cuts.ofPart()).notCounted(why).done());
    }
  }

  /** A signal that no rule takes, though one is for it: it is another by number, or too old. */
  private void passedOver(Signal signal) {
    SignalRule rule = SignalMatching.firstFor(rules, signal);
    if (rule != null) {
      boolean young = Conditions.inWindow(signal, rules.windowOf(rule), at);
      passOver(signal, rule, young ? "by number it is none of those that count" : olderThan(rule));
    }
  }

  private void passOver(Signal signal, SignalRule rule, String why) {
    contributions.add(Contribution.of(layer, Kind.SIGNAL, rule.id(), rule.label(), rule.points()).from(signal)
        .in(rule.group()).notCounted(why).done());
  }

  private String olderThan(SignalRule rule) {
    return OLDER_THAN + Spans.words(rules.windowOf(rule));
  }

  private static @Nullable String notCounted(SignalRule rule, boolean repeated, double times) {
    if (repeated) {
      return "once per " + rule.terms().oncePer();
    }
    return times == 0 ? "no number of " + rule.terms().per() : null;
  }

  private static boolean isUsedUp(@Nullable Integer cap, long used) {
    return cap != null && used >= cap * Points.ONE;
  }

  private long add(BonusRule bonus) {
    long points = bonus.points() * Points.ONE;
    long counted = cut(points, rules.cap(), total, Kind.TOTAL_CAP, ALL, what());
    total += counted;
    if (cuts != null) {
      contributions.add(Contribution.of(layer, Kind.BONUS, bonus.id(), bonus.label(), bonus.points())
          .counting(Points.shown(points), Points.shown(counted)).cutBy(cuts.ofPart()).done());
    }
    return counted;
  }

  private String what() {
    return layer == Layer.PRODUCT ? "product use" : "engagement";
  }

  private long cut(long points, @Nullable Integer cap, long used, Kind kind, @Nullable String of, String what) {
    if (cap == null) {
      return points;
    }
    return cuts == null
        ? Math.min(points, Math.max(0, cap * Points.ONE - used))
        : cuts.cut(points, cap, used, kind, String.valueOf(of), kind == Kind.GROUP_CAP ? what + of : what);
  }

  private static double times(RuleTerms terms, Signal signal) {
    String per = terms.per();
    return per == null
        ? 1
        : Math.min(RuleTerms.MOST_PER, Properties.millionths(per, signal) / (double) Points.ONE);
  }
}
