package dev.leadloop.nurture;

import dev.leadloop.policy.Sequence;
import dev.leadloop.policy.Step;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** What a sequence still has for a lead that has had some of its mails before. */
public final class Unsent {
  private Unsent() {}

  /**
   * Whether any mail that the lead has not had lies on its way through the sequence. Of a split the lead goes its own way
   * alone; what a branch or an event may lead to counts.
   *
   * @param from id of the step the way begins at
   * @param had whether the lead has had the mail of that step
   */
  public static boolean any(Sequence sequence, String from, String leadId, Predicate<String> had) {
    Deque<String> open = new ArrayDeque<>(Set.of(from));
    Set<String> seen = new HashSet<>(open);
    while (!open.isEmpty()) {
      Step step = sequence.step(open.remove());
      if (step instanceof Step.Send send && !had.test(send.id())) {
        return true;
      }
      if (step != null) {
        ways(sequence, step, leadId).stream().filter(seen::add).forEach(open::add);
      }
    }
    return false;
  }

  private static Set<String> ways(Sequence sequence, Step step, String leadId) {
    return step instanceof Step.Split split
        ? Set.of(SplitDraw.draw(leadId, sequence.id(), split).goTo())
        : sequence.successors(step);
  }
}
