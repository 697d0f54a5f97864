package dev.leadloop.policyfile.check;

import dev.leadloop.policy.LeadPolicy;
import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.sales.Disposition;
import dev.leadloop.policyfile.yaml.InvalidPolicy.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Sequences that never end, and those that nothing in the policy leads to. */
final class SequenceCheck implements PolicyCheck {
  @Override
  public List<Problem> look(Looked looked, DocumentLines lines) {
    LeadPolicy policy = looked.policy();
    List<Problem> found = new ArrayList<>();
    Set<String> entered = entered(policy);
    for (Sequence sequence : policy.sequences().values()) {
      if (!entered.contains(sequence.id())) {
        found.add(lines.at("nothing in the policy leads to the sequence '" + sequence.id()
            + "', no track, reason or win-back: only a campaign or an order begins it", "sequences", sequence.id()));
      }
      if (sequence.goal() == null && sequence.steps().stream().noneMatch(step -> ends(sequence, step))) {
        found.add(lines.at("the sequence '" + sequence.id() + "' never ends: every step leads to another one, and it has no goal;"
            + " add a step with 'end', or a 'goal'", "sequences", sequence.id()));
      }
    }
    return found;
  }

  private static Set<String> entered(LeadPolicy policy) {
    Set<String> entered = new HashSet<>(policy.tracks().values());
    policy.nurture().tracksByTopic().values().forEach(topics -> entered.addAll(topics.values()));
    String winBack = policy.recycle().winBackSequence();
    if (winBack != null) {
      entered.add(winBack);
    }
    for (Disposition reason : policy.dispositions()) {
      switch (reason.path()) {
        case Disposition.Path.Recycle recycle -> entered.add(recycle.sequence());
        case Disposition.Path.Park park -> entered.add(park.sequence());
        case Disposition.Path.Reassign ignored -> { }
        case Disposition.Path.Review ignored -> { }
        case Disposition.Path.Duplicate ignored -> { }
        case Disposition.Path.Disqualify ignored -> { }
      }
    }
    return entered;
  }

  private static boolean ends(Sequence sequence, Step step) {
    boolean last = sequence.after(step.id()) == null;
    return switch (step) {
      case Step.End ignored -> true;
      case Step.Send ignored -> last;
      case Step.Wait ignored -> last;
      case Step.WaitFor wait -> last && (wait.then() == null || wait.otherwise() == null);
      case Step.Branch branch -> last && branch.otherwise() == null;
      case Step.Split ignored -> false;
      case Step.Jump ignored -> false;
    };
  }
}
