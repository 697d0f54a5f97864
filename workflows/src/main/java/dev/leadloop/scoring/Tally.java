package dev.leadloop.scoring;

import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Measure;
import dev.leadloop.policy.scoring.PropertyTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What signals come to by one condition at one instant: counted, told apart, added up, or the greatest of them. Each is taken
 * in once, in any order; a bound that is reached stays reached, however many come.
 */
final class Tally {
  private final List<String> types;
  private final boolean anyType;
  private final List<PropertyTest> where;
  private final Measure measure;
  private final long bound;
  private final @Nullable Duration within;
  private final Instant since;
  private final Instant at;
  private @Nullable Set<String> seen;
  private long amount;
  private int taken;

  private Tally(
      List<String> types, boolean anyType, List<PropertyTest> where, Measure measure, long bound, @Nullable Duration within,
      Instant since, Instant at) {
    this.types = types;
    this.anyType = anyType;
    this.where = where;
    this.measure = measure;
    this.bound = bound;
    this.within = within;
    this.since = since;
    this.at = at;
  }

  /** Whether a signal is of one of the types; of any where there are none. */
  static boolean isOf(List<String> types, Signal signal) {
    return types.isEmpty() || types.contains(signal.type());
  }

  static Tally of(Condition.SignalCount count, Instant at) {
    return new Tally(count.types(), false, List.of(), Measure.COUNT, count.atLeast(), count.within(), Instant.MIN, at);
  }

  static Tally of(Condition.SignalMeasure measure, Instant at) {
    long bound = switch (measure.measure().kind()) {
      case COUNT, DISTINCT -> measure.atLeast();
      case SUM, LONGEST -> measure.atLeast() * Points.ONE;
    };
    return new Tally(
        measure.types(), measure.types().isEmpty(), measure.where(), measure.measure(), bound, measure.within(), Instant.MIN, at);
  }

  /** Reached where it is not quiet. */
  static Tally of(Condition.Quiet quiet, Instant at) {
    return new Tally(
        quiet.types(), quiet.types().isEmpty(), quiet.where(), Measure.COUNT, 1, quiet.time(), Instant.MIN, at);
  }

  static Tally of(Condition.SinceEnrolment since, Instant enrolledAt, Instant at) {
    return new Tally(since.types(), false, since.where(), Measure.COUNT, since.atLeast(), null, enrolledAt, at);
  }

  /** Whether all of those signals reach the bound. */
  boolean reaches(Collection<Signal> signals) {
    for (Signal signal : signals) {
      if (isReached()) {
        return true;
      }
      take(signal);
    }
    return isReached();
  }

  /** The same where they are known in one order, to which only more are added: each is looked at once, whoever asks again. */
  boolean reachesOf(List<Signal> signals) {
    while (!isReached() && taken < signals.size()) {
      take(signals.get(taken++));
    }
    return isReached();
  }

  /** Whether it counts from that instant on. */
  boolean isSince(Instant instant) {
    return since.equals(instant);
  }

  private boolean isReached() {
    return amount >= bound;
  }

  private void take(Signal signal) {
    if (!isMeant(signal)) {
      return;
    }
    switch (measure.kind()) {
      case COUNT -> amount++;
      case DISTINCT -> tellApart(Properties.key(property(), signal));
      case SUM -> {
        long one = Properties.millionths(property(), signal);
        amount = amount > Long.MAX_VALUE - one ? Long.MAX_VALUE : amount + one;
      }
      case LONGEST -> amount = Math.max(amount, Properties.millionths(property(), signal));
    }
  }

  private void tellApart(@Nullable String key) {
    if (key != null) {
      Set<String> known = seen == null ? new HashSet<>() : seen;
      known.add(key);
      seen = known;
      amount = known.size();
    }
  }

  private String property() {
    return Objects.requireNonNull(measure.of(), "only signals are counted without a property");
  }

  private boolean isMeant(Signal signal) {
    return (anyType || types.contains(signal.type())) && counts(signal) && Properties.pass(where, signal);
  }

  private boolean counts(Signal signal) {
    return within == null
        ? !signal.voided() && !signal.occurredAt().isBefore(since) && !signal.occurredAt().isAfter(at)
        : Conditions.counts(signal, within, at);
  }
}
