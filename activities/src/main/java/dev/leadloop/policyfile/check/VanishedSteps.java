package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Steps that the policy before has and this one has not: a lead stands at a step's id. */
final class VanishedSteps {
  private VanishedSteps() {}

  static List<Problem> look(LeadPolicy before, LeadPolicy after, Standing standing, DocumentLines lines) {
    List<Problem> found = new ArrayList<>();
    for (Sequence sequence : new TreeMap<>(before.sequences()).values()) {
      Sequence now = after.sequences().get(sequence.id());
      for (Step step : sequence.steps()) {
        if (now == null || now.step(step.id()) == null) {
          int leads = standing.at(sequence.id(), step.id());
          if (now != null || leads > 0) {
            found.add(lines.at("the step '" + step.id() + "' of the sequence '" + sequence.id() + "' is gone"
                + (leads < 0 ? "" : leads == 1 ? ", and 1 lead stands there" : ", and " + leads + " leads stand there")
                + "; the plan of a rollout tells where they go on, and an id that is kept keeps their place", "sequences",
                sequence.id()));
          }
        }
      }
      if (now == null) {
        found.add(lines.at("the sequence '" + sequence.id() + "' is gone with all its steps", "sequences"));
      }
    }
    return found;
  }
}
