package dev.leadloop.advice;

import dev.leadloop.lead.EmailKind;
import dev.leadloop.lead.FactKind;
import dev.leadloop.lead.LeadProfile;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.Condition.Comparison;
import dev.leadloop.scoring.Conditions;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The answers a policy tells apart: of all that give the same under each of its comparisons, one stands for them. One that no
 * rule is about is always among them.
 */
final class FactValues {
  /** More are not looked at; what the policy names first goes first. */
  private static final int MOST = 160;
  private static final String NONE_OF_THESE = "something else";
  private static final long MOST_PEOPLE = 10_000_000;

  private static final List<String> RANKS = List.of("Chief Executive Officer", "Head of %s", "%s Team Lead", "%s Specialist");
  private static final List<String> FIELDS =
      List.of("Sales", "Marketing", "Finance", "IT", "Product", "Operations", "Procurement", "HR", "Legal", "Support",
          "Research");
  private static final List<String> OTHER_TITLES =
      List.of("Chief Executive Officer", "Director", "Team Lead", "Assistant to the CEO", "Student", "Professor", "Employee");

  private FactValues() {}

  /**
   * The values that give different results, the first of each kind.
   *
   * @param asked the fact as a person would be asked for it
   */
  static List<String> of(String asked, List<Condition.Fact> comparisons, LeadProfile profile) {
    Map<BitSet, String> kinds = new LinkedHashMap<>();
    for (String value : candidates(asked, comparisons)) {
      LeadProfile then = told(profile, asked, value);
      if (then != null) {
        kinds.putIfAbsent(signature(comparisons, then), value);
      }
    }
    return List.copyOf(kinds.values());
  }

  /** What is known once that was said; null where it cannot be said so. */
  static @Nullable LeadProfile told(LeadProfile profile, String asked, String value) {
    try {
      return profile.saying(asked, value);
    } catch (NumberFormatException noWholeNumber) {
      return null;
    }
  }

  private static BitSet signature(List<Condition.Fact> comparisons, LeadProfile profile) {
    BitSet holding = new BitSet();
    for (int i = 0; i < comparisons.size(); i++) {
      holding.set(i, Conditions.holds(comparisons.get(i), profile, List.of(), Instant.EPOCH));
    }
    return holding;
  }

  private static Collection<String> candidates(String asked, List<Condition.Fact> comparisons) {
    Set<String> values = new LinkedHashSet<>();
    switch (asked) {
      case "title" -> titles(comparisons, values);
      case FactConditions.EMAIL -> addresses(comparisons, values);
      default -> comparisons.forEach(fact -> add(fact, asked.equals("companySize"), values));
    }
    values.add(switch (FactKind.of(asked)) {
      case COUNTRY -> nobodys(values, List.of("AQ", "VA", "NR", "TV"));
      case LANGUAGE -> nobodys(values, List.of("la", "gd", "fo", "eo"));
      case TITLE -> "Employee";
      case INDUSTRY -> NONE_OF_THESE;
      case TEXT -> asked.equals("companySize") ? "1" : asked.equals(FactConditions.EMAIL) ? "name@gmail.com" : NONE_OF_THESE;
    });
    return values;
  }

  private static String nobodys(Set<String> taken, List<String> codes) {
    return codes.stream().filter(code -> !taken.contains(code)).findFirst().orElse(codes.get(0));
  }

  private static void add(Condition.Fact fact, boolean people, Set<String> values) {
    switch (fact.comparison()) {
      case IN, CONTAINS -> put(values, fact.values());
      case AT_LEAST, AT_MOST -> bounds(fact, people, values);
      case KNOWN, UNKNOWN -> {}
    }
  }

  private static void put(Set<String> values, List<String> more) {
    for (String value : more) {
      if (values.size() < MOST) {
        values.add(value);
      }
    }
  }

  /** The bound and its neighbour on the other side, smaller companies first. */
  private static void bounds(Condition.Fact fact, boolean people, Set<String> values) {
    BigDecimal bound = fact.values().isEmpty() ? null : number(fact.values().get(0));
    if (bound == null || values.size() >= MOST) {
      return;
    }
    boolean least = fact.comparison() == Comparison.AT_LEAST;
    BigDecimal inside = people ? bound.setScale(0, least ? RoundingMode.CEILING : RoundingMode.FLOOR) : bound;
    BigDecimal outside = least ? inside.subtract(BigDecimal.ONE) : inside.add(BigDecimal.ONE);
    for (BigDecimal number : List.of(inside, outside)) {
      if (!people || (number.signum() >= 0 && number.compareTo(BigDecimal.valueOf(MOST_PEOPLE)) <= 0)) {
        values.add(number.toPlainString());
      }
    }
  }

  private static @Nullable BigDecimal number(String text) {
    try {
      return text.length() > 20 ? null : new BigDecimal(text.strip());
    } catch (NumberFormatException none) {
      return null;
    }
  }

  private static void titles(List<Condition.Fact> comparisons, Set<String> values) {
    comparisons.stream()
        .filter(fact -> fact.field().equals("title"))
        .forEach(fact -> add(fact, false, values));
    boolean ranks = comparisons.stream().anyMatch(fact -> !fact.field().equals("title"));
    for (String rank : ranks ? RANKS : List.<String>of()) {
      FIELDS.forEach(field -> values.add(rank.formatted(field)));
    }
    values.addAll(OTHER_TITLES);
  }

  private static void addresses(List<Condition.Fact> comparisons, Set<String> values) {
    values.add("name@example.com");
    for (Condition.Fact fact : comparisons) {
      if (fact.field().equals("emailDomain") && fact.comparison() == Comparison.IN) {
        fact.values().stream().limit(MOST).forEach(domain -> values.add("name@" + domain));
      }
    }
    values.addAll(List.of("name@gmail.com", "name@example.edu", "name@mailinator.com"));
  }

  /** Whether the fact is not known yet. */
  static boolean isUnknown(LeadProfile profile, String asked) {
    if (asked.equals(FactConditions.EMAIL)) {
      return !profile.addressKnown() && profile.emailKind() == EmailKind.NONE;
    }
    String known = profile.fact(asked.equals("answers.language") ? "language" : asked);
    return known == null || known.isBlank();
  }
}
