package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.Condition;
import dev.leadloop.policy.FitRules.FitRule;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.NegativeRule;
import dev.leadloop.policy.QualificationRules.Threshold;
import dev.leadloop.policy.RuleTerms.Turns;
import dev.leadloop.policy.ScoringRules.BonusRule;
import dev.leadloop.policy.ScoringRules.SignalRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the hour at which a score, or a fit that counts signals, falls below a threshold by itself. Time only lowers
 * them, except where an old signal's end lifts a negative rule, makes a "not" true or lets another signal take its turn;
 * between such instants a binary search is right.
 */
final class DemotionSearch {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final LeadProfile profile;
  private final List<Signal> signals;
  private final LeadPolicy policy;
  private final Instant from;
  private final Threshold threshold;
  private final boolean fitAges;

  DemotionSearch(LeadProfile profile, Collection<Signal> signals, LeadPolicy policy, Instant from, Threshold threshold) {
    this.profile = profile;
    this.signals = Scoring.counting(signals, from);
    this.policy = policy;
    this.from = from;
    this.threshold = threshold;
    this.fitAges = policy.fit().rules().stream().anyMatch(rule -> countsSignals(rule.when()));
  }

  @Nullable Instant find() {
    TreeSet<Long> rises = rises();
    long last = lastHour();
    long first = 1;
    while (first <= last) {
      Long rise = rises.higher(first);
      long end = rise == null ? last : Math.min(last, rise - 1);
      if (below(end)) {
        return from.plusMillis(firstBelow(first, end) * HOUR);
      }
      first = end + 1;
    }
    return null;
  }

  /** The first hour below the threshold, where the score only falls from one to the other and ends below. */
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
    Instant at = from.plusMillis(hour * HOUR);
    return Scoring.points(profile, signals, policy, at) < threshold.score()
        || (fitAges && FitFold.fold(policy.fit(), profile, signals, at).points() < threshold.fit());
  }

  private static boolean countsSignals(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all.parts().stream().anyMatch(DemotionSearch::countsSignals);
      case Condition.Any any -> any.parts().stream().anyMatch(DemotionSearch::countsSignals);
      case Condition.Not not -> countsSignals(not.part());
      case Condition.SignalCount count -> true;
      case Condition.Fact fact -> false;
      case Condition.InBand band -> false;
      case Condition.SinceEnrolment since -> false;
    };
  }

  /** The hour by which every signal is out of reach. */
  private long lastHour() {
    Duration reach = policy.scoring().reach();
    return signals.stream().mapToLong(signal -> hourAfter(signal.occurredAt().plus(reach))).max().orElse(1);
  }

  /** The first whole hour that comes strictly after an instant, at least 1. */
  private long hourAfter(Instant instant) {
    return Math.max(1, Math.floorDiv(Duration.between(from, instant).toMillis(), HOUR) + 1);
  }

  /** The hours at which the score may rise by itself. */
  private TreeSet<Long> rises() {
    TreeSet<Long> hours = new TreeSet<>();
    addChangesOfTurn(hours);
    for (BonusRule bonus : policy.scoring().bonuses()) {
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
  private void addChangesOfTurn(TreeSet<Long> hours) {
    Duration reach = policy.scoring().reach();
    for (SignalRule rule : policy.scoring().rules()) {
      if (!rule.terms().turns().equals(Turns.EVERY)) {
        signals.stream()
            .filter(signal -> rule.signalType().equals(signal.type()))
            .forEach(signal -> hours.add(hourAfter(signal.occurredAt().plus(reach))));
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
      case Condition.SignalCount count -> {
        if (lifts) {
          signals.stream()
              .filter(signal -> count.types().contains(signal.type()))
              .forEach(signal -> hours.add(hourAfter(signal.occurredAt().plus(count.within()))));
        }
      }
    }
  }
}
