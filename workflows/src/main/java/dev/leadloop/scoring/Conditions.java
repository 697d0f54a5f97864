package dev.leadloop.scoring;

import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.policy.Condition;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether a policy's condition holds for a lead. A signal counts up to and including the instant at which it is as old
 * as the condition's time allows; voided signals and those of a later instant never count.
 */
public final class Conditions {
  private static final Pattern THOUSANDS_OR_FRACTION = Pattern.compile("[+-]?[1-9][0-9]{0,2}[.][0-9]{3}");

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
      case Condition.InBand band ->
          enrolment != null && isIn(band.bands(), enrolment.band().name());
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
      case IN -> isIn(fact.values(), value);
      case CONTAINS -> contains(fact, profile, value);
      case AT_LEAST -> compares(value, fact.values(), order -> order >= 0);
      case AT_MOST -> compares(value, fact.values(), order -> order <= 0);
    };
  }

  private static boolean contains(Condition.Fact fact, LeadProfile profile, String value) {
    return switch (FactKind.of(fact.field())) {
      case TITLE -> fact.values().stream().anyMatch(profile.derived().title()::says);
      case COUNTRY,
          LANGUAGE -> isIn(fact.values(), value) || containsOne(fact.values(), String.valueOf(profile.fact(fact.field())));
      case TEXT -> containsOne(fact.values(), value);
    };
  }

  private static boolean isIn(List<String> values, String fact) {
    String folded = FoldedText.of(fact);
    return values.stream().anyMatch(value -> FoldedText.of(value).equals(folded));
  }

  private static boolean containsOne(List<String> words, String text) {
    String folded = FoldedText.of(text);
    return words.stream().anyMatch(word -> containsWord(folded, FoldedText.of(word)));
  }

  /** Whole words only: "Director" must not be taken for a CTO, nor "International" for an intern. */
  private static boolean containsWord(String text, String word) {
    for (int at = text.indexOf(word); at >= 0 && !word.isEmpty(); at = text.indexOf(word, at + 1)) {
      int end = at + word.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      boolean ends = end == text.length() || !Character.isLetterOrDigit(text.charAt(end));
      if (begins && ends) {
        return true;
      }
    }
    return false;
  }

  private static boolean compares(String fact, List<String> bounds, IntPredicate wanted) {
    BigDecimal number = number(fact);
    BigDecimal bound = bounds.isEmpty() ? null : number(bounds.get(0));
    return number != null && bound != null && wanted.test(number.compareTo(bound));
  }

  /** A number that can be one thing only; "50.000" in an answer is fifty thousand to some, and compares with nothing. */
  private static @Nullable BigDecimal number(String text) {
    try {
      return THOUSANDS_OR_FRACTION.matcher(text.strip()).matches() ? null : new BigDecimal(text.strip());
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
