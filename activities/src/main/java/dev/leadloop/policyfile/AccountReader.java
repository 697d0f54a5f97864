package dev.leadloop.policyfile;

import static dev.leadloop.policyfile.ScoringReader.MOST;
import static dev.leadloop.policyfile.ScoringReader.POSITIVE;

import dev.leadloop.lead.title.Role;
import dev.leadloop.policy.scoring.AccountRules;
import dev.leadloop.policy.scoring.AccountRules.AccountRule;
import dev.leadloop.policy.scoring.AccountRules.Sign;
import dev.leadloop.policyfile.yaml.Scalar;
import dev.leadloop.policyfile.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the company behind a lead is worth. */
final class AccountReader {
  private static final Set<String> ROLES = Arrays.stream(Role.values()).map(Role::label).collect(Collectors.toUnmodifiableSet());
  private static final int STRONGEST = 1_000_000;

  private final ScoringReader scores;
  private final Duration reach;

  /**
   * Reads next to the other scores.
   *
   * @param scores has read the rules for signals
   * @param reach how far back the company is looked at
   */
  AccountReader(ScoringReader scores, Duration reach) {
    this.scores = scores;
    this.reach = reach;
  }

  /** The account rules; none where the policy has no section for them. */
  AccountRules account(Section root) {
    if (!root.has("account")) {
      return AccountRules.NONE;
    }
    Section section = root.section("account");
    List<AccountRule> rules = new ArrayList<>();
    for (Section rule : section.sections("rules")) {
      rules.add(new AccountRule(scores.id(rule), signs(rule.section("when")), rule.integer("points", 1, MOST),
          rule.text("label", "two people active")));
      rule.end();
    }
    if (rules.isEmpty()) {
      section.problem("rules", "'account' needs 'rules', such as"
          + " '- { id: two-active, when: { people-active: 2 }, points: 30, label: two people active }'");
    }
    AccountRules read = new AccountRules(rules, section.integer("cap", 1, MOST));
    section.end();
    return read;
  }

  private List<Sign> signs(Section section) {
    List<Sign> signs = new ArrayList<>();
    if (section.has("people-active")) {
      signs.add(new Sign.PeopleActive(section.integer("people-active", 1, MOST)));
    }
    if (section.has("roles")) {
      signs.add(roles(section.section("roles")));
    }
    if (section.has("asked")) {
      signs.add(asked(section.section("asked")));
    }
    if (section.has("surge")) {
      signs.add(surge(section.section("surge")));
    }
    Scalar active = section.optional("people-active");
    if (active != null && signs.equals(List.of(new Sign.PeopleActive(1)))) {
      active.warning("what one person does alone counts for that person and is told of no company; ask for 2, or for 'asked' or"
          + " 'surge' beside it");
    }
    if (signs.isEmpty()) {
      section.problem("", "a rule of 'account' asks for at least one of people-active, roles, asked and surge");
    }
    section.end();
    return signs;
  }

  private static Sign roles(Section section) {
    List<String> of = section.scalars("in").stream().map(role -> role.reference(ROLES, "role")).toList();
    Sign sign = new Sign.RolesActive(of, atLeast(section, of.isEmpty() ? ROLES.size() : of.size()));
    section.end();
    return sign;
  }

  private Sign asked(Section section) {
    List<String> types = section.scalars("signals").stream()
        .map(type -> type.reference(scores.signalTypes(), "scored signal type")).toList();
    if (types.isEmpty()) {
      section.problem("signals", "'asked' needs 'signals', such as [pricing_page_view]");
    }
    Sign sign = new Sign.AskedByOthers(types, atLeast(section, MOST), within(section));
    section.end();
    return sign;
  }

  private Sign surge(Section section) {
    List<String> topics = section.scalars("topics").stream().map(Scalar::text).toList();
    Scalar score = section.optional("score");
    Sign sign =
        new Sign.IntentSurge(topics, score == null ? 0 : score.integer(0, STRONGEST), within(section));
    section.end();
    return sign;
  }

  private static int atLeast(Section section, int most) {
    return section.has("at-least") ? section.integer("at-least", 1, most) : 1;
  }

  private Duration within(Section section) {
    Duration within = section.duration("within", POSITIVE);
    if (within.compareTo(reach) > 0) {
      section.problem("within", "'within' must not be longer than the scoring window, because older signals are not looked at");
    }
    return within;
  }
}
