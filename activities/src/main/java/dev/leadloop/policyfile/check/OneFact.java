package dev.leadloop.policyfile.check;

import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.text.FoldedText;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that ask for values of one fact alone. Which of several hold together is told by the values they name: where
 * some hold for any value, they hold for one of these. Not so of industries, of which a lead may have several.
 */
final class OneFact {
  private OneFact() {}

  /** The fact; null where the condition asks for more than the values of one. */
  static @Nullable String of(Condition condition) {
    return switch (condition) {
      case Condition.Fact fact -> names(fact) ? fact.field() : null;
      case Condition.All all -> of(all.parts());
      case Condition.Any any -> of(any.parts());
      default -> null;
    };
  }

  private static @Nullable String of(List<Condition> parts) {
    Set<@Nullable String> fields = new HashSet<>();
    parts.forEach(part -> fields.add(of(part)));
    return fields.size() == 1 ? fields.iterator().next() : null;
  }

  private static boolean names(Condition.Fact fact) {
    return FactKind.of(fact.field()) != FactKind.INDUSTRY && switch (fact.comparison()) {
      case IN, AT_LEAST, AT_MOST -> true;
      case CONTAINS, KNOWN, UNKNOWN -> false;
    };
  }

  /** The values it names. */
  static Stream<String> values(Condition condition) {
    return switch (condition) {
      case Condition.Fact fact -> fact.values().stream();
      case Condition.All all -> all.parts().stream().flatMap(OneFact::values);
      case Condition.Any any -> any.parts().stream().flatMap(OneFact::values);
      default -> Stream.of();
    };
  }

  /** Whether it holds where the fact has that value. */
  static boolean holds(Condition condition, String value) {
    return switch (condition) {
      case Condition.Fact fact -> holds(fact, value);
      case Condition.All all -> all.parts().stream().allMatch(part -> holds(part, value));
      case Condition.Any any -> any.parts().stream().anyMatch(part -> holds(part, value));
      default -> false;
    };
  }

  private static boolean holds(Condition.Fact fact, String value) {
    if (fact.comparison() == Comparison.IN) {
      String folded = FoldedText.of(value);
      return fact.values().stream().anyMatch(one -> FoldedText.of(one).equals(folded));
    }
    BigDecimal number = number(value);
    int order = number == null ? 0 : number.compareTo(new BigDecimal(fact.values().get(0)));
    return number != null && (fact.comparison() == Comparison.AT_LEAST ? order >= 0 : order <= 0);
  }

  private static @Nullable BigDecimal number(String value) {
    try {
      return new BigDecimal(value);
    } catch (NumberFormatException none) {
      return null;
    }
  }
}
