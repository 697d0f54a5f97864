package dev.leadloop.policyfile;

import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.sales.RoutingRules.Balance;
import dev.leadloop.policy.sales.RoutingRules.TeamRule;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads who gets handoffs. */
final class RoutingReader {
  private static final Set<String> BALANCES = Set.of("turns", "open-work");

  private final ConditionReader conditions;

  RoutingReader(ConditionReader conditions) {
    this.conditions = conditions;
  }

  RoutingRules routing(Section section) {
    RoutingRules rules = new RoutingRules(section.text("team", "sales"), section.text("queue", "sales-managers"),
        section.integer("max-reassignments", 0, 100), teams(section), named(section, "territories"),
        named(section, "segments"), fact(section, "owner-field"), fact(section, "language-field"), balance(section),
        unlessFalse(section, "prefer-working"), unlessFalse(section, "reassign-absent"));
    section.end();
    return rules;
  }

  private List<TeamRule> teams(Section section) {
    Set<String> named = new HashSet<>();
    return section.sections("teams").stream().map(one -> {
      TeamRule rule = new TeamRule(one.text("team", "enterprise"), conditions.read(one, "when"));
      if (!rule.team().isEmpty() && !named.add(rule.team())) {
        one.problem("team", "the team '" + rule.team() + "' is given twice; join its conditions with 'any'");
      }
      one.end();
      return rule;
    }).toList();
  }

  private Map<String, Condition> named(Section section, String key) {
    Map<String, Condition> all = new LinkedHashMap<>();
    if (section.has(key)) {
      Section names = section.section(key);
      for (String name : names.keys()) {
        all.put(name, conditions.read(names, name));
      }
      names.end();
    }
    return all;
  }

  private static @Nullable String fact(Section section, String key) {
    Scalar given = section.optional(key);
    if (given == null) {
      return null;
    }
    String field = given.text();
    if (!field.isEmpty() && !ConditionReader.isFact(field)) {
      given.problem("there is no fact '" + field + "'" + ConditionReader.factHint(field));
    }
    return field;
  }

  private static Balance balance(Section section) {
    Scalar given = section.optional("balance");
    return given != null && given.reference(BALANCES, "way to share").equals("open-work") ? Balance.OPEN_WORK : Balance.TURNS;
  }

  private static boolean unlessFalse(Section section, String key) {
    return !section.has(key) || section.flag(key);
  }
}
