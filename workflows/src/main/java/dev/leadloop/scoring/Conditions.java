package dev.leadloop.scoring;

import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.industry.Industries;
import dev.leadloop.lead.industry.IndustryFound;
import dev.leadloop.lead.text.ComparedNumber;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.PropertyTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
      case Condition.All all -> !someIs(false, all.parts(), profile, signals, enrolment, at);
      case Condition.Any any -> someIs(true, any.parts(), profile, signals, enrolment, at);
      case Condition.Not not -> !holds(not.part(), profile, signals, enrolment, at);
      case Condition.Fact fact -> holds(fact, profile);
      case Condition.SignalCount count -> reach(count, () -> Tally.of(count, at), signals, at);
      case Condition.SignalMeasure measure -> reach(measure, () -> Tally.of(measure, at), signals, at);
      case Condition.Quiet quiet ->
          isKnownFor(quiet.time(), profile, at) && !reach(quiet, () -> Tally.of(quiet, at), signals, at);
      case Condition.InBand band ->
          enrolment != null && Texts.isIn(band.bands(), enrolment.band().name());
      case Condition.SinceEnrolment since ->
          enrolment != null && reachSince(since, signals, enrolment.enrolledAt(), at);
    };
  }

  private static boolean someIs(
      boolean wanted,
      List<Condition> parts,
      LeadProfile profile,
      Collection<Signal> signals,
      @Nullable Enrolment enrolment,
      Instant at) {
    for (int i = 0; i < parts.size(); i++) {
      if (holds(parts.get(i), profile, signals, enrolment, at) == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean reach(
      Condition condition, Supplier<Tally> beginning, Collection<Signal> signals, Instant at) {
    KnownSignals known = KnownSignals.of(signals, at);
    return known == null ? beginning.get().reaches(signals) : known.reach(condition, beginning);
  }

  private static boolean reachSince(
      Condition.SinceEnrolment since, Collection<Signal> signals, Instant enrolledAt, Instant at) {
    KnownSignals known = KnownSignals.of(signals, at);
    return known == null
        ? Tally.of(since, enrolledAt, at).reaches(signals)
        : known.reachSince(since, enrolledAt);
  }

  /** Whether a lead is known for longer than a time, or has always been. */
  private static boolean isKnownFor(Duration time, LeadProfile profile, Instant at) {
    Instant since = profile.knownSince();
    return since == null || Duration.between(since, at).compareTo(time) > 0;
  }

  /** Whether a signal's properties are what each of the tests asks for. */
  public static boolean passes(List<PropertyTest> where, Signal signal) {
    return Properties.pass(where, signal);
  }

  /** The same for a signal that is held against many tests, whose properties are read once. */
  public static Predicate<PropertyTest> passing(Signal signal) {
    FoldedValues values = new FoldedValues(signal);
    return test -> Properties.passes(test, values);
  }

  /** Whether a signal is of use at that instant: unvoided, not of a later instant and not older than a time. */
  static boolean counts(Signal signal, Duration within, Instant at) {
    return !signal.voided() && inWindow(signal, within, at);
  }

  /** Whether a signal is not of a later instant and not older than a time. */
  static boolean inWindow(Signal signal, Duration within, Instant at) {
    return Decay.isWithin(signal.occurredAt(), within, at);
  }

  /** Whether a fact is as a condition says. */
  static boolean holds(Condition.Fact fact, LeadProfile profile) {
    String value = profile.comparable(fact.field());
    if (value == null || value.isBlank()) {
      return fact.comparison() == Condition.Comparison.UNKNOWN;
    }
    return switch (fact.comparison()) {
      case KNOWN -> true;
      case UNKNOWN -> false;
      case IN -> FactKind.of(fact.field()) == FactKind.INDUSTRY
          ? isIndustry(fact, profile.derived().industry(fact.field()))
          : Texts.isIn(fact.values(), value);
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
      case INDUSTRY -> isIndustry(fact, profile.derived().industry(fact.field()));
      case TEXT -> Texts.containsOne(fact.values(), value);
    };
  }

  /** By what the industry means; a rule's word that is no industry's name is looked for as it is. */
  private static boolean isIndustry(Condition.Fact fact, IndustryFound found) {
    boolean contains = fact.comparison() == Condition.Comparison.CONTAINS;
    for (String value : fact.values()) {
      if (Industries.isName(value) ? found.is(value) : contains ? found.says(value) : found.isCalled(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean compares(String fact, List<String> bounds, IntPredicate wanted) {
    BigDecimal number = ComparedNumber.of(fact);
    BigDecimal bound = bounds.isEmpty() ? null : ComparedNumber.of(bounds.get(0));
    return number != null && bound != null && wanted.test(number.compareTo(bound));
  }
}
