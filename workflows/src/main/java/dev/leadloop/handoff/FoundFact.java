package dev.leadloop.handoff;

import dev.leadloop.lead.EnrichedFacts;
import dev.leadloop.lead.LeadProfile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A fact that nobody said of the lead: enrichment found it.
 *
 * @param fact as policies name it, such as companySize or answers.budget
 * @param provider who answered, such as file
 * @param at when it was answered
 */
public record FoundFact(String fact, String value, String provider, Instant at) {
  private static final String ANSWERS = "answers.";

  /** Those of the known facts that were found, by name. */
  public static List<FoundFact> of(LeadProfile profile, EnrichedFacts enriched) {
    return new TreeMap<>(enriched.found()).entrySet().stream()
        .flatMap(one -> Stream.ofNullable(profile.fact(one.getKey()))
            .map(value -> new FoundFact(one.getKey(), value, one.getValue().provider(), one.getValue().at())))
        .toList();
  }

  /** What the fact is called, such as "company size". */
  public String called() {
    return switch (fact) {
      case "companySize" -> "company size";
      case "timeZone" -> "time zone";
      default -> fact.startsWith(ANSWERS) ? fact.substring(ANSWERS.length()).replace('_', ' ') : fact;
    };
  }

  /** Whose word it is, such as "found by file". */
  public String source() {
    return "found by " + provider;
  }

  /** In a line, such as "Company size 120: found by file, Tue 24 Nov 2026, 09:30 New York time". */
  public String inWords(Function<Instant, String> times) {
    String name = called();
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + " " + value + ": " + source() + ", "
        + times.apply(at);
  }
}
