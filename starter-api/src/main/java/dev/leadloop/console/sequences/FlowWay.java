package dev.leadloop.console.sequences;

import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Spans;
import dev.leadloop.policy.Step;
import dev.leadloop.policy.diff.ConditionWords;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way that leads on from a step which has several, or elsewhere than to the next one.
 *
 * @param when what it is taken for, such as "50 %"; empty where it is the only one
 * @param to id of the step it leads to; null where the sequence is over with it
 */
record FlowWay(String when, @Nullable String to) {

  /** The ways of a step in the order in which they are tried; none where it just leads to the next one. */
  static List<FlowWay> of(Sequence sequence, Step step) {
    String next = sequence.after(step.id());
    return switch (step) {
      case Step.Send ignored -> List.of();
      case Step.Wait ignored -> List.of();
      case Step.End ignored -> List.of();
      case Step.Jump jump -> List.of(new FlowWay("", jump.goTo()));
      case Step.WaitFor waits ->
          waits.then() == null && waits.otherwise() == null
              ? List.of()
              : List.of(
                  new FlowWay("it happens", waits.then() == null ? next : waits.then()),
                  new FlowWay(
                      "not within " + Spans.words(waits.atMost()), waits.otherwise() == null ? next : waits.otherwise()));
      case Step.Branch branch -> {
        List<FlowWay> ways = new ArrayList<>();
        branch.cases().forEach(way -> ways.add(new FlowWay(ConditionWords.of(way.when()), way.goTo())));
        ways.add(new FlowWay("otherwise", branch.otherwise() == null ? next : branch.otherwise()));
        yield ways;
      }
      case Step.Split split ->
          split.shares().stream().map(share -> new FlowWay(share.percent() + " %", share.goTo())).toList();
    };
  }
}
