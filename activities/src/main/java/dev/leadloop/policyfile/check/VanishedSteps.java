package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policyfile.check.PolicyChecks.Standing;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A step that the policy before has and this one has not, or a whole sequence: a lead stands at a step's id.
 *
 * @param step null for the whole sequence
 * @param sequenceStays whether this policy has the sequence still
 * @param place where the sequence stands, or where all of them do; what it says is not told
 */
record VanishedSteps(String sequence, @Nullable String step, boolean sequenceStays, Problem place) {
  static List<VanishedSteps> of(LeadPolicy before, LeadPolicy after, DocumentLines lines) {
    List<VanishedSteps> found = new ArrayList<>();
    for (Sequence sequence : new TreeMap<>(before.sequences()).values()) {
      Sequence now = after.sequences().get(sequence.id());
      for (Step step : sequence.steps()) {
        if (now == null || now.step(step.id()) == null) {
          found.add(new VanishedSteps(
              sequence.id(), step.id(), now != null, lines.at("", "sequences", sequence.id())));
        }
      }
      if (now == null) {
        found.add(new VanishedSteps(sequence.id(), null, false, lines.at("", "sequences")));
      }
    }
    return found;
  }

  /** In words; nothing of a step that went with its sequence where nobody stands at it. */
  Optional<Problem> told(Standing standing) {
    if (step == null) {
      return Optional.of(saying("the sequence '" + sequence + "' is gone with all its steps"));
    }
    int leads = standing.at(sequence, step);
    return sequenceStays || leads > 0
        ? Optional.of(saying("the step '" + step + "' of the sequence '" + sequence + "' is gone"
            + (leads < 0 ? "" : leads == 1 ? ", and 1 lead stands there" : ", and " + leads + " leads stand there")
            + "; the plan of a rollout tells where they go on, and an id that is kept keeps their place"))
        : Optional.empty();
  }

  private Problem saying(String message) {
    return new Problem(place.line(), place.column(), message);
  }
}
