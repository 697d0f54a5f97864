package dev.leadloop.scoring;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for the hour at which conditions begin or end to hold by the passing of time alone. */
public final class RuleTurns {
  /** How often a signal is held against a condition before the search stops, to go on from the hour that it has come to. */
  private static final long MOST_WORK = 50_000_000;

  private final LeadProfile profile;
  private final Collection<Signal> signals;
  private final Instant from;
  private final TreeSet<Long> hours = new TreeSet<>();

  private RuleTurns(LeadProfile profile, Collection<Signal> signals, Instant from) {
    this.profile = profile;
    this.signals = signals;
    this.from = from;
  }

  /**
   * The first of the whole hours after {@code from} at which something is so, which changes only as the conditions do; null
   * where it will not be without a further signal. Where that takes long to find, it is an hour before, from which it is to be
   * looked for again.
   *
   * @param until what is so after it only need not be found
   */
  public static @Nullable Instant next(
      List<Condition> conditions, LeadProfile profile, Collection<Signal> signals, Instant from, Instant until,
      Predicate<Instant> isSo) {
    long work = 0;
    for (long hour : hours(conditions, profile, signals, from).headSet(Hours.within(from, until), true)) {
      Instant at = from.plusMillis(hour * Hours.HOUR);
      work += (long) (signals.size() + 1) * conditions.size();
      if (isSo.test(at) || work > MOST_WORK) {
        return at;
      }
    }
    return null;
  }

  /** The whole hours after {@code from} by which one of the conditions may have begun or ended to hold. */
  static TreeSet<Long> hours(
      List<Condition> conditions, LeadProfile profile, Collection<Signal> signals, Instant from) {
    RuleTurns turns = new RuleTurns(profile, signals, from);
    conditions.forEach(turns::add);
    return turns.hours;
  }

  /** Whether a condition may begin or end to hold by the passing of time alone. */
  public static boolean changesByTime(Condition condition) {
    return switch (condition) {
      case Condition.All all -> oneChangesByTime(all.parts());
      case Condition.Any any -> oneChangesByTime(any.parts());
      case Condition.Not not -> changesByTime(not.part());
      case Condition.SignalCount ignored -> true;
      case Condition.SignalMeasure ignored -> true;
      case Condition.Quiet ignored -> true;
      case Condition.Fact ignored -> false;
      case Condition.InBand ignored -> false;
      case Condition.SinceEnrolment ignored -> false;
    };
  }

  private static boolean oneChangesByTime(List<Condition> parts) {
    for (Condition part : parts) {
      if (changesByTime(part)) {
        return true;
      }
    }
    return false;
  }

  private void add(Condition condition) {
    switch (condition) {
      case Condition.All all -> all.parts().forEach(this::add);
      case Condition.Any any -> any.parts().forEach(this::add);
      case Condition.Not not -> add(not.part());
      case Condition.SignalCount count -> add(count.types(), count.within());
      case Condition.SignalMeasure measure -> add(measure.types(), measure.within());
      case Condition.Quiet quiet -> {
        add(quiet.types(), quiet.time());
        Instant since = profile.knownSince();
        if (since != null) {
          hours.add(Hours.after(from, since.plus(quiet.time())));
        }
      }
      case Condition.Fact ignored -> {}
      case Condition.InBand ignored -> {}
      case Condition.SinceEnrolment ignored -> {}
    }
  }

  private void add(List<String> types, Duration time) {
    for (Signal signal : signals) {
      if (!signal.voided() && Tally.isOf(types, signal)) {
        hours.add(Hours.after(from, signal.occurredAt().plus(time)));
      }
    }
  }
}
