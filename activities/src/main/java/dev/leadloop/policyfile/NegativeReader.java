package dev.leadloop.policyfile;

import dev.leadloop.policy.scoring.NegativeCaps;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.NegativeRule.LeadsTo;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads negative rules, and how much they may take off together. */
final class NegativeReader {
  private static final int MOST = 100_000;
  private static final String SUPPRESS = "suppress";
  private static final String DISQUALIFY = "disqualify";

  private final ConditionReader conditions;
  private final Set<String> groups;

  NegativeReader(ConditionReader conditions, Set<String> groups) {
    this.conditions = conditions;
    this.groups = groups;
  }

  /** The {@code negative-cap} and {@code negative-groups} of the scoring section. */
  static NegativeCaps caps(Section scoring) {
    Map<String, Integer> groups = new LinkedHashMap<>();
    if (scoring.has("negative-groups")) {
      Section caps = scoring.section("negative-groups");
      caps.keys().forEach(group -> groups.put(group, caps.integer(group, 0, MOST)));
    }
    Scalar total = scoring.optional("negative-cap");
    return new NegativeCaps(groups, total == null ? null : total.integer(0, MOST));
  }

  NegativeRule read(Section section, String id) {
    NegativeRule rule = new NegativeRule(id, conditions.read(section, "when"), section.integer("points", -MOST, 0),
        leadsTo(section), group(section), section.text("label", "student address"));
    section.end();
    return rule;
  }

  private @Nullable String group(Section section) {
    Scalar group = section.optional("group");
    return group == null ? null : group.reference(groups, "group of negative rules");
  }

  private static LeadsTo leadsTo(Section section) {
    boolean disqualifies = section.flag("disqualifies");
    if (!section.has("leads-to")) {
      return disqualifies ? LeadsTo.DISQUALIFY : LeadsTo.POINTS;
    }
    String leadsTo = section.reference("leads-to", Set.of(SUPPRESS, DISQUALIFY), "path of a negative rule");
    if (disqualifies && !leadsTo.equals(DISQUALIFY)) {
      section.problem("leads-to", "'disqualifies: true' and 'leads-to: " + leadsTo + "' are two things; keep one");
    }
    return leadsTo.equals(DISQUALIFY) || disqualifies ? LeadsTo.DISQUALIFY : LeadsTo.SUPPRESS;
  }
}
