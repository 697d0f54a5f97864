package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Judges the conditions that look at what leads did: counted, told apart, added up, or not done for some time. */
final class Behaviour {
  private Behaviour() {}

  /** Whether a signal is of one of the types; of any where there are none. */
  static boolean isOf(List<String> types, Signal signal) {
    return types.isEmpty() || types.contains(signal.type());
  }

  static boolean holds(Condition.SignalMeasure measure, Collection<Signal> signals, Instant at) {
    return switch (measure.measure().kind()) {
      case COUNT -> counted(measure, signals, at) >= measure.atLeast();
      case DISTINCT -> distinct(measure, signals, at) >= measure.atLeast();
      case SUM -> sum(measure, signals, at) >= measure.atLeast() * Points.ONE;
      case LONGEST -> longest(measure, signals, at) >= measure.atLeast() * Points.ONE;
    };
  }

  static boolean holds(Condition.Quiet quiet, LeadProfile profile, Collection<Signal> signals, Instant at) {
    Instant since = profile.knownSince();
    if (since != null && Duration.between(since, at).compareTo(quiet.time()) <= 0) {
      return false;
    }
    for (Signal signal : signals) {
      if (isMeant(signal, quiet.types(), quiet.where(), quiet.time(), at)) {
        return false;
      }
    }
    return true;
  }

  private static int counted(Condition.SignalMeasure measure, Collection<Signal> signals, Instant at) {
    int count = 0;
    for (Signal signal : signals) {
      count += isMeant(measure, signal, at) ? 1 : 0;
    }
    return count;
  }

  private static int distinct(Condition.SignalMeasure measure, Collection<Signal> signals, Instant at) {
    String of = property(measure);
    Set<String> seen = new HashSet<>();
    for (Signal signal : signals) {
      if (isMeant(measure, signal, at)) {
        String key = Properties.key(of, signal);
        if (key != null) {
          seen.add(key);
        }
      }
    }
    return seen.size();
  }

  private static long sum(Condition.SignalMeasure measure, Collection<Signal> signals, Instant at) {
    String of = property(measure);
    long sum = 0;
    for (Signal signal : signals) {
      long one = isMeant(measure, signal, at) ? Properties.millionths(of, signal) : 0;
      sum = sum > Long.MAX_VALUE - one ? Long.MAX_VALUE : sum + one;
    }
    return sum;
  }

  private static long longest(Condition.SignalMeasure measure, Collection<Signal> signals, Instant at) {
    String of = property(measure);
    long longest = 0;
    for (Signal signal : signals) {
      if (isMeant(measure, signal, at)) {
        longest = Math.max(longest, Properties.millionths(of, signal));
      }
    }
    return longest;
  }

  private static String property(Condition.SignalMeasure measure) {
    return Objects.requireNonNull(measure.measure().of(), "only signals are counted without a property");
  }

  private static boolean isMeant(Condition.SignalMeasure measure, Signal signal, Instant at) {
    return isMeant(signal, measure.types(), measure.where(), measure.within(), at);
  }

  private static boolean isMeant(
      Signal signal, List<String> types, List<PropertyTest> where, Duration within, Instant at) {
    return isOf(types, signal) && Conditions.counts(signal, within, at) && Properties.pass(where, signal);
  }
}
