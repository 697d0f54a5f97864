package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.RoutingRules;
import dev.leadloop.policy.scoring.Condition;
import dev.leadloop.policy.scoring.ScoringRules;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.List;

/** Rules, goals, ways, teams and parts of the market whose condition holds for nobody. */
final class ConditionCheck implements PolicyCheck {
  @Override
  public List<Problem> look(Looked looked, DocumentLines lines) {
    LeadPolicy policy = looked.policy();
    Finder finder = new Finder(lines, new ArrayList<>());
    bonuses("scoring", policy.scoring(), finder);
    bonuses("product", policy.product(), finder);
    for (int i = 0; i < policy.fit().rules().size(); i++) {
      finder.rule(policy.fit().rules().get(i).id(), policy.fit().rules().get(i).when(), "fit", "rules", i, "when");
    }
    for (int i = 0; i < policy.negatives().size(); i++) {
      finder.rule(policy.negatives().get(i).id(), policy.negatives().get(i).when(), "negatives", i, "when");
    }
    for (int i = 0; i < policy.routing().teams().size(); i++) {
      RoutingRules.TeamRule team = policy.routing().teams().get(i);
      finder.look("the team '" + team.team() + "' is for nobody", team.when(), "routing", "teams", i, "when");
    }
    policy.routing().territories().forEach(
        (name, when) -> finder.look("the territory '" + name + "' is for nobody", when, "routing", "territories", name));
    policy.routing().segments().forEach(
        (name, when) -> finder.look("the segment '" + name + "' is for nobody", when, "routing", "segments", name));
    policy.sequences().values().forEach(finder::sequence);
    return finder.found();
  }

  private static void bonuses(String section, ScoringRules scoring, Finder finder) {
    for (int i = 0; i < scoring.bonuses().size(); i++) {
      finder.rule(scoring.bonuses().get(i).id(), scoring.bonuses().get(i).when(), section, "bonuses", i, "when");
    }
  }

  private record Finder(DocumentLines lines, List<Problem> found) {
    void rule(String id, Condition when, Object... path) {
      look("the rule '" + id + "' never fires", when, path);
      if (Contradictions.alwaysHolds(when)) {
        found.add(lines.at("the rule '" + id + "' holds for everybody: its condition leaves nobody out", path));
      }
    }

    void look(String what, Condition when, Object... path) {
      if (Contradictions.neverHolds(when)) {
        found.add(lines.at(what + ": " + Contradictions.why(when), path));
      }
    }

    void sequence(Sequence sequence) {
      Sequence.Goal goal = sequence.goal();
      if (goal != null) {
        look("the goal of the sequence '" + sequence.id() + "' is never reached", goal.when(), "sequences", sequence.id(), "goal",
            "when");
      }
      for (int i = 0; i < sequence.steps().size(); i++) {
        if (sequence.steps().get(i) instanceof Step.WaitFor wait && WhereTests.of(wait.where()).passNone()) {
          found.add(lines.at("the step '" + wait.id() + "' of the sequence '" + sequence.id()
              + "' waits for what never comes: no signal passes all that its 'where' asks for", "sequences", sequence.id(),
              "steps", i, "where"));
        }
        if (sequence.steps().get(i) instanceof Step.Branch branch) {
          for (int way = 0; way < branch.cases().size(); way++) {
            look("nobody goes from the step '" + branch.id() + "' to '" + branch.cases().get(way).goTo() + "'",
                branch.cases().get(way).when(), "sequences", sequence.id(), "steps", i, "branch", way, "when");
          }
        }
      }
    }
  }
}
