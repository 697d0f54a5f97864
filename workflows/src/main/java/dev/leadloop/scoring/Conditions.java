package dev.leadloop.scoring;

import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.scoring.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a policy's condition holds for a lead. A signal counts up to and including the instant at which it is as old
 * as the condition's time allows; voided signals and those of a later instant never count.
 */
public final class Conditions {
  private Conditions() {}

  /**
   * What a sequence may ask of a lead beside its facts and signals.
   *
   * @param enrolledAt when the sequence began
   */
  public record Enrolment(Band band, Instant enrolledAt) {}

  /** Whether the condition holds at that instant; signals may come in any order. */
  public static boolean holds(Condition condition, LeadProfile profile, Collection<Signal> signals, Instant at) {
    return holds(condition, profile, signals, null, at);
  }

  /** The same within a sequence; without one, what only a sequence may ask does not hold. */
  public static boolean holds(
      Condition condition,
      LeadProfile profile,
      Collection<Signal> signals,
      @Nullable Enrolment enrolment,
      Instant at) {
    return switch (condition) {
      case Condition.All all ->
          all.parts().stream().allMatch(part -> holds(part, profile, signals, enrolment, at));
      case Condition.Any any ->
          any.parts().stream().anyMatch(part -> holds(part, profile, signals, enrolment, at));
      case Condition.Not not -> !holds(not.part(), profile, signals, enrolment, at);
      case Condition.Fact fact -> holds(fact, profile);
      case Condition.SignalCount count -> holds(count, signals, at);
      case Condition.SignalMeasure measure -> Behaviour.holds(measure, signals, at);
      case Condition.Quiet quiet -> Behaviour.holds(quiet, profile, signals, at);
      case Condition.InBand band ->
          enrolment != null && Texts.isIn(band.bands(), enrolment.band().name());
      case Condition.SinceEnrolment since ->
          enrolment != null
              && count(since.types(), signals, signal -> occurred(signal, enrolment.enrolledAt(), at)) >= since.atLeast();
    };
  }

  private static boolean occurred(Signal signal, Instant from, Instant at) {
    return !signal.voided() && !signal.occurredAt().isBefore(from) && !signal.occurredAt().isAfter(at);
  }

  private static long count(List<String> types, Collection<Signal> signals, Predicate<Signal> counting) {
    return signals.stream().filter(signal -> types.contains(signal.type()) && counting.test(signal)).count();
  }

  private static boolean holds(Condition.SignalCount count, Collection<Signal> signals, Instant at) {
    return count(count.types(), signals, signal -> counts(signal, count.within(), at)) >= count.atLeast();
  }

  /** Whether a signal is of use at that instant: unvoided, not of a later instant and not older than a time. */
  static boolean counts(Signal signal, Duration within, Instant at) {
    return !signal.voided() && inWindow(signal, within, at);
  }

  /** Whether a signal is not of a later instant and not older than a time. */
  static boolean inWindow(Signal signal, Duration within, Instant at) {
    return !signal.occurredAt().isAfter(at)
        && Duration.between(signal.occurredAt(), at).compareTo(within) <= 0;
  }

  private static boolean holds(Condition.Fact fact, LeadProfile profile) {
    String value = profile.comparable(fact.field());
    if (value == null || value.isBlank()) {
      return fact.comparison() == Condition.Comparison.UNKNOWN;
    }
    return switch (fact.comparison()) {
      case KNOWN -> true;
      case UNKNOWN -> false;
      case IN -> Texts.isIn(fact.values(), value);
      case CONTAINS -> contains(fact, profile, value);
      case AT_LEAST -> compares(value, fact.values(), order -> order >= 0);
      case AT_MOST -> compares(value, fact.values(), order -> order <= 0);
    };
  }

  private static boolean contains(Condition.Fact fact, LeadProfile profile, String value) {
    return switch (FactKind.of(fact.field())) {
      case TITLE -> fact.values().stream().anyMatch(profile.derived().title()::says);
      case COUNTRY,
          LANGUAGE -> Texts.isIn(fact.values(), value)
              || Texts.containsOne(fact.values(), String.valueOf(profile.fact(fact.field())));
      case TEXT -> Texts.containsOne(fact.values(), value);
    };
  }

  private static boolean compares(String fact, List<String> bounds, IntPredicate wanted) {
    BigDecimal number = Texts.number(fact);
    BigDecimal bound = bounds.isEmpty() ? null : Texts.number(bounds.get(0));
    return number != null && bound != null && wanted.test(number.compareTo(bound));
  }
}
