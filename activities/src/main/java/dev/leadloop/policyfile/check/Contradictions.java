package dev.leadloop.policyfile.check;

import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
    if (one.comparison() == Comparison.IN && other.comparison() == Comparison.IN) {
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
