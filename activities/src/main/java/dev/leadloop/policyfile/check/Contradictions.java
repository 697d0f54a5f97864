package dev.leadloop.policyfile.check;

import dev.leadloop.lead.FactKind;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.policy.scoring.Condition.Measure.Kind;
import dev.leadloop.policy.scoring.PropertyTest;
import dev.leadloop.policy.scoring.RuleTerms;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Conditions that no lead can fulfil, as far as that can be told from what they say. */
final class Contradictions {
  private Contradictions() {}

  /** Whether it holds for nobody, ever. */
  static boolean neverHolds(Condition condition) {
    return switch (condition) {
      case Condition.All all -> contradict(flat(all, new ArrayList<>()));
      case Condition.Any any -> any.parts().stream().allMatch(Contradictions::neverHolds);
      case Condition.Not not -> alwaysHolds(not.part());
      case Condition.Fact fact -> fact.comparison() == Comparison.IN && fact.values().isEmpty();
      case Condition.SinceEnrolment since -> WhereTests.of(since.where()).passNone();
      case Condition.SignalMeasure measure -> WhereTests.of(asked(measure)).passNone() || measure.atLeast() > most(measure);
      default -> false;
    };
  }

  /** Whether it holds for everybody, always. */
  static boolean alwaysHolds(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all.parts().stream().allMatch(Contradictions::alwaysHolds);
      case Condition.Any any -> any.parts().stream().anyMatch(Contradictions::alwaysHolds) || oneOfBoth(any.parts());
      case Condition.Not not -> neverHolds(not.part());
      default -> false;
    };
  }

  /** What its signals must be, what is measured of them included. */
  private static List<PropertyTest> asked(Condition.SignalMeasure measure) {
    List<PropertyTest> asked = new ArrayList<>(measure.where());
    String of = measure.measure().of();
    boolean ofDays = measure.measure().kind() == Kind.DISTINCT && RuleTerms.DAY.equals(of);
    if (of != null && !ofDays) {
      asked.add(new PropertyTest(of, PropertyTest.Comparison.KNOWN, List.of()));
    }
    if (of != null && measure.measure().kind() == Kind.LONGEST) {
      // Whatever is rounded up to it.
      asked.add(new PropertyTest(of, PropertyTest.Comparison.AT_LEAST, List.of(measure.atLeast() - 1 + ".5")));
    }
    return asked;
  }

  /** How many different days or values there can be; days by UTC, of which the first and the last may be cut. */
  private static long most(Condition.SignalMeasure measure) {
    String of = measure.measure().of();
    if (of == null || measure.measure().kind() != Kind.DISTINCT) {
      return Long.MAX_VALUE;
    }
    return of.equals(RuleTerms.DAY)
        ? measure.within().plusDays(1).minusNanos(1).toDays() + 1
        : WhereTests.of(measure.where()).values(of).map(values -> (long) values.size()).orElse(Long.MAX_VALUE);
  }

  /** Why a condition holds for nobody, for one of which that is so. */
  static String why(Condition condition) {
    return first(condition).map(measure -> "of '" + measure.measure().of() + "' there are no more than " + most(measure)
            + " different ones, and it asks for " + measure.atLeast())
        .orElse("its condition contradicts itself");
  }

  private static Optional<Condition.SignalMeasure> first(Condition condition) {
    return switch (condition) {
      case Condition.All all -> all.parts().stream().map(Contradictions::first).flatMap(Optional::stream).findFirst();
      case Condition.SignalMeasure measure -> Optional.of(measure).filter(one -> one.atLeast() > most(one));
      default -> Optional.empty();
    };
  }

  private static boolean oneOfBoth(List<Condition> parts) {
    return parts.stream().anyMatch(part -> parts.contains(new Condition.Not(part)));
  }

  private static List<Condition> flat(Condition.All all, List<Condition> into) {
    for (Condition part : all.parts()) {
      if (part instanceof Condition.All inner) {
        flat(inner, into);
      } else {
        into.add(part);
      }
    }
    return into;
  }

  private static boolean contradict(List<Condition> parts) {
    if (parts.stream().anyMatch(Contradictions::neverHolds) || oneOfBoth(parts)) {
      return true;
    }
    List<Condition.Fact> facts = parts.stream()
        .filter(Condition.Fact.class::isInstance).map(Condition.Fact.class::cast).toList();
    return facts.stream().anyMatch(one -> facts.stream().anyMatch(other -> exclude(one, other)));
  }

  /** Whether what is asked of one fact leaves no value that it could have. */
  private static boolean exclude(Condition.Fact one, Condition.Fact other) {
    if (!one.field().equals(other.field())) {
      return false;
    }
    if (one.comparison() == Comparison.UNKNOWN) {
      return other.comparison() != Comparison.UNKNOWN;
    }
    if (one.comparison() == Comparison.IN && other.comparison() == Comparison.IN
        && FactKind.of(one.field()) != FactKind.INDUSTRY) {
      Set<String> both = new HashSet<>(one.values());
      both.retainAll(other.values());
      return both.isEmpty();
    }
    return one.comparison() == Comparison.AT_LEAST && other.comparison() == Comparison.AT_MOST
        && number(one).compareTo(number(other)) > 0;
  }

  private static BigDecimal number(Condition.Fact fact) {
    return new BigDecimal(fact.values().get(0));
  }
}
