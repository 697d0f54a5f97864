package dev.leadloop.policy;

import dev.leadloop.policy.scoring.Condition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A course of nurture under one id and version.
 *
 * @param topic what its mails are about where a step does not say; null for none in particular
 * @param goal what ends it as reached; null where nothing does
 * @param steps in order; a step leads to the next one unless it says otherwise
 */
public record Sequence(
    String id, int version, @Nullable String topic, @Nullable Goal goal, List<Step> steps) {

  /**
   * What a sequence is for.
   *
   * @param label what people read, such as "trial started"
   */
  public record Goal(Condition when, String label) {}

  public Sequence {
    steps = List.copyOf(steps);
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("sequence '" + id + "' has no steps");
    }
  }

  /** The step of that id, or null where the sequence has none. */
  public @Nullable Step step(String stepId) {
    int index = indexOf(stepId);
    return index < 0 ? null : steps.get(index);
  }

  /** Where in the sequence the step stands, from 0; -1 where it has none of that id. */
  public int indexOf(String stepId) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).id().equals(stepId)) {
        return i;
      }
    }
    return -1;
  }

  /** Id of the step written after that one, or null after the last. */
  public @Nullable String after(String stepId) {
    int next = indexOf(stepId) + 1;
    return next < steps.size() ? steps.get(next).id() : null;
  }

  /** What a mail of a step is about; null for nothing in particular. */
  public @Nullable String topicOf(Step.Send send) {
    return send.topic() == null ? topic : send.topic();
  }

  /** Everything that a mail of it may be about. */
  public Set<String> topics() {
    Set<String> topics = new LinkedHashSet<>();
    for (Step step : steps) {
      if (step instanceof Step.Send send) {
        topics.addAll(send.byTopic().keySet());
        String own = topicOf(send);
        if (own != null) {
          topics.add(own);
        }
      }
    }
    return topics;
  }

  /** Ids of the steps that a lead may come to straight after that one. */
  public Set<String> successors(Step step) {
    List<@Nullable String> next = new ArrayList<>();
    switch (step) {
      case Step.Send send -> next.add(after(send.id()));
      case Step.Wait wait -> next.add(after(wait.id()));
      case Step.WaitFor waitFor -> {
        next.add(waitFor.then() == null ? after(waitFor.id()) : waitFor.then());
        next.add(waitFor.otherwise() == null ? after(waitFor.id()) : waitFor.otherwise());
      }
      case Step.Branch branch -> {
        branch.cases().forEach(way -> next.add(way.goTo()));
        next.add(branch.otherwise() == null ? after(branch.id()) : branch.otherwise());
      }
      case Step.Split split -> split.shares().forEach(share -> next.add(share.goTo()));
      case Step.Jump jump -> next.add(jump.goTo());
      case Step.End ignored -> {}
    }
    Set<String> known = new LinkedHashSet<>();
    for (String one : next) {
      if (one != null && step(one) != null) {
        known.add(one);
      }
    }
    return known;
  }
}
