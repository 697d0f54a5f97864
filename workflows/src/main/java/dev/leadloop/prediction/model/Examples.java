package dev.leadloop.prediction.model;

import dev.leadloop.lead.LeadProfile;
import dev.leadloop.lead.Signal;
import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.prediction.FiredRules;
import dev.leadloop.prediction.FiredRules.Rule;
import dev.leadloop.prediction.FiredRules.RuleKey;
import dev.leadloop.prediction.HandedOver;
import dev.leadloop.prediction.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a lead at its handoff, as fields: its facts, how many signals of each type there were and how old they are,
 * and which rules of the policy fired. Names, addresses and the words of titles are not among them.
 */
public final class Examples {
  /** Begins the names of fields that a rule makes. */
  public static final String RULE = "rule: ";

  /** Begins the names of fields that signals make. */
  public static final String SIGNALS = "signals: ";

  private static final List<String> FACTS = List.of(
      "emailKind", "role", "seniority", "companySize", "industry", "source", "campaign", "content", "language");

  private Examples() {}

  /** The lead as an example; it has an outcome. */
  public static Example of(HandedOver lead, LeadPolicy policy, List<Rule> rules) {
    Map<String, String> known = new TreeMap<>();
    facts(known, lead.profile());
    signals(known, lead, lead.at().minus(policy.reach()));
    Set<RuleKey> fired = FiredRules.of(lead, policy);
    for (Rule rule : rules) {
      if (fired.contains(rule.key())) {
        known.put(RULE + rule.label(), Column.FIRES);
      }
    }
    return new Example(lead.leadId(), lead.at(), lead.told(), known, lead.won() == Outcome.REACHED);
  }

  private static void facts(Map<String, String> known, LeadProfile profile) {
    FACTS.forEach(fact -> put(known, fact, profile.fact(fact)));
    put(known, "country", profile.comparable("country"));
    profile.answers().keySet().forEach(question ->
        put(known, "answers." + question, profile.comparable("answers." + question)));
  }

  /** Those that a decision knows as well: what is out of reach of all rules counts nowhere. */
  private static void signals(Map<String, String> known, HandedOver lead, Instant from) {
    Map<String, Integer> counts = new TreeMap<>();
    Signal last = null;
    for (Signal signal : lead.signals()) {
      if (!signal.voided() && !signal.occurredAt().isBefore(from) && !signal.occurredAt().isAfter(lead.at())) {
        counts.merge(signal.type(), 1, Integer::sum);
        last = last == null || Signal.ORDER.compare(last, signal) < 0 ? signal : last;
      }
    }
    counts.forEach((type, count) -> known.put(SIGNALS + type, String.valueOf(count)));
    known.put(SIGNALS + "in all", String.valueOf(counts.values().stream().mapToInt(Integer::intValue).sum()));
    if (last != null) {
      known.put(SIGNALS + "days since the last",
          String.valueOf(Math.max(0, Duration.between(last.occurredAt(), lead.at()).toDays())));
    }
  }

  private static void put(Map<String, String> known, String field, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      known.put(field, value);
    }
  }
}
