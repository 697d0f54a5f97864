package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.FitRules.FitRule;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.QualificationRules.Threshold;
import dev.leadloop.policy.scoring.RuleTerms.Turns;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.BonusRule;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the hour at which none of the ways to be ready holds any more by itself. Time only lowers the numbers, except
 * where an old signal's end lifts a negative rule, makes a "not" true or lets another signal take its turn; between such
 * instants a binary search is right.
 */
final class DemotionSearch {
  private final LeadProfile profile;
  private final List<Signal> signals;
  private final LeadPolicy policy;
  private final Instant from;
  private final List<Threshold> ways;
  /** The fit, where it does not age. */
  private final @Nullable Integer fit;

  DemotionSearch(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, List<Threshold> ways) {
    this.profile = profile;
    this.signals = Scoring.counting(signals, from);
    this.policy = policy;
    this.from = from;
    this.ways = ways;
    boolean fitAges = policy.fit().rules().stream().anyMatch(rule -> RuleTurns.changesByTime(rule.when()));
    this.fit = fitAges ? null : FitFold.fold(policy.fit(), profile, this.signals, from).points();
  }

  @Nullable Instant find() {
    TreeSet<Long> rises = rises();
    long last = lastHour();
    long first = 1;
    while (first <= last) {
      Long rise = rises.higher(first);
      long end = rise == null ? last : Math.min(last, rise - 1);
      if (below(end)) {
        return from.plusMillis(firstBelow(first, end) * Hours.HOUR);
      }
      first = end + 1;
    }
    return null;
  }

  /** The first hour at which no way holds, where the numbers only fall from one to the other and none holds at the end. */
  private long firstBelow(long first, long end) {
    long low = first;
    long high = end;
    while (low < high) {
      long middle = (low + high) >>> 1;
      if (below(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private boolean below(long hour) {
    Instant at = from.plusMillis(hour * Hours.HOUR);
    return !new QualifyingNumbers(profile, signals, policy, at, fit).reachesOne(ways);
  }

  /**
   * The hour by which every signal is out of reach, the lead known for as long, and all is too old that is told of the company.
   */
  private long lastHour() {
    Duration reach = policy.reach();
    Instant company = AccountFold.lastFall(policy.account(), profile.account());
    long last = company == null ? 1 : Hours.after(from, company);
    Instant since = profile.knownSince();
    last = since == null ? last : Math.max(last, Hours.after(from, since.plus(reach)));
    for (Signal signal : signals) {
      last = Math.max(last, Hours.after(from, signal.occurredAt().plus(reach)));
    }
    return last;
  }

  /** The hours at which a number may rise by itself. */
  private TreeSet<Long> rises() {
    TreeSet<Long> hours = new TreeSet<>();
    addChangesOfTurn(policy.scoring(), hours);
    addChangesOfTurn(policy.product(), hours);
    for (BonusRule bonus : policy.scoring().bonuses()) {
      addRises(bonus.when(), false, hours);
    }
    for (BonusRule bonus : policy.product().bonuses()) {
      addRises(bonus.when(), false, hours);
    }
    for (NegativeRule negative : policy.negatives()) {
      addRises(negative.when(), true, hours);
    }
    for (FitRule rule : policy.fit().rules()) {
      addRises(rule.when(), false, hours);
    }
    return hours;
  }

  /** Once a signal is out of reach, the numbers of the others of its type are lower by one. */
  private void addChangesOfTurn(ScoringRules rules, TreeSet<Long> hours) {
    Duration reach = rules.reach();
    for (SignalRule rule : rules.rules()) {
      if (!rule.terms().turns().equals(Turns.EVERY)) {
        signals.stream()
            .filter(signal -> rule.signalType().equals(signal.type()))
            .forEach(signal -> hours.add(Hours.after(from, signal.occurredAt().plus(reach))));
      }
    }
  }

  private void addRises(Condition condition, boolean lifts, TreeSet<Long> hours) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(part -> addRises(part, lifts, hours));
      case Condition.Any any -> any.parts().forEach(part -> addRises(part, lifts, hours));
      case Condition.Not not -> addRises(not.part(), !lifts, hours);
      case Condition.Fact fact -> {}
      case Condition.InBand band -> {}
      case Condition.SinceEnrolment since -> {}
      case Condition.SignalCount count -> addEnds(lifts, count.types(), count.within(), hours);
      case Condition.SignalMeasure measure -> addEnds(lifts, measure.types(), measure.within(), hours);
      case Condition.Quiet quiet -> {
        addEnds(!lifts, quiet.types(), quiet.time(), hours);
        Instant since = profile.knownSince();
        if (!lifts && since != null) {
          hours.add(Hours.after(from, since.plus(quiet.time())));
        }
      }
    }
  }

  /** The hours by which signals of those types are older than a time, where that may raise a number. */
  private void addEnds(boolean raises, List<String> types, Duration time, TreeSet<Long> hours) {
    if (raises) {
      signals.stream()
          .filter(signal -> Behaviour.isOf(types, signal))
          .forEach(signal -> hours.add(Hours.after(from, signal.occurredAt().plus(time))));
    }
  }
}
