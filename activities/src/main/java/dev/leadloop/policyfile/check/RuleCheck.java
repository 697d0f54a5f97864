package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.scoring.NegativeRule;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policy.scoring.ScoringRules.SignalRule;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.List;

/** Rules that change nothing: without signals, without room under their caps, without points, groups without rules. */
final class RuleCheck implements PolicyCheck {
  @Override
  public List<Problem> look(Looked looked, DocumentLines lines) {
    LeadPolicy policy = looked.policy();
    List<Problem> found = new ArrayList<>();
    signals("scoring", policy.scoring(), looked.idleInScoring(), lines, found);
    signals("product", policy.product(), looked.idleInProduct(), lines, found);
    for (int i = 0; i < policy.negatives().size(); i++) {
      NegativeRule rule = policy.negatives().get(i);
      if (rule.points() == 0 && rule.leadsTo() == NegativeRule.LeadsTo.POINTS) {
        found.add(lines.at("the rule '" + rule.id() + "' takes nothing: give it points below 0, or say what it 'leads-to'",
            "negatives", i, "points"));
      }
    }
    return found;
  }

  private static void signals(
      String section, ScoringRules scoring, IdleRules idle, DocumentLines lines, List<Problem> found) {
    for (int i = 0; i < scoring.rules().size(); i++) {
      SignalRule rule = scoring.rules().get(i);
      String why = idle.why(i);
      if (why != null) {
        found.add(lines.at("the rule '" + rule.id() + "' never fires: " + why, section, "rules", i, "where"));
      }
      Integer cap = rule.cap();
      Integer room = rule.group() == null ? null : scoring.groupCaps().get(rule.group());
      if (rule.points() > 0 && cap != null && cap < rule.points()) {
        found.add(lines.at("the rule '" + rule.id() + "' gives " + rule.points() + " points, of which its cap leaves "
            + (cap == 0 ? "none" : cap), section, "rules", i, "cap"));
      } else if (rule.points() > 0 && room != null && room < rule.points()) {
        found.add(lines.at("the rule '" + rule.id() + "' gives " + rule.points() + " points, of which the cap of its group '"
            + rule.group() + "' leaves " + (room == 0 ? "none" : room), section, "rules", i, "group"));
      }
    }
    for (String group : scoring.groupCaps().keySet()) {
      if (scoring.rules().stream().noneMatch(rule -> group.equals(rule.group()))) {
        found.add(
            lines.at("no rule is of the group '" + group + "'; name it in a rule, or take it out", section, "groups", group));
      }
    }
  }
}
